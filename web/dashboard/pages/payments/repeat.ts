import type { PaymentRow } from '../../../../src/shared/payment-row.ts';
import type { Intent } from './types.ts';

/** A command that makes a payment like this one. Its key is left to the reader: the browser has none. */
export function repeatAsCurl(row: PaymentRow, object: Intent): string {
  const lines = [
    `curl ${location.origin}/v1/payment_intents`,
    '-u sk_test_YOUR_KEY:',
    `-d amount=${row.amount}`,
    `-d currency=${row.currency}`,
    ...(object.description ? [`--data-urlencode ${quoted(`description=${object.description}`)}`] : []),
    ...(object.payment_method_types ?? ['card']).map((type) => `-d "payment_method_types[]=${type}"`),
    '-d payment_method=pm_card_visa',
    '-d confirm=true',
  ];
  return lines.join(' \\\n  ');
}

/** A text as a shell takes it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

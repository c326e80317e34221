import type { PaymentMethodModule } from '../../../src/methods/method.ts';
import { METHODS } from '../../../src/methods/registry.ts';
import { SAMPLES } from '../methods/method-samples.ts';

/** Every method that can be set up for charges without its payer. A voucher is paid by its payer each time. */
export const RENEWING: readonly PaymentMethodModule[] = METHODS.filter(
  ({ setup, setupFutureUsage, flow }) =>
    setup !== undefined && setupFutureUsage.includes('off_session') && flow !== 'voucher',
);

/** Account data whose debits are returned, by type of method; minutes later where the bank has such an account. */
const RETURNED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  acss_debit: { 'acss_debit[account_number]': '900222222227' },
  au_becs_debit: { 'au_becs_debit[account_number]': '922222227' },
  bacs_debit: { 'bacs_debit[account_number]': '92222227' },
  card: { 'card[token]': 'tok_chargeCustomerFail' },
  sepa_debit: { 'sepa_debit[iban]': 'DE78370400440532013004' },
  us_bank_account: { 'us_bank_account[account_number]': '000222222227' },
};

/** Bank accounts behind other methods are debited in a name. */
const PAYER = { 'billing_details[name]': 'Jenny Rosen', 'billing_details[email]': 'jenny@example.com' };

/** A wallet whose payer refuses charges, though it was set up. */
const REFUSED = { 'billing_details[email]': 'jenny+denied@example.com' };

/** True if charges of a method without its payer can be made to fail. */
export function canFail({ type, moneyFlow, generates }: PaymentMethodModule): boolean {
  return type in RETURNED || (moneyFlow?.payer === 'approves' && generates === undefined);
}

/** The parameters of a method of a type whose charges succeed, or fail once it is set up. */
export function dataOf(type: string, fate: 'pays' | 'fails' | 'nameless'): Record<string, string> {
  if (fate === 'nameless') return { type, ...SAMPLES[type] };
  return { type, ...PAYER, ...SAMPLES[type], ...(fate === 'fails' && (RETURNED[type] ?? REFUSED)) };
}

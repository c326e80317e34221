import type { PaymentHeader } from '../payment-document.ts';
import type { PendingAction } from './load-action.ts';

/** The head of a payer's page: a payment has a price, a setup has none. */
export function headerOf({
  intent,
  merchant,
}: Pick<PendingAction, 'intent' | 'merchant'>): Omit<PaymentHeader, 'title'> {
  if (intent.object === 'setup_intent') return { merchant, price: null };
  const { amount, currency } = intent;
  return { merchant, price: { amount, currency } };
}

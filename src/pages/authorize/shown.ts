import type { ShownPayment } from '../payment-document.ts';
import type { Sight } from './load-action.ts';

/** What the head of a payer's page shows: the price of a payment, none for a setup. */
export function shownOf({ intent, merchant }: Pick<Sight, 'intent' | 'merchant'>): Omit<ShownPayment, 'title'> {
  if (intent.object === 'setup_intent') return { merchant, price: null };
  const { amount, currency } = intent;
  return { merchant, price: { amount, currency } };
}

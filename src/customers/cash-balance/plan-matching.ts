import type { Context } from '../../kernel/context.ts';
import { type PaymentIntent, paymentIntents } from '../../payments/payment-intents/type.ts';
import { emitFundsAvailable } from './view.ts';

/** The kind of timer by which money that came is matched to a payment that waits for it. */
export const FUNDS_ARRIVE = 'payment_intent.funds_arrive';
/** The most payments that one transfer is looked at for. */
const MOST_WAITING = 100;

/** True if a payment waits for its customer's transfer. */
export function waitsForFunds({ status, next_action: action }: PaymentIntent): boolean {
  return status === 'requires_action' && action?.display_bank_transfer_instructions !== undefined;
}

/**
 * Schedules the matching of received funds to waiting payments: the payment named by the transfer first, then the
 * oldest. Each payment has its own decision.
 */
export async function planMatching(
  context: Context,
  customer: string,
  { currency, reference }: { currency: string; reference: string | null },
): Promise<void> {
  const found = await context.work.list(paymentIntents, { by: `customer/${customer}`, limit: MOST_WAITING });
  const waiting = found.filter((intent) => waitsForFunds(intent) && intent.currency === currency).reverse();
  const isNamed = (intent: PaymentIntent) =>
    intent.next_action?.display_bank_transfer_instructions?.reference === reference;
  const inOrder = [...waiting.filter(isNamed), ...waiting.filter((intent) => !isNamed(intent))];
  const after = inOrder.map(({ id }) => id);
  await planNext(context, { after, customer, currency });
}

/** Schedules matching for the next payment; when none is left, emits the event for unused funds. */
export async function planNext(
  context: Context,
  { after: [first, ...after], customer, currency }: Matching,
): Promise<void> {
  const { work } = context;
  if (first === undefined) return emitFundsAvailable(context, customer, currency);
  work.schedule({ kind: FUNDS_ARRIVE, subject: first, dueAt: work.nowMs, payload: { after, customer, currency } });
}

/** The timer's payload: the payments to match next, in order. */
export interface Matching {
  readonly after: readonly string[];
  readonly customer: string;
  readonly currency: string;
}

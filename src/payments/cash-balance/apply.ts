import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { act } from '../actions/act.ts';
import { customers } from '../customer-type.ts';
import { type PaymentIntent, paymentIntents } from '../payment-intents/type.ts';
import { cashOf } from './move.ts';
import { takeCash, uncovered } from './pay.ts';
import { tellFundsAvailable } from './view.ts';

/** The kind of timer by which money that came is matched to a payment that waits for it. */
export const FUNDS_ARRIVE = 'payment_intent.funds_arrive';
/** The most payments that one transfer is looked at for. */
const MOST_WAITING = 100;

/** Whether a payment waits for money of its customer. */
export function waitsForFunds({ status, next_action: action }: PaymentIntent): boolean {
  return status === 'requires_action' && action?.display_bank_transfer_instructions !== undefined;
}

/**
 * Plans that money which came pays what waits for it: the payment that the transfer names first, then the oldest.
 * Each payment is decided on by itself, one after the other.
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

/** Plans that a payment is matched; when it has been, it plans those after it. What is left then is told of. */
async function planNext(context: Context, { after: [first, ...after], customer, currency }: Matching): Promise<void> {
  const { work } = context;
  if (first === undefined) return tellFundsAvailable(context, customer, currency);
  work.schedule({ kind: FUNDS_ARRIVE, subject: first, dueAt: work.nowMs, payload: { after, customer, currency } });
}

/** What the timer carries: the payments to be matched afterwards, in order. */
interface Matching {
  readonly after: readonly string[];
  readonly customer: string;
  readonly currency: string;
}

/** Pays what it can of a payment from what its customer has sent. On a payment that does not wait nothing changes. */
export async function matchFunds(context: Context, id: string, matching: Matching): Promise<void> {
  await context.exclusive(id);
  await matchOne(context, id);
  await planNext(context, matching);
}

async function matchOne(context: Context, id: string): Promise<void> {
  const intent = await context.work.get(paymentIntents, id);
  if (!intent || !waitsForFunds(intent)) return;
  const customer = await context.work.require(customers, idOf(intent.customer) ?? '');
  const available = cashOf(customer, intent.currency);
  if (available > 0) await applyFunds(context, intent, Math.min(available, uncovered(intent)));
}

/** Puts money of its customer to a payment that waits for it: all of it pays, less is remembered. */
export async function applyFunds(context: Context, intent: PaymentIntent, amount: number): Promise<PaymentIntent> {
  const { work } = context;
  if (amount === uncovered(intent)) {
    await act(context, intent.internal.action ?? '', 'authorized');
    return work.require(paymentIntents, intent.id);
  }
  await takeCash(context, intent, amount);
  const funded = (intent.internal.funded ?? 0) + amount;
  const shown = intent.next_action?.display_bank_transfer_instructions;
  const partly = work.save<PaymentIntent>({
    ...intent,
    next_action: {
      ...intent.next_action,
      display_bank_transfer_instructions: { ...shown, amount_remaining: intent.amount - funded },
    } as Stripe.PaymentIntent.NextAction,
    internal: { ...intent.internal, funded },
  });
  work.emit('payment_intent.partially_funded', partly);
  return partly;
}

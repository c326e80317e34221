import type Stripe from 'stripe';
import { release } from '../../charges/refunds/release.ts';
import { returnCash } from '../../customers/cash-balance/pay.ts';
import type { Context } from '../../kernel/context.ts';
import { operation } from '../../kernel/operation.ts';
import { unexpectedState } from '../intents/intent.ts';
import { latestCharge } from './capture.ts';
import { checkState } from './state.ts';
import { type PaymentIntent, paymentIntents } from './type.ts';

export const cancelPaymentIntent = operation(
  'POST /v1/payment_intents/{intent}/cancel',
  async (context, params, path) => {
    const intent = await context.work.require(paymentIntents, path.intent);
    checkState(intent, 'cancel');
    checkNothingCaptured(intent);
    checkNotOnItsWay(intent);
    return cancel(context, intent, params.cancellation_reason ?? null);
  },
  { lock: 'intent' },
);

/** A partly captured payment succeeds; it cannot be canceled. */
function checkNothingCaptured(intent: PaymentIntent): void {
  if (intent.status !== 'requires_capture' || intent.amount_received === 0) return;
  throw unexpectedState(
    intent,
    'You cannot cancel this PaymentIntent because a part of it has been captured. To release the rest, capture it with `amount_to_capture=0` and `final_capture=true`.',
  );
}

/** A submitted bank transfer cannot be canceled. */
function checkNotOnItsWay(intent: PaymentIntent): void {
  if (intent.status !== 'processing') return;
  throw unexpectedState(
    intent,
    'You cannot cancel this PaymentIntent because it is being processed (status processing). Wait until it has succeeded and refund it, or until it has failed.',
  );
}

/** Cancels a PaymentIntent and releases its authorization. */
export async function cancel(
  context: Context,
  intent: PaymentIntent,
  reason: Stripe.PaymentIntent.CancellationReason | null,
): Promise<PaymentIntent> {
  const { work } = context;
  if (intent.status === 'requires_capture') {
    const charge = await latestCharge(context, intent);
    const isExpiry = reason === 'expired';
    const released = await release(context, charge, charge.amount, isExpiry ? 'expired_uncaptured_charge' : null);
    if (isExpiry) work.emit('charge.expired', released);
    else work.emit('charge.refunded', released);
    await work.cancelTimers(intent.id, 'payment_intent.authorization_expires');
  }
  if (intent.status === 'requires_action') await work.cancelTimers(intent.id, 'payment_intent.action_expires');
  await returnCash(context, intent);
  const { funded: _, ...internal } = intent.internal;
  const canceled = work.save<PaymentIntent>({
    ...intent,
    amount_capturable: 0,
    canceled_at: work.now,
    cancellation_reason: reason,
    next_action: null,
    status: 'canceled',
    internal: { ...internal, action: null },
  });
  work.emit('payment_intent.canceled', canceled);
  return canceled;
}

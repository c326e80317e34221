import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { operation } from '../../kernel/operation.ts';
import { release } from '../refunds/release.ts';
import { latestCharge } from './capture.ts';
import { checkState } from './check-state.ts';
import { type PaymentIntent, paymentIntents } from './type.ts';

export const cancelPaymentIntent = operation(
  'POST /v1/payment_intents/{intent}/cancel',
  async (context, params, path) => {
    await context.exclusive(path.intent);
    const intent = await context.work.require(paymentIntents, path.intent);
    checkState(intent, 'cancel');
    return cancel(context, intent, params.cancellation_reason ?? null);
  },
);

/** Ends a PaymentIntent. What was reserved goes back to the payer. */
export async function cancel(
  context: Context,
  intent: PaymentIntent,
  reason: Stripe.PaymentIntent.CancellationReason | null,
): Promise<PaymentIntent> {
  const { work } = context;
  if (intent.status === 'requires_capture') {
    const charge = await latestCharge(context, intent);
    const released = await release(context, charge, charge.amount);
    if (reason === 'expired') work.emit('charge.expired', released);
    else work.emit('charge.refunded', released);
    await work.cancelTimers(intent.id, 'payment_intent.authorization_expires');
  }
  if (intent.status === 'requires_action') await work.cancelTimers(intent.id, 'payment_intent.action_expires');
  const canceled = work.save<PaymentIntent>({
    ...intent,
    amount_capturable: 0,
    canceled_at: work.now,
    cancellation_reason: reason,
    next_action: null,
    status: 'canceled',
    internal: { ...intent.internal, action: null },
  });
  work.emit('payment_intent.canceled', canceled);
  return canceled;
}

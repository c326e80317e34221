import type { Context } from '../../kernel/context.ts';
import { actionTimer } from '../../payments/next-actions/timer-kind.ts';
import { type PaymentIntent, paymentIntents } from '../../payments/payment-intents/type.ts';
import type { CheckoutSession } from './type.ts';

/**
 * Abandons an attempt that waits for its payer, because the order changed. A later approval of it has no effect; the
 * session is paid by a new attempt.
 */
export async function abandonAttempt({ work, lock }: Context, { internal }: CheckoutSession): Promise<void> {
  if (internal.paymentIntent === null) return;
  await lock(internal.paymentIntent);
  const intent = await work.get(paymentIntents, internal.paymentIntent);
  if (intent?.status !== 'requires_action') return;
  await work.cancelTimers(intent.id, actionTimer(intent));
  work.save<PaymentIntent>({
    ...intent,
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
    internal: { ...intent.internal, action: null, authenticated: false },
  });
}

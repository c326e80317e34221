import { decides, type TimerHandler } from '../../timers/worker.ts';
import { cancel } from './cancel.ts';
import { finish, latestCharge } from './capture.ts';
import { paymentIntents } from './type.ts';

/** What happens to PaymentIntents when time passes. */
export const paymentIntentTimers: Readonly<Record<string, TimerHandler>> = {
  /** Nobody captured what was reserved, or not all of it. */
  'payment_intent.authorization_expires': decides(async (context, timer) => {
    await context.exclusive(timer.subject);
    const intent = await context.work.get(paymentIntents, timer.subject);
    if (intent?.status !== 'requires_capture') return;
    if (intent.amount_received === 0) await cancel(context, intent, 'expired');
    else await finish(context, intent, await latestCharge(context, intent), 0);
  }),
};

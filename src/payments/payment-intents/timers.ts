import { decides, type TimerHandler } from '../../timers/worker.ts';
import { act } from '../actions/act.ts';
import { cancel } from './cancel.ts';
import { paymentIntents } from './type.ts';

/** What happens to PaymentIntents when time passes. */
export const paymentIntentTimers: Readonly<Record<string, TimerHandler>> = {
  /** The payer did not act in time. */
  'payment_intent.action_expires': decides(async (context, timer) => {
    const { action } = JSON.parse(timer.payload) as { action: string };
    await act(context, action, 'expired');
  }),
  /** Nobody captured what was reserved. */
  'payment_intent.authorization_expires': decides(async (context, timer) => {
    await context.exclusive(timer.subject);
    const intent = await context.work.get(paymentIntents, timer.subject);
    if (intent?.status === 'requires_capture') await cancel(context, intent, 'expired');
  }),
};

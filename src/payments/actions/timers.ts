import { decides, type TimerHandler } from '../../timers/worker.ts';
import { act } from './act.ts';
import { actionTimer } from './timer-kind.ts';

/** The payer did not act in time. */
const expire = decides(async (context, timer) => {
  const { action } = JSON.parse(timer.payload) as { action: string };
  await act(context, action, 'expired');
});

/** What happens to payers' pages when time passes. */
export const actionTimers: Readonly<Record<string, TimerHandler>> = {
  [actionTimer({ object: 'payment_intent' })]: expire,
  [actionTimer({ object: 'setup_intent' })]: expire,
};

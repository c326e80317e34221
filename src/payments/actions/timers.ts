import type { TimerHandler } from '../../kernel/timer-handler.ts';
import type { Signal } from '../../methods/method.ts';
import { decides } from '../../timers/worker.ts';
import { actionTimer, payerTimer } from '../next-actions/timer-kind.ts';
import { act } from './act.ts';

/** The payer did not act in time. */
const expire = decides(async (context, timer) => {
  const { action } = JSON.parse(timer.payload) as { action: string };
  await act(context, action, 'expired');
});

/** A payer of test mode does what their e-mail or account says. */
const payerActs = decides(async (context, timer) => {
  const { action, signal } = JSON.parse(timer.payload) as { action: string; signal: Signal };
  await act(context, action, signal);
});

/** What happens to payers' pages when time passes. */
export const actionTimers: Readonly<Record<string, TimerHandler>> = {
  [actionTimer({ object: 'payment_intent' })]: expire,
  [actionTimer({ object: 'setup_intent' })]: expire,
  [payerTimer({ object: 'payment_intent' })]: payerActs,
  [payerTimer({ object: 'setup_intent' })]: payerActs,
};

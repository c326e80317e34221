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

/** A test payer's behaviour depends on their e-mail or account. */
const payerActs = decides(async (context, timer) => {
  const { action, signal } = JSON.parse(timer.payload) as { action: string; signal: Signal };
  await act(context, action, signal);
});

/** Timers of payers' pages. */
export const actionTimers: Readonly<Record<string, TimerHandler>> = {
  [actionTimer({ object: 'payment_intent' })]: expire,
  [actionTimer({ object: 'setup_intent' })]: expire,
  [payerTimer({ object: 'payment_intent' })]: payerActs,
  [payerTimer({ object: 'setup_intent' })]: payerActs,
};

import type { TimerHandler } from '../../kernel/timer-handler.ts';
import { decides } from '../../timers/worker.ts';
import { decide } from './decide.ts';
import { disputes, paymentOfDispute } from './type.ts';

/** Timers of disputes. */
export const disputeTimers: Readonly<Record<string, TimerHandler>> = {
  /** A deadline passed: the merchant's, or that of the inquiring bank. */
  'dispute.lapses': decides(async (context, timer) => {
    await context.lock(...(await paymentOfDispute(context, timer.subject)));
    await decide(context, await context.work.require(disputes, timer.subject), 'lapse');
  }),
};

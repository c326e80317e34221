import type { TimerHandler } from '../../kernel/timer-handler.ts';
import { decides } from '../../timers/worker.ts';
import { decide } from './decide.ts';
import { disputes, paymentOfDispute } from './type.ts';

/** What happens to disputes when time passes. */
export const disputeTimers: Readonly<Record<string, TimerHandler>> = {
  /** Nobody answered in time: the merchant, or the bank that inquired. */
  'dispute.lapses': decides(async (context, timer) => {
    await context.lock(...(await paymentOfDispute(context, timer.subject)));
    await decide(context, await context.work.require(disputes, timer.subject), 'lapse');
  }),
};

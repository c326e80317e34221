import type { TimerHandler } from '../kernel/timer-handler.ts';
import { decides } from '../timers/worker.ts';
import { accountOf } from './find.ts';
import type { Reason } from './requirements/timers.ts';
import { settle } from './settle.ts';

/** Timers of accounts: a verification is ready, or a deadline has passed. Either way the account is assessed again. */
export const accountTimers: Readonly<Record<Reason, TimerHandler>> = {
  'account.deadline': decides(async (context, timer) => {
    const account = await accountOf(context.work, timer.subject);
    if (account) await settle(context, account, account);
  }),
  'account.verified': decides(async (context, timer) => {
    const account = await accountOf(context.work, timer.subject);
    if (!account) return;
    // The timer is over, so nothing is left to cancel.
    await settle(context, account, { ...account, internal: { ...account.internal, readyAt: null } });
  }),
};

import type { Context } from '../kernel/context.ts';

/** The kind of timer that looks at a balance which may have fallen below zero, or may not be below it any more. */
export const BALANCE_OWES = 'balance.owes';

/**
 * Schedules a look at the balance of a connected account after a movement that may have taken it below zero, or back. It
 * follows the commit, because movements at the same time decide together what is left. `amount` is the account's gain.
 */
export function scheduleOwed({ work, account }: Context, transaction: string, amount: number): void {
  if (work.connected === null || (amount >= 0 && !account.isReserved)) return;
  work.schedule({ kind: BALANCE_OWES, subject: transaction, dueAt: work.worldNowMs, onWorldClock: true });
}

import type { Context } from '../../kernel/context.ts';
import type { Follower } from '../../kernel/follower.ts';
import type { TimerHandler } from '../../kernel/timer-handler.ts';
import { BALANCE_OWES } from '../../ledger/owed.ts';
import { decides } from '../../timers/worker.ts';
import { collectLater } from '../../transfers/reserves/collect.ts';
import { holdReserve } from '../../transfers/reserves/reserve.ts';
import { planPayout } from './automatic.ts';

/**
 * Looks at a balance that may be below zero: its platform's reserve holds what it owes, if the platform bears its losses,
 * and its bank is debited on its next day of payouts.
 */
async function lookAt(context: Context): Promise<void> {
  const { work, account } = context;
  if (work.connected === null) return;
  await context.lock(work.account);
  const balances = await work.bookBalances('merchant');
  if (account.lossesOnPlatform) {
    const reserve = await holdReserve(context, balances);
    if (reserve) collectLater(context, reserve);
  }
  if (balances.some(({ available, pending }) => available + pending < 0)) await planPayout(context, { owes: true });
}

/** Timers of balances that owe. */
export const owedTimers: Readonly<Record<string, TimerHandler>> = { [BALANCE_OWES]: decides(lookAt) };

/** Funds that become available may make an account with a reserve even again. */
export const owedFollowers: readonly Follower[] = [
  {
    on: 'balance.available',
    do: async (context) => {
      if (context.account.isReserved) await lookAt(context);
    },
  },
];

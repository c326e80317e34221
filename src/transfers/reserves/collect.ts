import { DAY_SECONDS } from '../../kernel/clock.ts';
import type { Context } from '../../kernel/context.ts';
import type { TimerHandler } from '../../kernel/timer-handler.ts';
import { book } from '../../ledger/balance-transactions.ts';
import { decides } from '../../timers/worker.ts';
import { moveReserve, RESERVE, type Reserve, reserves } from './reserve.ts';

/** The kind of timer that pays what an account owes with its reserve. */
const COLLECTS = 'connect_reserve.collects';
/** Days that an account may owe its platform before the reserve pays for it. */
const COLLECTED_AFTER_DAYS = 180;

/** Schedules the collection of a reserve that begins now. */
export function collectLater({ work }: Context, { since }: Reserve): void {
  if (since !== work.worldNow) return;
  const dueAt = (since + COLLECTED_AFTER_DAYS * DAY_SECONDS) * 1000;
  work.schedule({ kind: COLLECTS, subject: RESERVE, dueAt, payload: { since }, onWorldClock: true });
}

/** Timers of reserves. An account that did not pay for half a year is even again, at its platform's cost. */
export const reserveTimers: Readonly<Record<string, TimerHandler>> = {
  [COLLECTS]: decides(async (context, timer) => {
    await context.lock(context.work.account);
    const reserve = await context.work.get(reserves, RESERVE);
    const { since } = JSON.parse(timer.payload) as { since: number };
    if (!reserve || reserve.since !== since) return;
    const platform = await context.at(context.work.world);
    for (const [currency, amount] of Object.entries(reserve.held)) {
      collect(platform, -amount, currency, `Negative balance of ${context.account.id}`);
      collect(context, amount, currency, 'Negative balance paid by the platform');
    }
    await moveReserve(context, reserve, {});
  }),
};

function collect(context: Context, amount: number, currency: string, description: string): void {
  book(context, {
    type: 'connect_collection_transfer',
    reportingCategory: 'connect_collection_transfer',
    amount,
    currency,
    fee: 0,
    book: 'connect',
    availableOn: context.work.worldNow,
    source: null,
    description,
  });
}

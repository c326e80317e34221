import { accountOf } from '../../accounts/find.ts';
import type { Context } from '../../kernel/context.ts';
import type { Entity, ResourceType } from '../../kernel/entity.ts';
import type { Follower } from '../../kernel/follower.ts';
import type { TimerHandler } from '../../kernel/timer-handler.ts';
import { decides } from '../../timers/worker.ts';
import { nextRun } from './next-run.ts';
import { mayMove, payOut, payoutTerms } from './pay-out.ts';

/** The kind of timer that pays an account out by its schedule. */
const PAYOUT_RUNS = 'payout.runs';

/** The next scheduled payout of an account. */
interface Plan extends Entity {
  readonly object: 'payout_plan';
  /** Seconds since epoch; null if none is scheduled. */
  readonly dueAt: number | null;
}

const plans: ResourceType<Plan> = {
  object: 'payout_plan',
  prefix: 'poplan',
  noun: 'payout plan',
  idParam: 'id',
  listed: false,
};
/** An account has one. */
const PLAN = 'poplan';

/**
 * Plans the next scheduled payout of an account, if it has a schedule. A plan that is there stays, unless the schedule has changed. An account that owes and is paid out by hand is debited on
 * the next business day.
 */
export async function planPayout(context: Context, { isChanged = false, owes = false } = {}): Promise<void> {
  const { work, account } = context;
  const terms = await payoutTerms(context);
  if (!terms) return;
  const { schedule } = terms;
  const wanted = owes && schedule.interval === 'manual' ? { interval: 'daily' } : schedule;
  const dueAt = nextRun(wanted, work.worldNow, account.country, account.startOfDay) ?? null;
  const present = await work.get(plans, PLAN);
  if (present?.dueAt != null) {
    if (!isChanged) return;
    await work.cancelTimers(PLAN, PAYOUT_RUNS);
  }
  if (dueAt === null && !present) return;
  if (present) work.save<Plan>({ ...present, dueAt });
  else work.insert<Plan>(plans, { id: PLAN, object: 'payout_plan', dueAt });
  if (dueAt !== null) work.schedule({ kind: PAYOUT_RUNS, subject: PLAN, dueAt: dueAt * 1000, onWorldClock: true });
}

/** Funds that become available are paid out by the schedule, and a changed schedule counts from then on. */
export const payoutFollowers: readonly Follower[] = [
  { on: 'balance.available', do: (context) => planPayout(context) },
  {
    on: 'balance_settings.updated',
    // Those of a connected account change with the account.
    do: async (context) => {
      if (context.work.connected === null) await planPayout(context, { isChanged: true });
    },
  },
  {
    on: 'account.updated',
    do: async (context, account) => {
      const present = await (await context.at(account.id)).work.get(plans, PLAN);
      if (present?.dueAt != null) await planPayout(await context.at(account.id), { isChanged: true });
    },
  },
];

/** Timers of scheduled payouts. */
export const scheduleTimers: Readonly<Record<string, TimerHandler>> = {
  [PAYOUT_RUNS]: decides(async (context) => {
    const { work } = context;
    await context.lock(work.account);
    const plan = await work.get(plans, PLAN);
    if (plan) work.save<Plan>({ ...plan, dueAt: null });
    const account = work.connected === null ? undefined : await accountOf(work, work.connected);
    const terms = await payoutTerms(context);
    if (!terms || account?.payouts_enabled === false) return;
    let isUnfinished = false;
    for (const { currency, available } of await work.bookBalances('merchant')) {
      if (mayMove(terms, available) && (await payOut(context, terms, currency))) isUnfinished = true;
    }
    if (isUnfinished) await planPayout(context);
  }),
};

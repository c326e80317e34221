import { accountOf } from '../../accounts/find.ts';
import type { Account } from '../../accounts/type.ts';
import type { Context } from '../../kernel/context.ts';
import type { Entity, ResourceType } from '../../kernel/entity.ts';
import type { Follower } from '../../kernel/follower.ts';
import type { TimerHandler } from '../../kernel/timer-handler.ts';
import type { BalanceTransaction } from '../../ledger/type.ts';
import { balanceTransactions, UNPAID } from '../../ledger/type.ts';
import { decides } from '../../timers/worker.ts';
import { availableToSpend } from '../../transfers/balance.ts';
import { DEBITED_COUNTRIES } from '../debit-countries.ts';
import { defaultDestination } from '../destination.ts';
import { makePayout } from '../make.ts';
import { businessDayFrom } from './business-days.ts';
import { nextRun, type PayoutSchedule } from './next-run.ts';

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

/** The most transactions that one payout is made of; the rest goes with another one. */
const MOST_MEMBERS = 1_000;

/**
 * Plans the next scheduled payout of a connected account, if it has a schedule. The platform itself is paid out by hand.
 * A plan that is there stays, unless the schedule has changed. An account that owes and is paid out by hand is debited on
 * the next business day.
 */
export async function planPayout(context: Context, { isChanged = false, owes = false } = {}): Promise<void> {
  const { work, account } = context;
  const found = work.connected === null ? undefined : await accountOf(work, work.connected);
  if (!found) return;
  const schedule: PayoutSchedule = found.settings?.payouts?.schedule ?? {};
  const wanted = owes && schedule.interval === 'manual' ? { interval: 'daily' } : schedule;
  const dueAt = nextRun(wanted, work.worldNow, account.country) ?? null;
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
    if (!account?.payouts_enabled) return;
    let isUnfinished = false;
    for (const { currency, available } of await work.bookBalances('merchant')) {
      if (mayMove(account, available) && (await payOut(context, account, currency))) isUnfinished = true;
    }
    if (isUnfinished) await planPayout(context);
  }),
};

/** True if the schedule pays an available balance out, or debits the account's bank for what it owes. */
function mayMove({ country = '', settings }: Account, available: number): boolean {
  const { schedule, debit_negative_balances: debits } = settings?.payouts ?? {};
  if (available < 0) return debits === true && DEBITED_COUNTRIES.has(country);
  return available > 0 && schedule?.interval !== 'manual';
}

/**
 * Pays out what is available in a currency, or debits the bank for what is owed: a payout of less than zero. True if there
 * is more than one payout can be made of.
 */
async function payOut(context: Context, account: Account, currency: string): Promise<boolean> {
  const { work } = context;
  const destination = await defaultDestination(context, currency);
  if (!destination?.isUsable) return false;
  const unpaid = await work.list(balanceTransactions, {
    by: `${UNPAID}/${currency}`,
    limit: MOST_MEMBERS,
    descending: false,
  });
  const members = unpaid.filter((transaction) => transaction.available_on <= work.worldNow);
  const amount = members.reduce((sum, { net }) => sum + net, 0);
  const available = await availableToSpend(context, currency);
  if (amount === 0 || amount > available || (amount < 0 && available >= 0)) return false;
  const arrivesAt = businessDayFrom(work.worldNow, context.account.country);
  const payout = makePayout(context, {
    amount,
    currency,
    destination,
    automatic: true,
    arrivalDate: arrivesAt,
    // A debited bank pays when it works again.
    ...(amount < 0 && { availableOn: arrivesAt }),
    statementDescriptor: account.settings?.payouts?.statement_descriptor ?? null,
  });
  for (const member of members) {
    work.save<BalanceTransaction>({ ...member, internal: { ...member.internal, payout: payout.id } });
  }
  return unpaid.length === MOST_MEMBERS;
}

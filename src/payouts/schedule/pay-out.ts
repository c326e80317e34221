import { payoutsOfPlatform } from '../../accounts/balance-settings/platform-payouts.ts';
import { accountOf } from '../../accounts/find.ts';
import type { Context } from '../../kernel/context.ts';
import { book } from '../../ledger/balance-transactions.ts';
import { type BalanceTransaction, balanceTransactions, UNPAID } from '../../ledger/type.ts';
import { availableToSpend } from '../../transfers/balance.ts';
import { DEBITED_COUNTRIES } from '../debit-countries.ts';
import { defaultDestination } from '../destination.ts';
import { makePayout } from '../make.ts';
import { businessDayFrom } from './business-days.ts';
import type { PayoutSchedule } from './next-run.ts';

/** The most transactions that one payout is made of; the rest goes with another one. */
const MOST_MEMBERS = 1_000;

/** The terms on which an account is paid out by its schedule. */
export interface PayoutTerms {
  readonly schedule: PayoutSchedule;
  /** True if the account's bank is debited for what it owes. */
  readonly debitsNegative: boolean;
  /** Amounts that payouts leave in its balance, by currency. */
  readonly minimumBalances: Readonly<Record<string, number>>;
  readonly statementDescriptor: string | null;
}

/** The terms of the account that a decision acts for; undefined if it cannot be paid out. */
export async function payoutTerms({ work, account: { country } }: Context): Promise<PayoutTerms | undefined> {
  if (work.connected === null) {
    const { schedule, statement_descriptor: statementDescriptor } = await payoutsOfPlatform(work);
    return { schedule, debitsNegative: false, minimumBalances: {}, statementDescriptor };
  }
  const found = await accountOf(work, work.connected);
  if (!found) return undefined;
  const { schedule = {}, debit_negative_balances: debits, statement_descriptor } = found.settings?.payouts ?? {};
  return {
    schedule,
    debitsNegative: debits === true && DEBITED_COUNTRIES.has(found.country ?? country),
    minimumBalances: found.internal.minimumBalances ?? {},
    statementDescriptor: statement_descriptor ?? null,
  };
}

/** True if the schedule pays an available balance out, or debits the account's bank for what it owes. */
export function mayMove({ schedule, debitsNegative }: PayoutTerms, available: number): boolean {
  if (available < 0) return debitsNegative;
  return available > 0 && schedule.interval !== 'manual';
}

/**
 * Pays out what is available in a currency beyond the account's minimum balance, or debits the bank for what is owed: a
 * payout of less than zero. True if there is more than one payout can be made of.
 */
export async function payOut(context: Context, terms: PayoutTerms, currency: string): Promise<boolean> {
  const { work } = context;
  const destination = await defaultDestination(context, currency);
  if (!destination?.isUsable) return false;
  const arrivesAt = businessDayFrom(work.worldNow, context.account.country);
  const common = { currency, destination, automatic: true, statementDescriptor: terms.statementDescriptor };
  const spendable = await availableToSpend(context, currency);
  if (work.connected === null) {
    // The transactions of a platform are not kept by payout: it is paid out whole.
    if (spendable > 0) makePayout(context, { ...common, amount: spendable, arrivalDate: arrivesAt });
    return false;
  }
  const unpaid = await work.list(balanceTransactions, {
    by: `${UNPAID}/${currency}`,
    limit: MOST_MEMBERS,
    descending: false,
  });
  const members = unpaid.filter((transaction) => transaction.available_on <= work.worldNow);
  const total = members.reduce((sum, { net }) => sum + net, 0);
  const kept = Math.max(0, Math.min(total, terms.minimumBalances[currency] ?? 0));
  const amount = total - kept;
  if (amount === 0 || total > spendable || (amount < 0 && spendable >= 0)) return false;
  const payout = makePayout(context, {
    ...common,
    amount,
    arrivalDate: arrivesAt,
    // A debited bank pays when it works again.
    ...(amount < 0 && { availableOn: arrivesAt }),
  });
  for (const member of members) {
    work.save<BalanceTransaction>({ ...member, internal: { ...member.internal, payout: payout.id } });
  }
  if (kept > 0) keep(context, { amount: kept, currency, payout: payout.id });
  return unpaid.length === MOST_MEMBERS;
}

/** Leaves the minimum balance out of a payout: what is held of it is released to the next one. */
function keep(
  context: Context,
  { amount, currency, payout }: { amount: number; currency: string; payout: string },
): void {
  const common = { currency, fee: 0, book: 'reserve', availableOn: context.work.worldNow, source: null } as const;
  const hold = 'payout_minimum_balance_hold';
  const release = 'payout_minimum_balance_release';
  book(context, {
    ...common,
    type: hold,
    reportingCategory: hold,
    amount: -amount,
    description: 'Minimum balance',
    payout,
  });
  book(context, { ...common, type: release, reportingCategory: release, amount, description: 'Minimum balance' });
}

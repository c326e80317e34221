import type { Account } from '../../accounts/type.ts';
import type { Context } from '../../kernel/context.ts';
import { book } from '../../ledger/balance-transactions.ts';
import { type BalanceTransaction, balanceTransactions, UNPAID } from '../../ledger/type.ts';
import { availableToSpend } from '../../transfers/balance.ts';
import { DEBITED_COUNTRIES } from '../debit-countries.ts';
import { defaultDestination } from '../destination.ts';
import { makePayout } from '../make.ts';
import { businessDayFrom } from './business-days.ts';

/** The most transactions that one payout is made of; the rest goes with another one. */
const MOST_MEMBERS = 1_000;

/** True if the schedule pays an available balance out, or debits the account's bank for what it owes. */
export function mayMove({ country = '', settings }: Account, available: number): boolean {
  const { schedule, debit_negative_balances: debits } = settings?.payouts ?? {};
  if (available < 0) return debits === true && DEBITED_COUNTRIES.has(country);
  return available > 0 && schedule?.interval !== 'manual';
}

/**
 * Pays out what is available in a currency beyond the account's minimum balance, or debits the bank for what is owed: a
 * payout of less than zero. True if there is more than one payout can be made of.
 */
export async function payOut(context: Context, account: Account, currency: string): Promise<boolean> {
  const { work } = context;
  const destination = await defaultDestination(context, currency);
  if (!destination?.isUsable) return false;
  const unpaid = await work.list(balanceTransactions, {
    by: `${UNPAID}/${currency}`,
    limit: MOST_MEMBERS,
    descending: false,
  });
  const members = unpaid.filter((transaction) => transaction.available_on <= work.worldNow);
  const total = members.reduce((sum, { net }) => sum + net, 0);
  const kept = Math.max(0, Math.min(total, account.internal.minimumBalances?.[currency] ?? 0));
  const amount = total - kept;
  const available = await availableToSpend(context, currency);
  if (amount === 0 || total > available || (amount < 0 && available >= 0)) return false;
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

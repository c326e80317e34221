import type Stripe from 'stripe';
import { accountOf } from '../../../accounts/find.ts';
import type { Account } from '../../../accounts/type.ts';
import type { Context } from '../../../kernel/context.ts';
import { balanceOf } from '../../../ledger/balance.ts';
import { balanceTransactions } from '../../../ledger/type.ts';
import { type Payout, payouts } from '../../../payouts/type.ts';

/** The balance of an account, and the account that it belongs to. */
export interface Funds {
  readonly account: Account;
  readonly balance: Stripe.Balance;
}

export async function loadFunds(context: Context): Promise<Funds> {
  const { work } = context;
  const account = await accountOf(work, work.account);
  if (!account) throw new Error(`the account ${work.account} acts without being stored`);
  return { account, balance: await balanceOf(context) };
}

/** The most payouts of a page, and the most transactions that a payout shows. */
const PAGE_ROWS = 20;
const MOST_TRANSACTIONS = 100;

/** A page of payouts, newest first, and the position after which older ones follow. */
export interface PayoutPage {
  readonly rows: readonly Payout[];
  readonly below: number | null;
}

export async function loadPayouts({ work }: Context, below: number | undefined): Promise<PayoutPage> {
  const found = await work.listEntries(payouts, { limit: PAGE_ROWS + 1, ...(below !== undefined && { below }) });
  const rows = found.slice(0, PAGE_ROWS);
  return {
    rows: rows.map(({ object }) => object),
    below: found.length > PAGE_ROWS ? (rows.at(-1)?.position ?? null) : null,
  };
}

/** A payout with the transactions that it paid out, where it was made by the schedule. */
export interface PayoutDetails {
  readonly payout: Payout;
  readonly transactions: readonly Stripe.BalanceTransaction[];
}

export async function loadPayout({ work }: Context, id: string): Promise<PayoutDetails | undefined> {
  const payout = await work.get(payouts, id);
  if (!payout) return undefined;
  const found = await work.list(balanceTransactions, { by: `payout/${id}`, limit: MOST_TRANSACTIONS });
  return { payout, transactions: found.filter(({ source }) => source !== id) };
}

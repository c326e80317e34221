import type { Context as HonoContext } from 'hono';
import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { balanceOf } from '../../ledger/balance.ts';
import { balanceTransactions } from '../../ledger/type.ts';
import { asAccount } from '../components/act.ts';
import { facts, money } from '../components/parts.ts';
import { transactionsTable } from '../components/payouts/transactions-table.ts';
import type { SeatEnv } from '../components/seat.ts';
import { html } from '../html.ts';

/** The most transactions that are shown. */
const MOST_ROWS = 20;

interface Home {
  readonly balance: Stripe.Balance;
  /** The newest, first. */
  readonly transactions: readonly Stripe.BalanceTransaction[];
}

async function load(context: Context): Promise<Home> {
  const { work } = context;
  const found = await work.list(balanceTransactions, { limit: MOST_ROWS });
  const transactions = found.map((transaction) => balanceTransactions.asOf?.(transaction, work.now) ?? transaction);
  return { balance: await balanceOf(context), transactions };
}

/** The first page of the dashboard: the account's balance and its newest transactions. */
export async function showHome(c: HonoContext<SeatEnv>): Promise<Response> {
  const { seat, texts } = c.var;
  const { embedded, locale } = texts;
  const { express: words } = texts.onboarding;
  const { balance, transactions } = await asAccount(c, load);
  const sums = (rows: readonly { amount: number; currency: string }[]) =>
    rows.map((row) => money(row, locale)).join(' · ');
  return seat.draw({
    title: embedded.home,
    body: html`<section class="panel"><h2>${words.balance}</h2>${facts([
      [words.available, sums(balance.available)],
      [words.pending, sums(balance.pending)],
    ])}</section>
    <section class="panel"><h2>${words.transactions}</h2>${
      transactions.length === 0
        ? html`<p class="soft">${words.noTransactions}</p>`
        : transactionsTable(texts, words.transactions, transactions)
    }</section>`,
  });
}

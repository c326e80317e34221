import type Stripe from 'stripe';
import { accountOf } from '../../accounts/find.ts';
import type { Account } from '../../accounts/type.ts';
import type { Engine } from '../../kernel/engine.ts';
import { balanceOf } from '../../ledger/balance.ts';
import { balanceTransactions } from '../../ledger/type.ts';

/** The most rows of each table. */
const MOST_ROWS = 20;

/** The content of an account's dashboard. */
export interface ExpressFacts {
  readonly account: Account;
  readonly balance: Stripe.Balance;
  /** The newest, first. */
  readonly transactions: readonly Stripe.BalanceTransaction[];
}

/** Loads the dashboard of an account; undefined if its platform has lost it. */
export async function loadExpress(engine: Engine, id: string): Promise<ExpressFacts | undefined> {
  return engine.asAccount(id, `page:express:${id}`, async (context) => {
    const { work } = context;
    const account = await accountOf(work, id);
    if (!account) throw new Error(`the account ${id} acts without being stored`);
    const found = await work.list(balanceTransactions, { limit: MOST_ROWS });
    const transactions = found.map((transaction) => balanceTransactions.asOf?.(transaction, work.now) ?? transaction);
    return { account, balance: await balanceOf(context), transactions };
  });
}

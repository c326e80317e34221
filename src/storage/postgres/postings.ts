import type { Posting, Storage } from '../../kernel/storage.ts';
import { type Database, statement } from './database.ts';
import type { Folds } from './folds.ts';

const ofTransaction = statement<Posting>(
  `SELECT ledger_transaction AS "transaction", line, book, currency, amount, available_on AS "availableOn"
   FROM @postings WHERE account = $1 AND ledger_transaction = $2 ORDER BY line`,
);
const total = statement<{ currency: string; amount: number }>(
  'SELECT currency, sum(amount)::bigint AS amount FROM @postings WHERE account = $1 GROUP BY currency ORDER BY currency',
);

/** The ledger's lines: append-only. */
export function createPostings(
  database: Database,
  folds: Folds,
): Pick<Storage, 'bookBalances' | 'postingsOf' | 'sumOfAllPostings'> {
  return {
    bookBalances: folds.balances,
    postingsOf: (world, transaction) => database.run(ofTransaction, [world, transaction]),
    sumOfAllPostings: (world) => database.run(total, [world]),
  };
}

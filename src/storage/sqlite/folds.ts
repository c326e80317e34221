import type { DatabaseSync } from 'node:sqlite';
import type { BookBalance } from '../../kernel/storage.ts';
import { prepare } from './statement.ts';

/** Postings are folded when this many have come; it bounds the tail that a read has to sum line by line. */
export const FOLD_EVERY = 1_024;
/** A bucket of one level is 64 of the level below; level 0 is single seconds, level 5 thirty-four years. */
const LEVELS = '(VALUES (0), (1), (2), (3), (4), (5))';

interface Folds {
  /** Adds the postings since the last fold to the folds, in the running transaction. */
  fold(): void;
  balances(world: number, book: string, now: number): BookBalance[];
}

/**
 * Balances of books without summing all postings. A fold adds each amount to one bucket per level, so the sum up to any
 * second needs at most 63 buckets per level plus the unfolded postings. Postings remain the source of truth: folds can
 * be rebuilt from them.
 */
export function createFolds(db: DatabaseSync): Folds {
  const add = prepare(
    db,
    `INSERT INTO folds (account, book, level, bucket, currency, amount)
     SELECT account, book, column1, available_on >> (6 * column1), currency, sum(amount)
     FROM (SELECT account, book, currency, available_on, sum(amount) AS amount
           FROM postings WHERE posting > (SELECT through FROM folded) GROUP BY 1, 2, 3, 4), ${LEVELS}
     WHERE true GROUP BY 1, 2, 3, 4, 5
     ON CONFLICT DO UPDATE SET amount = amount + excluded.amount`,
  );
  const advance = prepare(db, 'UPDATE folded SET through = (SELECT max(posting) FROM postings)');
  // Below ?3, the first second that is not available, lie whole buckets: of each level those that no larger one holds.
  const sum = prepare<BookBalance>(
    db,
    `SELECT currency, sum(available) AS available, sum(amount) - sum(available) AS pending FROM (
       SELECT currency, amount AS available, 0 AS amount FROM ${LEVELS} CROSS JOIN folds
       WHERE account = ?1 AND book = ?2 AND level = column1
         AND bucket >= (?3 >> (6 * column1 + 6)) << 6 AND bucket < ?3 >> (6 * column1)
       UNION ALL
       SELECT currency, 0, amount FROM folds WHERE account = ?1 AND book = ?2 AND level = 5
       UNION ALL
       SELECT currency, iif(available_on < ?3, amount, 0), amount
       FROM postings WHERE posting > (SELECT through FROM folded) AND account = ?1 AND book = ?2
     ) GROUP BY currency ORDER BY currency`,
  );

  return {
    fold() {
      add.run();
      advance.run();
    },
    balances: (world, book, now) => sum.all(world, book, now + 1).map((row) => ({ ...row })),
  };
}

import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { Batch, Posting, Storage } from '../../kernel/storage.ts';
import { createFolds, FOLD_EVERY } from './folds.ts';
import type { Names } from './names.ts';
import { prepare, prepareRows } from './statement.ts';

interface Postings extends Pick<Storage, 'bookBalances' | 'postingsOf' | 'sumOfAllPostings'> {
  write(batch: Batch): void;
  /** Clears what is cached: after a rollback some postings do not exist. */
  forget(): void;
}

/** The ledger's lines: append-only. */
export function createPostings(db: DatabaseSync, names: Names): Postings {
  const folds = createFolds(db);
  const add = prepareRows(db, {
    into: 'INSERT INTO postings (account, ledger_transaction, lines, line, book, currency, amount, available_on)',
    columns: 8,
  });
  const unfolded = prepare<{ postings: number }>(
    db,
    'SELECT coalesce(max(posting), 0) - (SELECT through FROM folded) AS postings FROM postings',
  );
  /** The postings since the last fold; undefined until they are counted. */
  let waiting: number | undefined;
  const ofTransaction = prepare<Posting>(
    db,
    `SELECT p.ledger_transaction AS "transaction", p.line, p.book, p.currency, p.amount, p.available_on AS availableOn
     FROM postings first JOIN postings p ON p.posting >= first.posting AND p.posting < first.posting + first.lines
     WHERE first.account = ? AND first.ledger_transaction = ? AND first.lines IS NOT NULL ORDER BY p.line`,
  );
  const total = prepare<{ currency: string; amount: number }>(
    db,
    'SELECT currency, sum(amount) AS amount FROM postings WHERE account = ? GROUP BY currency ORDER BY currency',
  );

  return {
    async bookBalances(world, book, now) {
      return folds.balances(names.find(world), book, now);
    },
    async postingsOf(world, transaction) {
      return ofTransaction.all(names.find(world), transaction).map((row) => ({ ...row }));
    },
    async sumOfAllPostings(world) {
      return total.all(names.find(world)).map((row) => ({ ...row }));
    },
    write({ world: name, postings }) {
      if (postings.length === 0) return;
      const world = names.number(name);
      const rows: SQLInputValue[] = [];
      for (const [transaction, lines] of Map.groupBy(postings, (posting) => posting.transaction)) {
        for (const [n, p] of lines.entries()) {
          const count = n === 0 ? lines.length : null;
          rows.push(world, transaction, count, p.line, p.book, p.currency, p.amount, p.availableOn);
        }
      }
      add(rows);
      waiting = waiting === undefined ? (unfolded.get()?.postings ?? 0) : waiting + postings.length;
      if (waiting < FOLD_EVERY) return;
      folds.fold();
      waiting = 0;
    },
    forget() {
      waiting = undefined;
    },
  };
}

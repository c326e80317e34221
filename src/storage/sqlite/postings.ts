import type { DatabaseSync } from 'node:sqlite';
import type { Batch, BookBalance, Posting, Storage } from '../../kernel/storage.ts';
import { prepare } from './statement.ts';

export interface Postings extends Pick<Storage, 'bookBalances' | 'postingsOf' | 'sumOfAllPostings'> {
  write(batch: Batch): void;
}

/** The ledger's lines: append-only. */
export function createPostings(db: DatabaseSync): Postings {
  const add = prepare(
    db,
    `INSERT INTO postings (account_id, ledger_transaction, line, book, currency, amount, available_on)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const balances = prepare<BookBalance>(
    db,
    `SELECT currency, SUM(CASE WHEN available_on <= ?3 THEN amount ELSE 0 END) AS available,
            SUM(CASE WHEN available_on > ?3 THEN amount ELSE 0 END) AS pending
     FROM postings WHERE account_id = ?1 AND book = ?2 GROUP BY currency ORDER BY currency`,
  );
  const ofTransaction = prepare<Posting>(
    db,
    `SELECT ledger_transaction AS "transaction", line, book, currency, amount, available_on AS availableOn
     FROM postings WHERE account_id = ? AND ledger_transaction = ? ORDER BY line`,
  );
  const total = prepare<{ currency: string; amount: number }>(
    db,
    'SELECT currency, SUM(amount) AS amount FROM postings WHERE account_id = ? GROUP BY currency ORDER BY currency',
  );

  return {
    async bookBalances(account, book, now) {
      return balances.all(account, book, now).map((row) => ({ ...row }));
    },
    async postingsOf(account, transaction) {
      return ofTransaction.all(account, transaction).map((row) => ({ ...row }));
    },
    async sumOfAllPostings(account) {
      return total.all(account).map((row) => ({ ...row }));
    },
    write({ account, postings }) {
      for (const p of postings) {
        add.run(account, p.transaction, p.line, p.book, p.currency, p.amount, p.availableOn);
      }
    },
  };
}

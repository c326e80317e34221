import type { DatabaseSync } from 'node:sqlite';
import { openDatabase } from '../sqlite/connection.ts';
import { prepare } from '../sqlite/statement.ts';
import type { Part } from './parts.ts';
import type { Book, Cursor, Page, Source, Tally } from './source.ts';

/** A cell as SQLite has it: booleans are 0 and 1. */
type StoredCell = string | number | null;

/** Opens a data folder to be copied. Throws StorageOpenError as `openSqlite` does. */
export function openSqliteSource(folder: string): Source {
  const db = openDatabase(folder);
  return {
    page: async (part, after, limit) => readPage(db, part, after, limit),
    async tally({ table, sum }) {
      const row = prepare<Tally>(db, `SELECT count(*) AS rows, coalesce(sum(${sum}), 0) AS sum FROM ${table}`).get();
      return { rows: row?.rows ?? 0, sum: row?.sum ?? 0 };
    },
    books: async () =>
      prepare<Book>(
        db,
        `SELECT n.name AS world, p.book, p.currency, sum(p.amount) AS amount
         FROM postings p JOIN names n ON n.number = p.account GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
      ).all(),
    close: async () => db.close(),
  };
}

function readPage(db: DatabaseSync, part: Part, after: Cursor | undefined, limit: number): Page {
  const cells = part.columns.map(({ name }) => `${part.from[name] ?? `x.${name}`} AS ${name}`);
  const key = part.key.map((name, n) => `x.${name} AS key_${n}`);
  const names = part.key.map((name) => `x.${name}`).join(', ');
  const marks = part.key.map(() => '?').join(', ');
  const rows = prepare<Record<string, StoredCell>>(
    db,
    `SELECT ${[...cells, ...key].join(', ')} FROM ${part.table} x
     ${after ? `WHERE (${names}) > (${marks})` : ''} ORDER BY ${names} LIMIT +?`,
  ).all(...(after ?? []), limit);
  const last = rows.length < limit ? undefined : rows.at(-1);
  return { rows, next: last && part.key.map((_, n) => last[`key_${n}`] ?? null) };
}

import type { DatabaseSync } from 'node:sqlite';
import { openDatabase } from '../sqlite/connection.ts';
import { prepare } from '../sqlite/statement.ts';
import type { Part } from './parts.ts';

export type Cell = string | number | null;

/** The cursor of a table: the key of the last row read. */
export type Cursor = readonly Cell[];

/** Rows of a part, their cells in the order of its columns. */
export interface Page {
  readonly rows: readonly Readonly<Record<string, Cell>>[];
  /** Undefined when these were the last. */
  readonly next: Cursor | undefined;
}

/** A book's balance in one world and currency. */
export interface Book {
  readonly world: string;
  readonly book: string;
  readonly currency: string;
  readonly amount: number;
}

/** Row count and checksum of a part, to compare both sides. */
export interface Tally {
  readonly rows: number;
  readonly sum: number;
}

/** A data folder opened for copying, locked until it is closed. */
export interface Source {
  page(part: Part, after: Cursor | undefined, limit: number): Page;
  tally(part: Part): Tally;
  books(): Book[];
  close(): void;
}

/** Opens a data folder. Throws StorageOpenError as `openSqlite` does. */
export function openSource(folder: string): Source {
  const db = openDatabase(folder);
  return {
    page: (part, after, limit) => readPage(db, part, after, limit),
    tally: ({ table, sum }) => {
      const row = prepare<Tally>(db, `SELECT count(*) AS rows, coalesce(sum(${sum}), 0) AS sum FROM ${table}`).get();
      return { rows: row?.rows ?? 0, sum: row?.sum ?? 0 };
    },
    books: () =>
      prepare<Book>(
        db,
        `SELECT n.name AS world, p.book, p.currency, sum(p.amount) AS amount
         FROM postings p JOIN names n ON n.number = p.account GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
      ).all(),
    close: () => db.close(),
  };
}

function readPage(db: DatabaseSync, part: Part, after: Cursor | undefined, limit: number): Page {
  const cells = part.columns.map(({ name }) => `${part.from[name] ?? `x.${name}`} AS ${name}`);
  const key = part.key.map((name, n) => `x.${name} AS key_${n}`);
  const names = part.key.map((name) => `x.${name}`).join(', ');
  const marks = part.key.map(() => '?').join(', ');
  const rows = prepare<Record<string, Cell>>(
    db,
    `SELECT ${[...cells, ...key].join(', ')} FROM ${part.table} x
     ${after ? `WHERE (${names}) > (${marks})` : ''} ORDER BY ${names} LIMIT +?`,
  ).all(...(after ?? []), limit);
  const last = rows.length < limit ? undefined : rows.at(-1);
  return { rows, next: last && part.key.map((_, n) => last[`key_${n}`] ?? null) };
}

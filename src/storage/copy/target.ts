import { bigintArray, booleanArray, textArray } from '../postgres/binary-arrays.ts';
import { type Database, statement } from '../postgres/database.ts';
import { createFolds } from '../postgres/folds.ts';
import type { Column, Part } from './parts.ts';
import type { Book, Cell, Cursor, Page, Tally } from './source.ts';

/** Progress of a part. */
interface Progress {
  readonly cursor: Cursor | undefined;
  readonly rows: number;
  readonly done: boolean;
}

/** A database that is copied into. */
export interface Target {
  /** Records the source of the copy. Returns false if the database has data from elsewhere. */
  begin(source: string): Promise<boolean>;
  progress(source: string, part: Part): Promise<Progress>;
  /** Writes a page and the progress in one transaction. */
  write(source: string, part: Part, page: Page): Promise<void>;
  tally(part: Part): Promise<Tally>;
  books(): Promise<Book[]>;
  /** Makes the books quick to read, and lets nodes start. */
  finish(source: string): Promise<void>;
  close(): Promise<void>;
}

/** The part name of the row for the whole copy. */
const WHOLE = '';

const readProgress = statement<{ cursor: string | null; rows: number; done: boolean }>(
  'SELECT cursor, rows, done FROM copies WHERE source = $1 AND part = $2',
);
const begin = statement<{ source: string }>(
  `INSERT INTO copies (source, part, cursor, rows, done)
   SELECT $1, '${WHOLE}', NULL, 0, false WHERE NOT EXISTS (SELECT 1 FROM worlds) AND NOT EXISTS (SELECT 1 FROM copies)
   ON CONFLICT DO NOTHING`,
);
const finish = statement(`UPDATE copies SET done = true WHERE source = $1 AND part = '${WHOLE}'`);
const books = statement<Book>(
  `SELECT account AS world, book, currency, sum(amount)::bigint AS amount FROM postings GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
);
const worlds = statement<{ world: string }>('SELECT DISTINCT account AS world FROM unfolded');

export function createTarget(database: Database): Target {
  const folds = createFolds(database);

  return {
    async begin(source) {
      await database.run(begin, [source]);
      return (await database.run(readProgress, [source, WHOLE])).length > 0;
    },
    async progress(source, part) {
      const [row] = await database.run(readProgress, [source, part.name]);
      if (!row) return { cursor: undefined, rows: 0, done: false };
      return { ...row, cursor: row.cursor === null ? undefined : (JSON.parse(row.cursor) as Cursor) };
    },
    async write(source, part, { rows, next }) {
      const values = part.columns.map((column) => arrayOf(column, rows));
      const cursor = next === undefined ? null : JSON.stringify(next);
      await database.run(writing(part), [source, part.name, cursor, rows.length, next === undefined, ...values]);
    },
    async tally({ name, sum }) {
      const [row] = await database.run<Tally>(
        { text: `SELECT count(*) AS rows, coalesce(sum(${sum}), 0)::bigint AS sum FROM ${name}` },
        [],
      );
      return row ?? { rows: 0, sum: 0 };
    },
    books: () => database.run(books, []),
    async finish(source) {
      for (const { world } of await database.run(worlds, [])) await folds.foldAll(world);
      await database.run(finish, [source]);
    },
    close: () => database.close(),
  };
}

/**
 * Inserts a page's rows and its cursor. Idempotent: existing rows stay, and only new postings are added to the books'
 * sums.
 */
function writing({ name, columns }: Part) {
  const names = columns.map((column) => column.name).join(', ');
  const arrays = columns.map(({ type }, n) => `$${n + 6}::${type}[]`).join(', ');
  const add = `INSERT INTO ${name} (${names}) SELECT * FROM unnest(${arrays}) ON CONFLICT DO NOTHING`;
  const alsoFold =
    name === 'postings'
      ? `, folded AS (INSERT INTO unfolded (account, commit_id, entry, book, currency, amount, available_on)
           SELECT account, 'copy ' || coalesce($3::text, 'end'), row_number() OVER (), book, currency, sum(amount)::bigint, available_on
           FROM added GROUP BY account, book, currency, available_on)`
      : '';
  return statement(
    `WITH added AS (${add}${alsoFold && ' RETURNING account, book, currency, amount, available_on'})${alsoFold}
     INSERT INTO copies AS c (source, part, cursor, rows, done) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (source, part) DO UPDATE
       SET cursor = excluded.cursor, rows = c.rows + excluded.rows, done = excluded.done`,
  );
}

function arrayOf({ name, type }: Column, rows: readonly Readonly<Record<string, Cell>>[]): Buffer {
  const cells = rows.map((row) => row[name] ?? null);
  if (type === 'boolean') return booleanArray(cells.map((cell) => cell === 1));
  if (type === 'bigint') return bigintArray(cells.map((cell) => (cell === null ? null : Number(cell))));
  return textArray(cells.map((cell) => (cell === null ? null : String(cell))));
}

import { bigintArray, booleanArray, textArray } from '../postgres/binary-arrays.ts';
import { type Statement, statement } from '../postgres/database.ts';
import { createFolds } from '../postgres/folds.ts';
import { openMigrated } from '../postgres/open.ts';
import { shardOf } from '../sharded.ts';
import type { Column, Part } from './parts.ts';
import { booksOf, tallyOf } from './postgres-sums.ts';
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
  /** Writes a page, shard by shard, and then the progress. A page that was interrupted may be written again. */
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
  'SELECT cursor, rows, done FROM @copies WHERE source = $1 AND part = $2',
);
const begin = statement(
  `INSERT INTO @copies (source, part, cursor, rows, done)
   SELECT $1, '${WHOLE}', NULL, 0, false WHERE NOT EXISTS (SELECT 1 FROM @copies)
   ON CONFLICT DO NOTHING`,
);
const setProgress = statement(
  `INSERT INTO @copies AS c (source, part, cursor, rows, done) VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT (source, part) DO UPDATE
     SET cursor = excluded.cursor, rows = c.rows + excluded.rows, done = excluded.done`,
);
const finish = statement(`UPDATE @copies SET done = true WHERE source = $1 AND part = '${WHOLE}'`);
const someWorld = statement('SELECT 1 FROM @worlds LIMIT 1');
const unfoldedWorlds = statement<{ world: string }>('SELECT DISTINCT account AS world FROM @unfolded');

/** Opens a database to be copied into. Throws StorageOpenError as `openPostgres` does. */
export async function openTarget(url: string): Promise<Target> {
  const { database, shards } = await openMigrated({ url });
  const [first = database] = shards;

  async function isEmpty(): Promise<boolean> {
    for (const shard of shards) if ((await shard.run(someWorld, [])).length > 0) return false;
    return true;
  }

  return {
    async begin(source) {
      const before = await first.run(readProgress, [source, WHOLE]);
      if (before.length > 0) return true;
      if (!(await isEmpty())) return false;
      await first.run(begin, [source]);
      return (await first.run(readProgress, [source, WHOLE])).length > 0;
    },
    async progress(source, part) {
      const [row] = await first.run(readProgress, [source, part.name]);
      if (!row) return { cursor: undefined, rows: 0, done: false };
      return { ...row, cursor: row.cursor === null ? undefined : (JSON.parse(row.cursor) as Cursor) };
    },
    async write(source, part, { rows, next }) {
      const cursor = next === undefined ? null : JSON.stringify(next);
      const byShard = Map.groupBy(rows, (row) => shardOf(placeOf(part, row), shards.length));
      for (const [shard, own] of byShard) {
        const arrays = part.columns.map((column) => arrayOf(column, own));
        await shards[shard]?.run(adding(part), [cursor ?? 'end', ...arrays]);
      }
      await first.run(setProgress, [source, part.name, cursor, rows.length, next === undefined]);
    },
    tally: (part) => tallyOf(shards, part),
    books: () => booksOf(shards),
    async finish(source) {
      for (const shard of shards) {
        const folds = createFolds(shard);
        for (const { world } of await shard.run(unfoldedWorlds, [])) await folds.foldAll(world);
      }
      await first.run(finish, [source]);
    },
    close: () => database.close(),
  };
}

/** The text by which a row has its shard: a key's hash, or the world. */
function placeOf({ name }: Part, { hash, account }: Readonly<Record<string, Cell>>): string {
  return String(name === 'keys' ? hash : account);
}

/** Adds the rows of a page (`$1` names it). Existing rows stay, and only new postings are added to the books' sums. */
function adding({ name, columns }: Part): Statement {
  const names = columns.map((column) => column.name).join(', ');
  const arrays = columns.map(({ type }, n) => `$${n + 2}::${type}[]`).join(', ');
  const add = `INSERT INTO @${name} (${names}) SELECT * FROM unnest(${arrays}) ON CONFLICT DO NOTHING`;
  if (name !== 'postings') return statement(`WITH added AS (${add}) SELECT 1 WHERE $1::text IS NULL`);
  return statement(
    `WITH added AS (${add} RETURNING *)
     INSERT INTO @unfolded (account, commit_id, entry, book, currency, amount, available_on)
     SELECT account, 'copy ' || $1::text, row_number() OVER (), book, currency, sum(amount)::bigint, available_on
     FROM added GROUP BY account, book, currency, available_on`,
  );
}

function arrayOf({ name, type }: Column, rows: readonly Readonly<Record<string, Cell>>[]): Buffer {
  const cells = rows.map((row) => row[name] ?? null);
  if (type === 'boolean') return booleanArray(cells.map((cell) => cell === 1 || cell === true));
  if (type === 'bigint') return bigintArray(cells.map((cell) => (cell === null ? null : Number(cell))));
  return textArray(cells.map((cell) => (cell === null ? null : String(cell))));
}

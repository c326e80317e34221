import { type Database, statement } from '../postgres/database.ts';
import { openMigrated } from '../postgres/open.ts';
import type { Part } from './parts.ts';
import { booksOf, tallyOf } from './postgres-sums.ts';
import type { Cell, Cursor, Page, Source } from './source.ts';

/** Opens a database to be copied, shard after shard. Throws StorageOpenError as `openPostgres` does. */
export async function openPostgresSource(url: string): Promise<Source> {
  const { database, shards } = await openMigrated({ url });
  return {
    /** The first cell of a cursor is the shard. */
    async page(part, after, limit) {
      const shard = Number(after?.[0] ?? 0);
      const tables = shards[shard];
      if (!tables) return { rows: [], next: undefined };
      const page = await readPage(tables, part, after?.slice(1) ?? [], limit);
      if (page.next) return { rows: page.rows, next: [shard, ...page.next] };
      return { rows: page.rows, next: shard + 1 < shards.length ? [shard + 1] : undefined };
    },
    tally: (part) => tallyOf(shards, part),
    books: () => booksOf(shards),
    close: () => database.close(),
  };
}

/** Rows behind a key; from the first one for an empty key. */
async function readPage(tables: Database, part: Part, after: Cursor, limit: number): Promise<Page> {
  const names = part.primaryKey.join(', ');
  const marks = part.primaryKey.map((_, n) => `$${n + 2}`).join(', ');
  const rows = await tables.run<Record<string, Cell>>(
    statement(
      `SELECT ${part.columns.map(({ name }) => name).join(', ')} FROM @${part.name}
       ${after.length > 0 ? `WHERE (${names}) > (${marks})` : ''} ORDER BY ${names} LIMIT $1`,
    ),
    [limit, ...after],
  );
  const last = rows.length < limit ? undefined : rows.at(-1);
  return { rows, next: last && part.primaryKey.map((name) => keyCell(last[name])) };
}

function keyCell(cell: Cell | undefined): string | number {
  if (typeof cell === 'string' || typeof cell === 'number') return cell;
  throw new TypeError('A key consists of texts and numbers.');
}

import { type Database, statement } from '../postgres/database.ts';
import type { Part } from './parts.ts';
import type { Book, Tally } from './source.ts';

const books = statement<Book>(
  `SELECT account AS world, book, currency, sum(amount)::bigint AS amount FROM @postings GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
);

/** Row count and checksum of a part over all shards. */
export async function tallyOf(shards: readonly Database[], { name, sum }: Part): Promise<Tally> {
  const text = `SELECT count(*) AS rows, coalesce(sum(${sum}), 0)::bigint AS sum FROM @${name}`;
  const total = { rows: 0, sum: 0 };
  for (const shard of shards) {
    const [row] = await shard.run<Tally>({ text }, []);
    total.rows += row?.rows ?? 0;
    total.sum += row?.sum ?? 0;
  }
  return total;
}

/** Every book of every shard. A world is in one shard only. */
export async function booksOf(shards: readonly Database[]): Promise<Book[]> {
  const all: Book[] = [];
  for (const shard of shards) all.push(...(await shard.run(books, [])));
  return all;
}

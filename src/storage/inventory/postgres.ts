import pg from 'pg';
import type { Inventory } from '../../kernel/inventory.ts';
import { UnavailableError } from '../../kernel/storage.ts';
import { nameTables } from '../marked-tables.ts';
import { StorageOpenError } from '../open-error.ts';
import { explain } from '../postgres/explain.ts';
import { checkShards, schemasOf } from '../postgres/shards.ts';
import { readUrl, shownUrl } from '../postgres/url.ts';
import { shardOf } from '../sharded.ts';
import { createQueries, type Dialect } from './queries.ts';

const dialect: Dialect = {
  world: '$1',
  name: (column) => column,
  isTrue: (column) => column,
  texts: 'SELECT jsonb_array_elements_text($2::jsonb)',
  // The transaction's id and the line, ten digits of it: line numbers are small.
  place: {
    of: `p.ledger_transaction || ' ' || lpad(p.line::text, 10, '0')`,
    after: `($2 = '' OR (p.ledger_transaction, p.line) >
      (split_part($2, ' ', 1), coalesce(nullif(split_part($2, ' ', 2), '')::bigint, 0)))`,
    order: 'p.ledger_transaction, p.line',
  },
  unfolded: 'SELECT u.book, u.currency, u.amount FROM @unfolded u WHERE u.account = $1',
};

/** Numbers come as text: whole numbers (20, 21, 23) and sums of them (1700). */
const NUMBERS = [20, 21, 23, 1700];

/**
 * Opens a snapshot of a PostgreSQL database for checks, while nodes continue. Throws StorageOpenError if it is
 * unreachable, not Florin's, or has another number of shards than the URL.
 */
export async function openPostgresInventory(url: string): Promise<Inventory> {
  const { connectionString, shards: number } = readUrl(url);
  const client = new pg.Client({
    connectionString,
    fallback_application_name: 'florin doctor',
    types: { getTypeParser: (oid: number) => (NUMBERS.includes(oid) ? Number : (text: string) => text) },
  });
  // A broken connection fails its waiting query, which reports it.
  client.on('error', () => {});
  const ask = async <Row>(sql: string, values: readonly unknown[]) => {
    const answer: { readonly rows: unknown[] } = await client.query(sql, [...values]);
    return answer.rows as Row[];
  };
  try {
    await client.connect();
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const tables = (await ask<{ name: string }>(OWN_TABLES, [])).map(({ name }) => name);
    if (!tables.includes('florin_schema')) {
      throw new StorageOpenError('foreign_database', `The database ${shownUrl(url)} has no Florin data.`);
    }
    await checkShards({ run: ({ text }, values) => ask(text, values) }, tables, number);
  } catch (error) {
    await client.end();
    throw explain(error instanceof StorageOpenError ? error : new UnavailableError({ cause: error }), url);
  }
  const schemas = schemasOf(number);
  const columns = await ask<{ name: string }>(TIMER_COLUMNS, [schemas[0] ?? null]);
  const has = (column: string) => columns.some(({ name }) => name === column);
  const schema = { hasAccountsAndClocks: has('clock'), hasFailedTimers: has('failures') };
  const shards = schemas.map((name) =>
    createQueries((sql, values) => ask(nameTables(sql, name), values), dialect, schema),
  );
  return { ...overShards(shards), close: () => client.end() };
}

/** The tables and columns of the connection's own schema, or of one that is named. */
const OWN_TABLES = 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema()';
const TIMER_COLUMNS = `SELECT column_name AS name FROM information_schema.columns
  WHERE table_schema = coalesce($1, current_schema()) AND table_name = 'timers'`;

/** The inventory of all shards. Rows of a world in the shard of others are damage. */
function overShards(shards: readonly Omit<Inventory, 'damage' | 'close'>[]): Omit<Inventory, 'close'> {
  const of = (world: string) => {
    const shard = shards[shardOf(world, shards.length)];
    if (!shard) throw new RangeError('There are no shards.');
    return shard;
  };
  return {
    worlds: async () => [...new Set((await worldsOf(shards)).flat())].sort(),
    objects: (world, above) => of(world).objects(world, above),
    events: (world, above) => of(world).events(world, above),
    timers: (world, above) => of(world).timers(world, above),
    postings: (world, above) => of(world).postings(world, above),
    books: (world) => of(world).books(world),
    known: (world, ids) => of(world).known(world, ids),
    lostListings: (world) => of(world).lostListings(world),
    damage: async () =>
      (await worldsOf(shards)).flatMap((worlds, n) =>
        worlds
          .filter((world) => shardOf(world, shards.length) !== n)
          .map((world) => `shard ${n} has rows of ${world}, which belongs to shard ${shardOf(world, shards.length)}`),
      ),
  };
}

/** The worlds of each shard. */
async function worldsOf(shards: readonly Pick<Inventory, 'worlds'>[]): Promise<string[][]> {
  const all: string[][] = [];
  for (const shard of shards) all.push(await shard.worlds());
  return all;
}

import { StorageOpenError } from '../open-error.ts';
import { type Database, statement } from './database.ts';

/** The table that holds the number of shards. A database with one shard, in the connection's own schema, has none. */
export const SHARDS = 'florin_shards';

const makeTable = statement(
  `CREATE TABLE IF NOT EXISTS ${SHARDS} (id bigint NOT NULL PRIMARY KEY, shards bigint NOT NULL)`,
);
const setNumber = statement(`INSERT INTO ${SHARDS} (id, shards) VALUES (1, $1) ON CONFLICT DO NOTHING`);
const readNumber = statement<{ shards: number }>(`SELECT shards FROM ${SHARDS}`);

/** The schema of each shard: `florin_0`, `florin_1` and so on; null, the connection's own, for a single one. */
export function schemasOf(number: number): (string | null)[] {
  return number === 1 ? [null] : Array.from({ length: number }, (_, shard) => `florin_${shard}`);
}

/** The tables of each shard. */
export function shardsOf(database: Database, number: number): Database[] {
  return schemasOf(number).map((schema) => (schema === null ? database : database.within(schema)));
}

/** Makes the schemas. Citus distributes them where `citus.enable_schema_based_sharding` is on. */
export async function makeSchemas(database: Database, number: number): Promise<void> {
  for (const schema of schemasOf(number)) {
    if (schema !== null) await database.run({ text: `CREATE SCHEMA IF NOT EXISTS ${schema}` }, []);
  }
}

/** Records the number of shards in a database that is made sharded. It stays as it is for good. */
export async function recordShards(database: Database, number: number): Promise<void> {
  await database.run(makeTable, []);
  await database.run(setNumber, [number]);
}

/** Throws StorageOpenError (`other_shards`) if a database has another number of shards. `tables`: those it has. */
export async function checkShards(
  database: Pick<Database, 'run'>,
  tables: readonly string[],
  number: number,
): Promise<void> {
  const [row] = tables.includes(SHARDS) ? await database.run(readNumber, []) : [];
  const has = row?.shards ?? 1;
  if (has === number) return;
  const use = has === 1 ? 'Leave shards out of the URL' : `Add shards=${has} to the URL`;
  throw new StorageOpenError(
    'other_shards',
    `The database has ${has === 1 ? 'no shards' : `${has} shards`}, which cannot change. ${use}, ` +
      'or move the data into another database with florin copy.',
  );
}

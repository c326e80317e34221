import { randomBytes } from 'node:crypto';
import { StorageOpenError } from '../open-error.ts';
import { type Database, statement } from './database.ts';
import { sqlState } from './failures.ts';
import { statements as first } from './migrations/001-first.ts';
import { statements as accountsAndClocks } from './migrations/002-accounts-and-clocks.ts';
import { statements as logs } from './migrations/003-logs.ts';
import { statements as failedTimers } from './migrations/004-failed-timers.ts';
import { statements as keys } from './migrations/005-keys.ts';
import { checkShards, makeSchemas, recordShards, SHARDS, shardsOf } from './shards.ts';
import { pause } from './waiting.ts';

/**
 * In order; the schema version is how many of them a database has seen. Never edit one that was released. They only
 * ever add: nodes of the version before go on working on a database that a newer one has migrated.
 */
const MIGRATIONS: readonly (readonly string[])[] = [first, accountsAndClocks, logs, failedTimers, keys];

/** Lease of the migrating node; another takes over after this time without progress. */
const HELD_MS = 60_000;
const LOOK_AGAIN_MS = 200;

const NOW = '(extract(epoch FROM now()) * 1000)::bigint';

/** The single row with the schema version and the migrating node: a lock that works on any engine. */
const makeSchemaTable = statement(
  `CREATE TABLE IF NOT EXISTS florin_schema (
    id bigint NOT NULL PRIMARY KEY,
    version bigint NOT NULL,
    holder text,
    held_until bigint NOT NULL
  )`,
);
const makeSchemaRow = statement(
  'INSERT INTO florin_schema (id, version, holder, held_until) VALUES (1, 0, NULL, 0) ON CONFLICT DO NOTHING',
);
const tables = statement<{ name: string }>(
  `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema() ORDER BY 1`,
);
const readVersion = statement<{ version: number }>('SELECT version FROM florin_schema');
const hold = statement<{ version: number }>(
  `UPDATE florin_schema SET holder = $1, held_until = ${NOW} + $2::bigint
   WHERE id = 1 AND (holder = $1 OR held_until < ${NOW}) RETURNING version`,
);
const reach = statement<{ version: number }>(
  `UPDATE florin_schema SET version = $2, held_until = ${NOW} + $3::bigint
   WHERE id = 1 AND holder = $1 AND version = $2 - 1 RETURNING version`,
);
const releaseLock = statement('UPDATE florin_schema SET holder = NULL, held_until = 0 WHERE id = 1 AND holder = $1');

/** The result of a migration: versions before and after. */
export interface Migrated {
  readonly from: number;
  readonly to: number;
}

/**
 * Migrates the tables of all shards to this program's schema. One node does it while others wait; statements are
 * repeatable, so another node can take over from one that dies. Throws StorageOpenError if a newer Florin or another
 * product created the database, or if it has another number of shards.
 */
export async function migrate(database: Database, shards: number): Promise<Migrated> {
  const from = await findVersion(database, shards);
  refuseNewer(from);
  if (from === MIGRATIONS.length) return { from, to: from };
  const me = randomBytes(9).toString('base64url');
  for (;;) {
    const [held] = await database.run(hold, [me, HELD_MS]);
    if (held) {
      try {
        await applyMigrations(database, shards, me, held.version);
      } finally {
        await database.run(releaseLock, [me]);
      }
    } else await pause(LOOK_AGAIN_MS);
    const version = await findVersion(database, shards);
    refuseNewer(version);
    if (version === MIGRATIONS.length) return { from, to: version };
  }
}

/** The schema's version; 0 for an empty database, which is made ours. */
async function findVersion(database: Database, shards: number): Promise<number> {
  const names = (await database.run(tables, [])).map(({ name }) => name);
  if (names.length === 0 && shards > 1) await recordShards(database, shards);
  else if (names.length > 0 && !names.includes('florin_schema') && !names.includes(SHARDS)) throw foreign(names);
  else if (names.length > 0) await checkShards(database, names, shards);
  if (!names.includes('florin_schema')) await makeSchema(database);
  const [row] = await database.run(readVersion, []);
  if (row) return row.version;
  await database.run(makeSchemaRow, []);
  return 0;
}

/** If two nodes create the same table at once, one of them gets one of several "already exists" errors. */
async function makeSchema(database: Database): Promise<void> {
  try {
    await database.run(makeSchemaTable, []);
  } catch (error) {
    if (!['23505', '42P07', '42710'].includes(sqlState(error) ?? '')) throw error;
  }
}

async function applyMigrations(database: Database, shards: number, me: string, version: number): Promise<void> {
  await makeSchemas(database, shards);
  const tables = shardsOf(database, shards);
  for (const [n, statements] of MIGRATIONS.entries()) {
    if (n < version) continue;
    for (const text of statements) {
      for (const shard of tables) await shard.run({ text }, []);
      const [still] = await database.run(hold, [me, HELD_MS]);
      // The lease expired and another node took over.
      if (!still) return;
    }
    await database.run(reach, [me, n + 1, HELD_MS]);
  }
}

function refuseNewer(version: number): void {
  if (version <= MIGRATIONS.length) return;
  throw new StorageOpenError(
    'newer_schema',
    `The database was written by a newer Florin (schema ${version}; this one supports up to ${MIGRATIONS.length}). ` +
      'Upgrade Florin or use another --data.',
  );
}

function foreign(names: readonly string[]): StorageOpenError {
  const some = names.slice(0, 3).join(', ') + (names.length > 3 ? ', …' : '');
  return new StorageOpenError(
    'foreign_database',
    `The database contains tables of another program (${some}). Use a separate database, or a schema: ` +
      'add ?options=-csearch_path%3Dflorin to the URL after CREATE SCHEMA florin.',
  );
}

import type { Storage } from '../../kernel/storage.ts';
import { StorageOpenError } from '../open-error.ts';
import { createSharded } from '../sharded.ts';
import { type Database, type DatabaseOptions, openConnections, statement } from './database.ts';
import { createEvents } from './events.ts';
import { explain } from './explain.ts';
import { createFolds } from './folds.ts';
import { createGroupCommit } from './group-commit.ts';
import { createIdempotency } from './idempotency.ts';
import { createLogs } from './logs.ts';
import { type Migrated, migrate } from './migrate.ts';
import { createObjects } from './objects.ts';
import { createPostings } from './postings.ts';
import { createRevisions } from './revisions.ts';
import { createSearch } from './search/search.ts';
import { shardsOf } from './shards.ts';
import { createTimers } from './timers.ts';
import { readUrl } from './url.ts';
import { createWorlds } from './worlds.ts';

/**
 * The storage port over PostgreSQL. Any number of processes may have the same database open. Throws StorageOpenError
 * when it cannot be reached or used: see explain.ts.
 */
export async function openPostgres(options: DatabaseOptions): Promise<Storage> {
  const { database, shards } = await openMigrated(options);
  await rejectUnfinishedCopy(database, shards);
  const engines = shards.map(engineOf);
  const storage = createSharded(engines);
  let closing: Promise<void> | undefined;

  async function close(): Promise<void> {
    await storage.close();
    await database.close();
  }

  return { ...storage, close: () => (closing ??= close()) };
}

/** The storage port over the tables of one shard. Closing it leaves the connections open. */
function engineOf(database: Database): Storage {
  const folds = createFolds(database);
  const group = createGroupCommit(database, folds.note);
  const objects = createObjects(database);
  return {
    shared: true,
    ...createRevisions(database),
    ...objects,
    ...createEvents(database),
    ...createIdempotency(database),
    ...createPostings(database, folds),
    ...createTimers(database),
    ...createWorlds(database),
    ...createLogs(database),
    ...createSearch(database, objects.readObjects),
    commit: group.commit,
    // PostgreSQL makes data durable before other sessions can read it.
    flushed: async () => {},
    async close() {
      await group.close();
      await folds.close();
    },
  };
}

const unfinished = statement<{ source: string }>("SELECT source FROM @copies WHERE part = '' AND NOT done");

/** A partly copied database must not be used. A copy's progress is in the first shard. */
async function rejectUnfinishedCopy(database: Database, [first]: readonly Database[]): Promise<void> {
  const [copy] = (await first?.run(unfinished, [])) ?? [];
  if (!copy) return;
  await database.close();
  throw new StorageOpenError(
    'half_copied',
    `The copy of ${copy.source} into this database is not finished. Run florin copy again to continue it.`,
  );
}

/** Connects and brings the database to this program's schema. Returns the tables of each of its shards. */
export async function openMigrated(
  options: DatabaseOptions,
): Promise<{ database: Database; shards: readonly Database[]; migrated: Migrated }> {
  const { shards } = readUrl(options.url);
  const database = openConnections(options);
  try {
    const migrated = await migrate(database, shards);
    return { database, shards: shardsOf(database, shards), migrated };
  } catch (error) {
    await database.close();
    throw explain(error, options.url);
  }
}

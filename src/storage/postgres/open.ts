import type { Storage } from '../../kernel/storage.ts';
import { StorageOpenError } from '../open-error.ts';
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
import { createTimers } from './timers.ts';
import { createWorlds } from './worlds.ts';

/**
 * The storage port over PostgreSQL. Any number of processes may have the same database open. Throws StorageOpenError
 * when it cannot be reached or used: see explain.ts.
 */
export async function openPostgres(options: DatabaseOptions): Promise<Storage> {
  const { database } = await openMigrated(options);
  await rejectUnfinishedCopy(database);
  const folds = createFolds(database);
  const group = createGroupCommit(database, folds.note);
  const objects = createObjects(database);
  let closing: Promise<void> | undefined;

  async function close(): Promise<void> {
    await group.close();
    await folds.close();
    await database.close();
  }

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
    close: () => (closing ??= close()),
  };
}

const unfinished = statement<{ source: string }>("SELECT source FROM copies WHERE part = '' AND NOT done");

/** A partly copied database must not be used. */
async function rejectUnfinishedCopy(database: Database): Promise<void> {
  const [copy] = await database.run(unfinished, []);
  if (!copy) return;
  await database.close();
  throw new StorageOpenError(
    'half_copied',
    `The copy of ${copy.source} into this database is not finished. Run florin copy again to continue it.`,
  );
}

/** Connects and brings the database to this program's schema. */
export async function openMigrated(options: DatabaseOptions): Promise<{ database: Database; migrated: Migrated }> {
  if (!URL.canParse(options.url)) {
    throw new StorageOpenError(
      'bad_url',
      'The URL of the database is invalid. Use postgres://user:password@host:5432/name.',
    );
  }
  const database = openConnections(options);
  try {
    return { database, migrated: await migrate(database) };
  } catch (error) {
    await database.close();
    throw explain(error, options.url);
  }
}

import type { DatabaseSync } from 'node:sqlite';
import { type Batch, ConflictError, type Storage } from '../../kernel/storage.ts';
import { backUp } from './backup.ts';
import { createCheckpoints } from './checkpoint.ts';
import { databaseFile, logFile, openDatabase } from './connection.ts';
import { diskTrouble } from './disk-trouble.ts';
import { createEvents } from './events.ts';
import { createGroupCommit } from './group-commit.ts';
import { createIdempotency } from './idempotency.ts';
import { nothingToSync, openLogSync, type SyncFaultInjection } from './log-sync.ts';
import { createLogs } from './logs.ts';
import { createNames } from './names.ts';
import { createObjects } from './objects.ts';
import { createPlaceCheck } from './place.ts';
import { createPostings } from './postings.ts';
import { createRevisions } from './revisions.ts';
import { createSearch } from './search/search.ts';
import { createTimers } from './timers.ts';
import { createWorlds } from './worlds.ts';

/** Databases whose disk failed, referenced forever: garbage collection would close them, which writes to the disk. */
const abandoned = new Set<DatabaseSync>();

/**
 * The storage port over `node:sqlite`. `path` is a data folder, made if missing, or `:memory:`.
 * Throws StorageOpenError when the folder cannot be written, another process has it, or a newer Florin wrote it.
 */
export function openSqlite({
  path,
  interfere,
}: {
  readonly path: string;
  readonly interfere?: SyncFaultInjection;
}): Storage {
  const db = openDatabase(path);
  const isInPlace = path === ':memory:' ? undefined : createPlaceCheck([databaseFile(path), logFile(path)]);
  const log = isInPlace ? openLogSync(databaseFile(path), { isInPlace, interfere }) : nothingToSync;
  const names = createNames(db);
  let forgetMore = () => {};
  const rolledBack = () => {
    names.forget();
    forgetMore();
  };
  const checkpoints =
    path === ':memory:'
      ? undefined
      : (failed: (cause: unknown) => void) => createCheckpoints(db, logFile(path), failed);
  const group = createGroupCommit(db, log, rolledBack, checkpoints);
  let hasFailed = false;
  const failed = group.failed.then((why) => {
    hasFailed = true;
    abandoned.add(db);
    return why;
  });
  const revisions = createRevisions(db, names);
  const objects = createObjects(db, names, revisions);
  const events = createEvents(db, names);
  const idempotency = createIdempotency(db, group, names);
  const postings = createPostings(db, names);
  const timers = createTimers(db, group, names);
  const { write: _revisions, wholeBody: _wholeBody, forget: forgetBases, ...revisionReads } = revisions;
  const { write: _objects, version, ...objectReads } = objects;
  const { write: _events, ...eventReads } = events;
  const { add: addRecord, ...idempotencyPort } = idempotency;
  const { write: _postings, forget: forgetUnfolded, ...postingReads } = postings;
  const { write: _timers, holds, shift: _shift, release, ...timerPort } = timers;
  const { mark, forget, ...searchPort } = createSearch(db, group, names, objects);
  forgetMore = () => {
    forget();
    forgetBases();
    forgetUnfolded();
  };
  // The file is exclusive to this process: existing leases belong to a dead process and are released at once.
  unlessDiskFailed(release);

  function check(batch: Batch): void {
    const { world } = batch;
    for (const expected of batch.expected) {
      if (version(world, expected.id) !== expected.version) throw new ConflictError(expected.id);
    }
    for (const { id, leaseUntil } of batch.timers.remove) {
      if (leaseUntil !== undefined && !holds(world, id, leaseUntil)) throw new ConflictError(`the lease of ${id}`);
    }
  }

  function apply(batch: Batch): void {
    check(batch);
    const { world, idempotency: record } = batch;
    // The last check is the first write: it writes nothing if the key is taken.
    if (record && !addRecord(world, record)) throw new ConflictError(`the idempotency key ${record.key}`);
    revisions.write(world, batch.revisions);
    for (const part of [objects, events, postings, timers]) part.write(batch);
    mark(batch);
  }

  return {
    shared: false,
    ...revisionReads,
    ...objectReads,
    ...eventReads,
    ...idempotencyPort,
    ...postingReads,
    ...timerPort,
    ...searchPort,
    ...createWorlds(db, group, names, timers),
    ...createLogs(db, group, names),
    flushed: group.flushed,
    ...(isInPlace && { isInPlace }),
    failed,
    commit: (batch) => group.write(() => apply(batch)),
    async backUp(file, onProgress) {
      await group.flushed();
      await backUp(db, file, onProgress);
    },
    async close() {
      if (!db.isOpen || hasFailed) return;
      await group.close();
      await log.close();
      // Only its log is reliable, for the next open: see group-commit.ts.
      if (hasFailed) return;
      emptyLog(db);
      db.close();
    },
  };
}

/** Leaves one file. On a full disk the log stays beside it and is read on the next open. */
function emptyLog(db: DatabaseSync): void {
  unlessDiskFailed(() => db.exec('PRAGMA wal_checkpoint(TRUNCATE)'));
}

/** Runs optional work; skips it if the disk is full or failed. */
function unlessDiskFailed(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (diskTrouble(error) === undefined) throw error;
  }
}

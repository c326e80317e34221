import type { DatabaseSync } from 'node:sqlite';
import { ConflictError, type Trouble, UnavailableError } from '../../kernel/storage.ts';
import type { Checkpoints } from './checkpoint.ts';
import { diskTrouble, explainTrouble } from './disk-trouble.ts';
import type { LogSync } from './log-sync.ts';

/** At most this many writes share a transaction; the rest go with the next. */
const GROUP_LIMIT = 256;

/** Turns of the event loop that a group waits for more writes, while more arrive. */
const MOST_TURNS = 16;

interface QueuedWrite {
  /** Checks first and throws ConflictError before it writes anything. */
  readonly run: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

export interface GroupCommit {
  /** Queues a write. Settles once the commit that holds it is on disk, or rejects with nothing of it applied. */
  write<T>(run: () => T): Promise<T>;
  /** Resolves when everything that can be read now is on disk. */
  flushed(): Promise<void>;
  /** Resolves with the error if the disk fails: nothing more is written, and reads may return lost data. */
  readonly failed: Promise<Error>;
  /** Commits queued writes and rejects later ones. */
  close(): Promise<void>;
}

/**
 * Groups writes: one transaction and one log sync for all that arrived during the previous ones. No write is
 * acknowledged before the sync; if the commit fails, the whole group fails and nothing is applied. `rolledBack` is
 * called after a rollback. A full disk rejects a whole commit, so the next one may succeed. After a failed sync nothing
 * more is written: the operating system may treat lost pages as written, so neither later syncs nor reads show the
 * state of the disk.
 */
export function createGroupCommit(
  db: DatabaseSync,
  log: LogSync,
  rolledBack: () => void,
  openCheckpoints: (failed: (cause: unknown) => void) => Checkpoints = () => NO_CHECKPOINTS,
): GroupCommit {
  const checkpoints = openCheckpoints(fail);
  const queue: QueuedWrite[] = [];
  const { promise: failed, resolve: reportFailure } = Promise.withResolvers<Error>();
  let running: Promise<void> | undefined;
  let syncing: Promise<void> | undefined;
  /** The reason why writes are rejected. */
  let refusal: Error | undefined;
  /** Set when the disk failed: later reads may return data that is not on disk. */
  let failure: Error | undefined;

  async function run(): Promise<void> {
    checkpoints.cancel();
    do {
      await gather();
      await runGroup(queue.splice(0, GROUP_LIMIT));
    } while (queue.length > 0);
    // Synchronously with the check of the queue, so that a later write starts the next run.
    running = undefined;
    if (!refusal) checkpoints.written();
  }

  /** Waits while every turn of the event loop brings more writes: one sync for sixteen costs little more than for one. */
  async function gather(): Promise<void> {
    for (let turn = 0; turn < MOST_TURNS && queue.length < GROUP_LIMIT; turn++) {
      const before = queue.length;
      await new Promise<void>((resolve) => setImmediate(resolve));
      if (turn > 0 && queue.length === before) return;
    }
  }

  async function runGroup(group: readonly QueuedWrite[]): Promise<void> {
    if (failure) return refuse(group, failure);
    try {
      const committed = commitGroup(db, group, rolledBack);
      if (committed.length === 0) return;
      syncing = log.sync();
      await syncing;
      for (const { write, value } of committed) write.resolve(value);
    } catch (cause) {
      fail(cause);
      // Only reopening the data shows if it was kept.
      const outcome = new Promise<boolean>(() => {});
      refuse(group, new UnavailableError({ trouble: lastTrouble(cause), cause, outcome }));
    } finally {
      syncing = undefined;
    }
  }

  function fail(cause: unknown): void {
    failure = new UnavailableError({ trouble: lastTrouble(cause), cause });
    refusal = failure;
    reportFailure(failure);
  }

  return {
    write<T>(work: () => T): Promise<T> {
      if (refusal) return Promise.reject(refusal);
      return new Promise<T>((resolve, reject) => {
        queue.push({ run: work, resolve: (value) => resolve(value as T), reject });
        running ??= run();
      });
    },
    async flushed() {
      // `failure` holds the error's message.
      await syncing?.catch(() => {});
      if (failure) throw failure;
    },
    failed,
    async close() {
      refusal ??= new Error('The storage is closed.');
      checkpoints.cancel();
      await running;
    },
  };
}

const NO_CHECKPOINTS: Checkpoints = { written: () => {}, cancel: () => {} };

/** The trouble after which nothing more is written. */
function lastTrouble(cause: unknown): Trouble {
  return cause instanceof UnavailableError ? cause.trouble : 'failed';
}

function refuse(writes: readonly QueuedWrite[], error: unknown): void {
  for (const write of writes) write.reject(error);
}

/** A write that was run: its value, or the conflict that made it write nothing. */
interface Outcome {
  readonly write: QueuedWrite;
  readonly value?: unknown;
  readonly conflict?: ConflictError;
}

/**
 * Commits a group and returns the writes to acknowledge; conflicts and failures are already rejected. Throws if a sync
 * failed or the transaction's outcome is unknown.
 */
function commitGroup(db: DatabaseSync, group: readonly QueuedWrite[], rolledBack: () => void): Outcome[] {
  let outcomes: Outcome[];
  try {
    db.exec('BEGIN IMMEDIATE');
    outcomes = group.map(runInGroup);
    db.exec('COMMIT');
  } catch (error) {
    rollback(db);
    rolledBack();
    if (diskTrouble(error) === 'failed') throw error;
    // An invalid write must not fail its group: each is retried in its own transaction.
    if (group.length > 1 && !isDatabaseError(error)) {
      return group.flatMap((write) => commitGroup(db, [write], rolledBack));
    }
    refuse(group, explainTrouble(error));
    return [];
  }
  // Not earlier: the conflicting data is only visible now.
  for (const { write, conflict } of outcomes) if (conflict) write.reject(conflict);
  return outcomes.filter((outcome) => !outcome.conflict);
}

/** Runs one write inside the group's transaction; a conflict refuses it alone, any other error the whole group. */
function runInGroup(write: QueuedWrite): Outcome {
  try {
    return { write, value: write.run() };
  } catch (error) {
    if (error instanceof ConflictError) return { write, conflict: error };
    throw error;
  }
}

/** Some errors (a full disk) make SQLite roll back on its own. */
function rollback(db: DatabaseSync): void {
  if (db.isTransaction) db.exec('ROLLBACK');
}

/** True if an error affects all writes: no memory, read-only, I/O, corrupt, disk full. */
function isDatabaseError(error: unknown): boolean {
  // Extended result codes contain the primary code in the low byte.
  return error instanceof Error && 'errcode' in error && [7, 8, 10, 11, 13].includes(Number(error.errcode) & 0xff);
}

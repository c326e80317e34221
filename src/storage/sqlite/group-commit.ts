import type { DatabaseSync } from 'node:sqlite';
import { ConflictError } from '../../kernel/storage.ts';

/** At most this many writes share a transaction; the rest go with the next turn of the event loop. */
const GROUP_LIMIT = 256;

interface QueuedWrite {
  /** Checks first and throws ConflictError before it writes anything. */
  readonly run: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

export interface GroupCommit {
  /** Queues a write. Settles after the COMMIT that holds it, or rejects with nothing of it applied. */
  write<T>(run: () => T): Promise<T>;
  /** Commits what is queued and refuses what comes later. */
  close(): void;
}

/**
 * One transaction for all writes that arrived in a turn of the event loop, so that one fsync serves them. Nobody is
 * told of success before the COMMIT; if it fails, all of the group fail and nothing of it is applied. `rolledBack` is
 * called when a transaction came to nothing.
 */
export function createGroupCommit(db: DatabaseSync, rolledBack: () => void): GroupCommit {
  let queue: QueuedWrite[] = [];
  let scheduled = false;
  let closed = false;

  function schedule(): void {
    if (scheduled || queue.length === 0) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      const group = queue.splice(0, GROUP_LIMIT);
      commitGroup(db, group, rolledBack);
      schedule();
    });
  }

  return {
    write<T>(run: () => T): Promise<T> {
      if (closed) return Promise.reject(new Error('The storage is closed.'));
      return new Promise<T>((resolve, reject) => {
        queue.push({ run, resolve: (value) => resolve(value as T), reject });
        schedule();
      });
    },
    close() {
      closed = true;
      while (queue.length > 0) commitGroup(db, queue.splice(0, GROUP_LIMIT), rolledBack);
      queue = [];
    },
  };
}

function commitGroup(db: DatabaseSync, group: readonly QueuedWrite[], rolledBack: () => void): void {
  if (group.length === 0) return;
  const settle: (() => void)[] = [];
  try {
    db.exec('BEGIN IMMEDIATE');
    for (const write of group) settle.push(runInGroup(write));
    db.exec('COMMIT');
  } catch (error) {
    rollback(db);
    rolledBack();
    // A write that is wrong in itself must not take its neighbours along: each gets a transaction of its own.
    if (group.length > 1 && !isOfTheDatabase(error)) for (const write of group) commitGroup(db, [write], rolledBack);
    else for (const write of group) write.reject(error);
    return;
  }
  for (const tell of settle) tell();
}

/** Runs one write inside the group's transaction; a conflict refuses it alone, any other error the whole group. */
function runInGroup(write: QueuedWrite): () => void {
  try {
    const value = write.run();
    return () => write.resolve(value);
  } catch (error) {
    if (error instanceof ConflictError) return () => write.reject(error);
    throw error;
  }
}

/** Some errors (a full disk) make SQLite roll back on its own. */
function rollback(db: DatabaseSync): void {
  if (db.isTransaction) db.exec('ROLLBACK');
}

/** Whether an error would meet every write alike: no memory, read-only, I/O, corrupt, disk full. */
function isOfTheDatabase(error: unknown): boolean {
  // Extended result codes keep the primary code in the low byte.
  return error instanceof Error && 'errcode' in error && [7, 8, 10, 11, 13].includes(Number(error.errcode) & 0xff);
}

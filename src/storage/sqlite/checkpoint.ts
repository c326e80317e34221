import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { diskTrouble } from './disk-trouble.ts';

/** Idle time before the write-ahead log is truncated. */
export const QUIET_MS = 2_000;
/** A log up to this size is left as it is. */
export const SMALL_LOG_BYTES = 4 * 1024 * 1024;

/** Empties the write-ahead log when nothing has been written for a while. */
export interface Checkpoints {
  /** Something was written. */
  written(): void;
  /** Something is about to be written. */
  cancel(): void;
}

/**
 * SQLite checkpoints the log when it reaches 128 MB and leaves the file at that size. That is cheapest under load;
 * afterwards the file is truncated. The log is synced before it is copied, and the database before the log is
 * truncated, so acknowledged commits are always durable. `failed` is called with the error of a failed sync.
 */
export function createCheckpoints(db: DatabaseSync, log: string, failed: (cause: unknown) => void): Checkpoints {
  let timer: NodeJS.Timeout | undefined;

  function empty(): void {
    timer = undefined;
    try {
      if (statSync(log).size > SMALL_LOG_BYTES) db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch (error) {
      // Otherwise the log stays unchanged (for example, on a full disk or during a backup): its contents are safe.
      if (diskTrouble(error) === 'failed') failed(error);
    }
  }

  return {
    written() {
      timer ??= setTimeout(empty, QUIET_MS).unref();
    },
    cancel() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

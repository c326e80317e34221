import { close, closeSync, fdatasync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const syncData = promisify(fdatasync);

/** Brings what was committed to the disk itself, without holding up the event loop. */
export interface LogSync {
  /** Resolves when everything committed before the call survives power loss. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** There is nothing to bring anywhere for a database in memory. */
export const nothingToSync: LogSync = { sync: async () => {}, close: async () => {} };

/**
 * Syncs the write-ahead log of a database file. SQLite itself would do so inside COMMIT (synchronous=FULL), and the
 * process would stand still meanwhile; this way requests are worked on while the disk writes. It is as safe: nobody is
 * answered before their commit is synced, a torn end of the log is found by its checksums and left out, and SQLite syncs
 * log and database around every checkpoint as before (synchronous=NORMAL).
 */
export function openLogSync(file: string): LogSync {
  // The log may be new: its name has to survive as well as what is in it.
  const folder = openSync(dirname(file), 'r');
  fsyncSync(folder);
  closeSync(folder);
  const log = openSync(`${file}-wal`, 'r+');
  return { sync: () => syncData(log), close: () => promisify(close)(log) };
}

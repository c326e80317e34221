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

/** What stands between a sync and its disk: a seam for tests, which make syncs fail here as disks do. */
export type SyncInterference = (sync: () => Promise<void>) => Promise<void>;

/**
 * Syncs the write-ahead log of a database file. SQLite itself would do so inside COMMIT (synchronous=FULL), and the
 * process would stand still meanwhile; this way requests are worked on while the disk writes. It is as safe: nobody is
 * answered before their commit is synced, a torn end of the log is found by its checksums and left out, and SQLite syncs
 * log and database around every checkpoint as before (synchronous=NORMAL).
 */
export function openLogSync(file: string, interfere: SyncInterference = (sync) => sync()): LogSync {
  // The log may be new: its name has to survive as well as what is in it.
  syncFolder(dirname(file));
  const log = openSync(`${file}-wal`, 'r+');
  return { sync: () => interfere(() => syncData(log)), close: () => promisify(close)(log) };
}

/** Makes the names in a folder survive as well as what is in its files. */
export function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

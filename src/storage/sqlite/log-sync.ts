import { close, closeSync, fdatasync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { UnavailableError } from '../../kernel/storage.ts';

const syncData = promisify(fdatasync);

/** Syncs commits to the disk without blocking the event loop. */
export interface LogSync {
  /** Resolves when everything committed before the call survives power loss. Throws if it does not. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** There is nothing to bring anywhere for a database in memory. */
export const nothingToSync: LogSync = { sync: async () => {}, close: async () => {} };

/** A seam between syncs and the disk, in which tests let syncs fail. */
export type SyncFaultInjection = (sync: () => Promise<void>) => Promise<void>;

/**
 * Syncs the write-ahead log of a database file. SQLite itself would do so inside COMMIT (synchronous=FULL) and block
 * the process; this way requests are processed while the disk writes. It is equally safe: no commit is acknowledged
 * before its sync, checksums detect a torn end of the log, and SQLite still syncs log and database around every
 * checkpoint (synchronous=NORMAL). A deleted log takes writes and syncs too, so `isInPlace` is asked after each sync.
 */
export function openLogSync(
  file: string,
  {
    isInPlace,
    interfere = (sync) => sync(),
  }: { readonly isInPlace: () => boolean; readonly interfere?: SyncFaultInjection | undefined },
): LogSync {
  // The log may be new, so its name must be durable as well.
  syncFolder(dirname(file));
  const log = openSync(`${file}-wal`, 'r+');
  return {
    async sync() {
      await interfere(() => syncData(log));
      if (!isInPlace()) throw new UnavailableError({ trouble: 'removed' });
    },
    close: () => promisify(close)(log),
  };
}

/** Syncs a folder, so that the names of its files are durable. */
export function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

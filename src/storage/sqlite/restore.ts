import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { StorageOpenError } from '../open-error.ts';
import { databaseFile, explain, makeFolder, openAlone } from './connection.ts';
import { syncFolder } from './log-sync.ts';
import { makePrivateFiles } from './private-files.ts';

/**
 * Replaces a data folder's database with a backup, atomically. `check` receives the copy first. Throws StorageOpenError
 * if the folder has data and `replace` is false, or if a Florin runs on it.
 */
export async function restoreFolder(
  backup: string,
  folder: string,
  { replace, check }: { readonly replace: boolean; readonly check: (file: string) => Promise<void> },
): Promise<void> {
  const file = databaseFile(folder);
  const copy = `${file}.restoring`;
  if (existsSync(file) && !replace) {
    throw new StorageOpenError(
      'in_use',
      `${folder} has data. Restore into another folder, or replace it with --force.`,
    );
  }
  try {
    makeFolder(folder);
    copyFileSync(backup, copy);
    makePrivateFiles([copy]);
    sync(copy);
    await check(copy);
    // Last, so that an interrupted restore keeps the existing data.
    if (existsSync(file)) emptyLog(file);
    renameSync(copy, file);
    syncFolder(folder);
  } catch (error) {
    rmSync(copy, { force: true });
    throw explain(error, file);
  }
}

/** A remaining write-ahead log would be applied to the new file. Closing the old database checkpoints its log. */
function emptyLog(file: string): void {
  const db = openAlone(file);
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
  for (const log of [`${file}-wal`, `${file}-shm`]) rmSync(log, { force: true });
}

function sync(file: string): void {
  const descriptor = openSync(file, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

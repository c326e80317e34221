import { existsSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { backup, type DatabaseSync } from 'node:sqlite';
import { StorageOpenError } from '../open-error.ts';
import { databaseFile, explain, openAlone } from './connection.ts';
import { syncFolder } from './log-sync.ts';
import { makePrivateFiles } from './private-files.ts';

/** Pages copied between two writes: a write waits for one such portion, about a millisecond. */
const PAGES_AT_ONCE = 64;

/** A transaction during the first portion ends the copy; the number of restarts. */
const MOST_BEGINNINGS = 1_000;

/** Called with the copied and total pages. */
export type Copied = (pages: number, of: number) => void;

/**
 * Copies the open database into a file while writes continue; they are in the copy as well. The file must not exist; it
 * is removed if copying fails.
 */
export async function backUp(db: DatabaseSync, file: string, onProgress: Copied = () => {}): Promise<void> {
  if (existsSync(file))
    throw new StorageOpenError('in_use', `${file} already exists. Use another file for the backup.`);
  try {
    for (let beginning = 1; !(await copied(db, file, onProgress)); beginning++) {
      if (beginning === MOST_BEGINNINGS) throw new Error('The backup could not start between two commits. Retry.');
      removeAll(file);
    }
    makePrivateFiles([file]);
    syncFolder(dirname(file));
  } catch (error) {
    removeAll(file);
    throw explain(error, file, 'Write the backup elsewhere.');
  }
}

/** The partial copy, and the journal that remains after a full disk. */
function removeAll(file: string): void {
  for (const part of [file, `${file}-journal`]) rmSync(part, { force: true });
}

/**
 * Copies, and returns false if it could not begin: another thread copies in portions, and must wait for this one's
 * transactions. Node waits for every portion but the first, for which it reports a failure with code 0.
 */
async function copied(db: DatabaseSync, file: string, onProgress: Copied): Promise<boolean> {
  try {
    await backup(db, file, {
      rate: PAGES_AT_ONCE,
      progress: ({ totalPages, remainingPages }) => onProgress(totalPages - remainingPages, totalPages),
    });
    return true;
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && error.errcode === 0) return false;
    throw error;
  }
}

/** The same for a data folder that no Florin runs on. Its schema stays as it is. Throws StorageOpenError. */
export async function backUpFolder(folder: string, file: string, onProgress?: Copied): Promise<void> {
  const from = databaseFile(folder);
  if (!existsSync(from)) throw new StorageOpenError('not_a_database', `${folder} has no data.`);
  const db = openAlone(from);
  try {
    await backUp(db, file, onProgress);
  } finally {
    db.close();
  }
}

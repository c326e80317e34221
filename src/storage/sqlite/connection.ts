import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StorageOpenError } from '../open-error.ts';
import { diskTrouble } from './disk-trouble.ts';
import { syncFolder } from './log-sync.ts';
import { migrate } from './migrate.ts';
import { makePrivateFiles, makePrivateFolder } from './private-files.ts';

/**
 * Opens the database of a data folder (created if missing), or one in memory for `:memory:`, exclusively for this
 * process, and migrates it. Throws StorageOpenError.
 */
export function openDatabase(path: string): DatabaseSync {
  const file = path === ':memory:' ? path : databaseFile(makeFolder(path));
  try {
    const db = new DatabaseSync(file);
    try {
      configure(db);
      if (path !== ':memory:') makePrivateFiles([file, logFile(path)]);
      migrate(db, file);
    } catch (error) {
      db.close();
      throw error;
    }
    return db;
  } catch (error) {
    throw explain(error, file);
  }
}

/** The database file of a data folder. */
export function databaseFile(folder: string): string {
  return join(folder, 'florin.db');
}

/** The write-ahead log of a data folder's database. */
export function logFile(folder: string): string {
  return `${databaseFile(folder)}-wal`;
}

/** Makes a data folder, if it is missing, that survives. Throws StorageOpenError. */
export function makeFolder(path: string): string {
  try {
    const first = mkdirSync(path, { recursive: true, mode: 0o700 });
    if (first !== undefined) syncNames(resolve(path), dirname(resolve(first)));
    makePrivateFolder(path, databaseFile(path));
  } catch (error) {
    throw new StorageOpenError('not_writable', `${path} cannot be made a data folder. Use another --data.`, {
      cause: error,
    });
  }
  return path;
}

/** New folders must survive a crash too: a folder's name is stored in its parent. */
function syncNames(folder: string, outermost: string): void {
  for (let at = folder; at !== outermost && at !== dirname(at); ) {
    at = dirname(at);
    syncFolder(at);
  }
}

/**
 * Bytes of a page of a new file; older files keep theirs. A commit writes the pages at the end of each list, of each type of
 * object and of each type of event, so smaller pages are fewer bytes to copy and to sync.
 */
const PAGE_BYTES = 8_192;
/** The write-ahead log between two checkpoints. */
const MOST_LOG_BYTES = 128 * 1_048_576;
/** Pages in memory. The operating system holds more of the file, so a page that is not here costs microseconds. */
const MOST_CACHE_BYTES = 8 * 1_048_576;

function pageBytes(db: DatabaseSync): number {
  return Number(db.prepare('PRAGMA page_size').get()?.page_size);
}

function configure(db: DatabaseSync): void {
  // Before anything else: the page size is fixed with the first write, and exclusive WAL needs no shared memory file.
  db.exec(`PRAGMA page_size = ${PAGE_BYTES}`);
  db.exec('PRAGMA locking_mode = EXCLUSIVE');
  db.exec('PRAGMA journal_mode = WAL');
  // Commits are synced before they are acknowledged: see log-sync.ts.
  db.exec('PRAGMA synchronous = NORMAL');
  // Pages that change again and again are copied once between two checkpoints.
  db.exec(`PRAGMA wal_autocheckpoint = ${Math.floor(MOST_LOG_BYTES / pageBytes(db))}`);
  db.exec(`PRAGMA journal_size_limit = ${MOST_LOG_BYTES}`);
  // A negative size is in kibibytes.
  db.exec(`PRAGMA cache_size = ${-MOST_CACHE_BYTES / 1024}`);
  db.exec('PRAGMA temp_store = MEMORY');
  openExclusively(db);
  // A dead process may have left unsynced commits in the log. They are checkpointed and synced before any request is
  // served.
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}

/** Opens a database file as it is, whatever its schema, for this process alone. Throws StorageOpenError. */
export function openAlone(file: string): DatabaseSync {
  try {
    const db = new DatabaseSync(file);
    try {
      openExclusively(db);
    } catch (error) {
      db.close();
      throw error;
    }
    return db;
  } catch (error) {
    throw explain(error, file);
  }
}

/** Acquires the lock, held until this process closes it or dies. */
function openExclusively(db: DatabaseSync): void {
  db.exec('PRAGMA locking_mode = EXCLUSIVE');
  db.exec('BEGIN EXCLUSIVE');
  db.exec('COMMIT');
}

/**
 * Returns a one-line error with the remedy if a database could not be opened. Unknown errors are returned unchanged.
 * `instead` names another location.
 */
export function explain(error: unknown, file: string, instead = 'Use another --data.'): unknown {
  if (!(error instanceof Error) || !('errcode' in error)) return error;
  const options = { cause: error };
  if (diskTrouble(error) === 'full')
    return new StorageOpenError('disk_full', `${file} cannot be written: the disk is full. Free space on it.`, options);
  switch (Number(error.errcode) & 0xff) {
    case 5: // SQLITE_BUSY
      return new StorageOpenError(
        'in_use',
        `${file} is in use by another Florin. Stop it or use another --data.`,
        options,
      );
    case 8: // SQLITE_READONLY
    case 10: // SQLITE_IOERR
    case 14: // SQLITE_CANTOPEN
      return new StorageOpenError('not_writable', `${file} cannot be written. ${instead}`, options);
    case 26: // SQLITE_NOTADB
      return new StorageOpenError(
        'not_a_database',
        `${file} is not a database. Move it away or ${lower(instead)}`,
        options,
      );
    default:
      return error;
  }
}

function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

import type { DatabaseSync } from 'node:sqlite';
import { StorageOpenError } from '../open-error.ts';
import { sql as first } from './migrations/001-first.ts';
import { sql as search } from './migrations/002-search.ts';
import { sql as accountsAndClocks } from './migrations/003-accounts-and-clocks.ts';
import { sql as logs } from './migrations/004-logs.ts';
import { sql as failedTimers } from './migrations/005-failed-timers.ts';
import { sql as keys } from './migrations/006-keys.ts';

/** In order; the schema version is how many of them a file has seen. Never edit one that was released. */
const migrations = [first, search, accountsAndClocks, logs, failedTimers, keys];

/** Brings the database to this program's schema, whole or not at all. Refuses one that a newer program wrote. */
export function migrate(db: DatabaseSync, file: string): void {
  const version = refuseNewer(db, file);
  if (version === migrations.length) return;
  db.exec('BEGIN IMMEDIATE');
  for (const sql of migrations.slice(version)) db.exec(sql);
  db.exec(`PRAGMA user_version = ${migrations.length}`);
  db.exec('COMMIT');
}

/** The database's schema version. Throws StorageOpenError for one that a newer program wrote. */
export function refuseNewer(db: DatabaseSync, file: string): number {
  const version = Number(db.prepare('PRAGMA user_version').get()?.user_version);
  if (version > migrations.length) {
    throw new StorageOpenError(
      'newer_schema',
      `${file} was written by a newer Florin (schema ${version}; this one supports up to ${migrations.length}). ` +
        'Upgrade Florin or use another --data.',
    );
  }
  return version;
}

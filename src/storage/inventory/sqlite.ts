import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import type { Inventory } from '../../kernel/inventory.ts';
import { nameTables } from '../marked-tables.ts';
import { StorageOpenError } from '../open-error.ts';
import { explain, openAlone } from '../sqlite/connection.ts';
import { refuseNewer } from '../sqlite/migrate.ts';
import { prepare } from '../sqlite/statement.ts';
import { createQueries, type Dialect, type Schema } from './queries.ts';

const MOST_DAMAGES = 20;

const dialect: Dialect = {
  world: '(SELECT number FROM names WHERE name = ?1)',
  name: (column) => `(SELECT name FROM names WHERE number = ${column})`,
  isTrue: (column) => `${column} <> 0`,
  texts: 'SELECT value FROM json_each(?2)',
  place: {
    of: 'CAST(p.posting AS TEXT)',
    after: 'p.posting > CAST(?2 AS INTEGER)',
    order: 'p.posting',
  },
  unfolded: `SELECT p.book, p.currency, p.amount FROM postings p
    WHERE p.posting > (SELECT through FROM folded) AND p.account = (SELECT number FROM names WHERE name = ?1)`,
};

/**
 * Opens a database file read-only for checks, without migrating it. Throws StorageOpenError if it is missing, in use,
 * not Florin's, or a newer Florin's.
 */
export function openSqliteInventory(file: string): Inventory {
  const db = openToRead(file);
  const ask = async <Row>(sql: string, values: readonly string[]) =>
    prepare<Row>(db, nameTables(sql, null).replaceAll('$', '?')).all(...values);
  return {
    ...createQueries(ask, dialect, schemaOf(db)),
    async damage() {
      const rows = prepare<{ integrity_check: string }>(db, `PRAGMA integrity_check(${MOST_DAMAGES})`).all();
      return rows.map((row) => row.integrity_check).filter((line) => line !== 'ok');
    },
    close: async () => db.close(),
  };
}

/** Backups and folders are not migrated for reading, so they may be of an older Florin. */
function schemaOf(db: DatabaseSync): Schema {
  const columns = prepare<{ name: string }>(db, 'PRAGMA table_info(timers)').all();
  const has = (column: string) => columns.some(({ name }) => name === column);
  return { hasAccountsAndClocks: has('clock'), hasFailedTimers: has('failures') };
}

function openToRead(file: string): DatabaseSync {
  if (!existsSync(file)) throw new StorageOpenError('not_a_database', `The file ${file} does not exist.`);
  try {
    const db = connect(file);
    try {
      refuseNewer(db, file);
      if (!db.prepare("SELECT name FROM sqlite_master WHERE name = 'postings'").get()) {
        throw new StorageOpenError('not_a_database', `${file} is not a Florin database.`);
      }
    } catch (error) {
      db.close();
      throw error;
    }
    return db;
  } catch (error) {
    throw explain(error, file);
  }
}

/** A file without a write-ahead log is read in place, without a lock. */
function connect(file: string): DatabaseSync {
  if (!existsSync(`${file}-wal`)) {
    return new DatabaseSync(new URL(`${pathToFileURL(file).href}?immutable=1`), { readOnly: true });
  }
  return openAlone(file);
}

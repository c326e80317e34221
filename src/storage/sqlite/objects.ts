import type { DatabaseSync } from 'node:sqlite';
import type { Batch, Listing, ListQuery, Revision, Storage, StoredObject } from '../../kernel/storage.ts';
import { prepare } from './statement.ts';

type ObjectRow = Omit<StoredObject, 'deleted'> & { readonly deleted: number };
type Reads = 'readObject' | 'readObjects' | 'readRevision' | 'readRevisions' | 'list';

export interface Objects extends Pick<Storage, Reads> {
  /** The object's version inside the running transaction; 0 when there is none. */
  version(account: string, id: string): number;
  write(batch: Batch): void;
}

const columns = 'o.id, o.type, o.version, o.revision, o.position, o.deleted, r.body';

/** Objects, their revisions and the lists they stand in. */
export function createObjects(db: DatabaseSync): Objects {
  const one = prepare<ObjectRow>(
    db,
    `SELECT ${columns} FROM objects o JOIN revisions r ON r.account_id = o.account_id AND r.revision = o.revision
     WHERE o.account_id = ? AND o.id = ?`,
  );
  const version = prepare<{ version: number }>(db, 'SELECT version FROM objects WHERE account_id = ? AND id = ?');
  const revision = prepare<Revision>(
    db,
    'SELECT revision, id, body FROM revisions WHERE account_id = ? AND revision = ?',
  );
  const [descending, ascending] = (['DESC', 'ASC'] as const).map((direction) =>
    prepare<ObjectRow>(
      db,
      `SELECT ${columns} FROM listings l
       CROSS JOIN objects o ON o.account_id = l.account_id AND o.id = l.id
       CROSS JOIN revisions r ON r.account_id = o.account_id AND r.revision = o.revision
       WHERE l.account_id = ? AND l.list = ? AND l.position > ? AND l.position < ? AND o.deleted = 0
       ORDER BY l.position ${direction} LIMIT ?`,
    ),
  );
  const addRevision = prepare(db, 'INSERT INTO revisions (account_id, revision, id, body) VALUES (?, ?, ?, ?)');
  const putObject = prepare(
    db,
    `INSERT INTO objects (account_id, id, type, version, revision, position, deleted) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (account_id, id) DO UPDATE SET type = excluded.type, version = excluded.version,
       revision = excluded.revision, position = excluded.position, deleted = excluded.deleted`,
  );
  const addListing = prepare(db, 'INSERT OR IGNORE INTO listings (account_id, list, position, id) VALUES (?, ?, ?, ?)');
  const removeListing = prepare(
    db,
    'DELETE FROM listings WHERE account_id = ? AND list = ? AND position = ? AND id = ?',
  );

  const read = (account: string, id: string) => {
    const row = one.get(account, id);
    return row && toObject(row);
  };
  return {
    async readObject(account, id) {
      return read(account, id);
    },
    async readObjects(account, ids) {
      return [...new Set(ids)].map((id) => read(account, id)).filter((object) => object !== undefined);
    },
    async readRevision(account, number) {
      const row = revision.get(account, number);
      return row && { ...row };
    },
    async readRevisions(account, numbers) {
      const rows = [...new Set(numbers)].map((number) => revision.get(account, number));
      return rows.filter((row) => row !== undefined).map((row) => ({ ...row }));
    },
    async list(account, query: ListQuery) {
      const statement = query.descending ? descending : ascending;
      const { above = Number.MIN_SAFE_INTEGER, below = Number.MAX_SAFE_INTEGER } = query;
      return statement?.all(account, query.list, above, below, query.limit).map(toObject) ?? [];
    },
    version: (account, id) => version.get(account, id)?.version ?? 0,
    write({ account, revisions, objects, listings }) {
      for (const r of revisions) addRevision.run(account, r.revision, r.id, r.body);
      for (const o of objects) {
        putObject.run(account, o.id, o.type, o.version, o.revision, o.position, o.deleted ? 1 : 0);
      }
      const change = (statement: typeof addListing, l: Listing) => statement.run(account, l.list, l.position, l.id);
      for (const listing of listings.remove) change(removeListing, listing);
      for (const listing of listings.add) change(addListing, listing);
    },
  };
}

function toObject(row: ObjectRow): StoredObject {
  const { id, type, version, revision, position, body } = row;
  return { id, type, version, revision, position, deleted: row.deleted === 1, body };
}

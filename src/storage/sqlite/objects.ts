import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { Batch, Storage, StoredObject } from '../../kernel/storage.ts';
import type { Names } from './names.ts';
import type { Revisions } from './revisions.ts';
import { prepare, prepareRows, prepareTuples } from './statement.ts';

/** The columns of an object, in the order of `columns`. */
type ObjectRow = readonly [
  id: string,
  type: number,
  version: number,
  revision: number,
  position: number,
  deleted: number,
  body: string,
  base: number | null,
];

export interface Objects extends Pick<Storage, 'readObject' | 'readObjects' | 'list' | 'isKnownEmpty'> {
  /** The object's version inside the running transaction; 0 when there is none. */
  version(world: string, id: string): number;
  write(batch: Batch): void;
}

const columns = 'o.id, o.type, o.version, o.revision, o.position, o.deleted, r.body, r.base';
const withBody = 'CROSS JOIN revisions r ON r.account = o.account AND r.revision = o.revision';

/** Newest revisions of objects, and their lists. */
export function createObjects(db: DatabaseSync, names: Names, revisions: Revisions): Objects {
  const one = prepareTuples<ObjectRow>(
    db,
    `SELECT ${columns} FROM objects o ${withBody} WHERE o.account = ? AND o.id = ?`,
  );
  const version = prepare<{ version: number }>(db, 'SELECT version FROM objects WHERE account = ? AND id = ?');
  const put = prepareRows(db, {
    into: 'INSERT INTO objects (account, id, type, version, revision, position, deleted)',
    columns: 7,
    onConflict: `ON CONFLICT (account, id) DO UPDATE SET type = excluded.type, version = excluded.version,
      revision = excluded.revision, position = excluded.position, deleted = excluded.deleted`,
  });
  const page = (direction: 'ASC' | 'DESC') =>
    prepareTuples<ObjectRow>(
      db,
      `SELECT ${columns} FROM listings l CROSS JOIN objects o ON o.account = l.account AND o.id = l.id ${withBody}
       WHERE l.account = ? AND l.list = ? AND l.position > ? AND l.position < ? AND o.deleted = 0
       ORDER BY l.position ${direction} LIMIT +?`,
    );
  const descending = page('DESC');
  const ascending = page('ASC');
  const emptyLists = createEmptyLists();
  const enlist = prepareRows(db, {
    into: 'INSERT OR IGNORE INTO listings (account, list, position, id)',
    columns: 4,
  });
  const delist = prepare(db, 'DELETE FROM listings WHERE account = ? AND list = ? AND position = ? AND id = ?');

  function toObject(world: number, row: ObjectRow): StoredObject {
    const [id, type, version, revision, position, deleted, body, base] = row;
    const whole = revisions.wholeBody(world, base, body);
    return { id, type: names.name(type), version, revision, position, deleted: deleted === 1, body: whole };
  }
  const read = (world: string, id: string): StoredObject | undefined => {
    const number = names.find(world);
    const row = one.get(number, id);
    return row && toObject(number, row);
  };
  return {
    async readObject(world, id) {
      return read(world, id);
    },
    async readObjects(world, ids) {
      return [...new Set(ids)].map((id) => read(world, id)).filter((object) => object !== undefined);
    },
    async list(world, query) {
      const { list, above = Number.MIN_SAFE_INTEGER, below = Number.MAX_SAFE_INTEGER, limit } = query;
      const number = names.find(world);
      if (emptyLists.has(number, list)) return [];
      const statement = query.descending ? descending : ascending;
      const rows = statement.all(number, list, above, below, limit);
      if (rows.length === 0 && query.above === undefined && query.below === undefined) emptyLists.add(number, list);
      return rows.map((row) => toObject(number, row));
    },
    isKnownEmpty: (world, list) => emptyLists.has(names.find(world), list),
    version: (world, id) => version.get(names.find(world), id)?.version ?? 0,
    write({ world: name, objects, listings }) {
      const world = names.number(name);
      const states: SQLInputValue[] = [];
      for (const { id, type, version, revision, position, deleted } of objects) {
        states.push(world, id, names.number(type), version, revision, position, deleted ? 1 : 0);
      }
      put(states);
      for (const l of listings.remove) delist.run(world, l.list, l.position, l.id);
      const entries: SQLInputValue[] = [];
      for (const { list, position, id } of listings.add) {
        emptyLists.delete(world, list);
        entries.push(world, list, position, id);
      }
      enlist(entries);
    },
  };
}

/** The most lists that are remembered to be empty; beyond it all are read anew. Names of more characters are not. */
const MOST_EMPTY_LISTS = 10_000;
const LONGEST_NAME = 64;

/**
 * Lists that were found to be empty. Each commit asks for some that mostly are, such as the webhook endpoints of its
 * account.
 */
function createEmptyLists() {
  const worlds = new Map<number, Set<string>>();
  let size = 0;
  return {
    has: (world: number, list: string) => worlds.get(world)?.has(list) === true,
    add(world: number, list: string) {
      if (list.length > LONGEST_NAME) return;
      if (size >= MOST_EMPTY_LISTS) {
        worlds.clear();
        size = 0;
      }
      const lists = worlds.get(world) ?? new Set();
      if (!lists.has(list)) size++;
      worlds.set(world, lists.add(list));
    },
    delete(world: number, list: string) {
      if (worlds.get(world)?.delete(list)) size--;
    },
  };
}

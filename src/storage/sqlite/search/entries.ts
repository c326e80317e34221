import type { DatabaseSync } from 'node:sqlite';
import { accountOfName, nameIn } from '../../../kernel/account-names.ts';
import { listName, ON_TEST_CLOCKS } from '../../../kernel/entity.ts';
import type { Batch, SearchEntry, SearchValue, Storage, Unindexed } from '../../../kernel/storage.ts';
import { fieldName } from '../../search/find.ts';
import type { GroupCommit } from '../group-commit.ts';
import type { Names } from '../names.ts';
import type { Objects } from '../objects.ts';
import { prepare } from '../statement.ts';

export interface Entries extends Pick<Storage, 'unindexed' | 'index'> {
  /** Notes, in the running transaction, which indexed objects a batch changes. */
  mark(batch: Batch): void;
  /** Clears the cache: after a rollback some names may not exist. */
  forget(): void;
}

interface IndexRow {
  readonly edition: string;
  readonly builtTo: number;
  readonly buildEnd: number;
}

interface Place {
  readonly position: number;
  readonly id: string;
}

/**
 * Search index entries. An index is built along the lists of its type; from its start commits mark the objects that they
 * change, and indexing clears the marks.
 */
export function createEntries(db: DatabaseSync, group: GroupCommit, names: Names, objects: Objects): Entries {
  const every = prepare<{ world: number; type: number }>(db, 'SELECT account AS world, type FROM search_indexes');
  const one = prepare<IndexRow>(
    db,
    `SELECT edition, built_to AS builtTo, build_end AS buildEnd FROM search_indexes WHERE account = ? AND type = ?`,
  );
  const begin = prepare(
    db,
    `INSERT OR REPLACE INTO search_indexes (account, type, edition, built_to, build_end)
     VALUES (?1, ?2, ?3, -1, coalesce(
       (SELECT max(position) FROM listings WHERE account = ?1 AND list IN (?4, ?5)), -1))`,
  );
  const built = prepare(
    db,
    `UPDATE search_indexes SET built_to = max(built_to, min(build_end, ?3)) WHERE account = ?1 AND type = ?2`,
  );
  const listed = prepare<Place>(
    db,
    `SELECT position, id FROM listings WHERE account = ? AND list = ? AND position > ? AND position <= ?
     ORDER BY position LIMIT +?`,
  );
  const marked = prepare<Place>(
    db,
    `SELECT position, id FROM search_marks WHERE account = ? AND type = ? AND position > ? AND position <= ?
     ORDER BY position LIMIT +?`,
  );
  const mark = prepare(db, 'INSERT OR IGNORE INTO search_marks (account, type, position, id) VALUES (?, ?, ?, ?)');
  const unmark = prepare(db, 'DELETE FROM search_marks WHERE account = ? AND type = ? AND position = ?');
  const add = prepare(db, 'INSERT OR IGNORE INTO search_objects (account, type, position, id) VALUES (?, ?, ?, ?)');
  const remove = prepare(db, 'DELETE FROM search_objects WHERE account = ? AND type = ? AND position = ?');
  const addTerm = prepare(db, 'INSERT INTO search_terms (account, field, term, position) VALUES (?, ?, ?, ?)');
  const addText = prepare(db, 'INSERT INTO search_texts (account, field, position, text) VALUES (?, ?, ?, ?)');
  const addNumber = prepare(db, 'INSERT INTO search_numbers (account, field, number, position) VALUES (?, ?, ?, ?)');
  // A text has its words among the terms, which lead to it.
  const removeTexts = prepare(
    db,
    `DELETE FROM search_texts WHERE account = ?1 AND position = ?2 AND field IN
       (SELECT field FROM search_terms INDEXED BY search_terms_by_position WHERE account = ?1 AND position = ?2)`,
  );
  const removeTerms = prepare(
    db,
    'DELETE FROM search_terms INDEXED BY search_terms_by_position WHERE account = ? AND position = ?',
  );
  const removeNumbers = prepare(
    db,
    'DELETE FROM search_numbers INDEXED BY search_numbers_by_position WHERE account = ? AND position = ?',
  );

  /** The indexed types by world, which every commit needs. */
  let indexed: Map<number, Map<string, number>> | undefined;

  function indexedTypes(world: number): Map<string, number> | undefined {
    if (!indexed) {
      indexed = new Map();
      for (const row of every.all()) remember(indexed, row.world, names.name(row.type), row.type);
    }
    return indexed.get(world);
  }

  function start(world: number, type: string, edition: string): void {
    const number = names.number(type);
    indexedTypes(world);
    begin.run(world, number, edition, type, listName(type, ON_TEST_CLOCKS));
    if (indexed) remember(indexed, world, type, number);
  }

  function write(world: number, type: string, position: number, values: readonly SearchValue[]): void {
    for (const value of values) {
      const field = names.number(fieldName(type, value.field));
      if ('term' in value) addTerm.run(world, field, value.term, position);
      else if ('number' in value) addNumber.run(world, field, value.number, position);
      else {
        addText.run(world, field, position, value.text);
        for (const word of value.words) addTerm.run(world, field, word, position);
      }
    }
  }

  function replace(world: number, type: string, number: number, { id, position, values }: SearchEntry): void {
    const isNew = values !== null && add.run(world, number, position, id) === 1;
    if (!isNew) for (const old of [removeTexts, removeTerms, removeNumbers]) old.run(world, position);
    if (values) write(world, type, position, values);
    else remove.run(world, number, position);
    unmark.run(world, number, position);
  }

  /** Positions to index next: the part of the list not yet scanned, and those with a mark. */
  function waiting(world: number, row: IndexRow, { type, above, through, limit }: Unindexed): Place[] {
    const end = Math.min(row.buildEnd, through);
    const places = new Map<number, Place>();
    for (const list of [type, listName(type, ON_TEST_CLOCKS)])
      for (const place of listed.all(world, list, Math.max(row.builtTo, above), end, limit))
        places.set(place.position, place);
    for (const place of marked.all(world, names.find(type), above, through, limit)) places.set(place.position, place);
    return [...places.values()].sort((a, b) => a.position - b.position).slice(0, limit);
  }

  return {
    async unindexed(world, wanted) {
      const { type, edition } = wanted;
      const known = () => one.get(names.find(world), names.find(type));
      if (known()?.edition !== edition) await group.write(() => start(names.number(world), type, edition));
      const row = known();
      if (!row) throw new Error(`The search index of ${type} was not started.`);
      const ids = waiting(names.find(world), row, wanted).map(({ id }) => id);
      return objects.readObjects(world, ids);
    },
    index: (name, { type, edition, above, through }, entries) =>
      group.write(() => {
        const world = names.find(name);
        const number = names.find(type);
        const row = one.get(world, number);
        if (row?.edition !== edition || row.builtTo < Math.min(row.buildEnd, above)) return false;
        for (const entry of entries) {
          if (objects.version(name, entry.id) === entry.version) replace(world, type, number, entry);
        }
        built.run(world, number, through);
        return true;
      }),
    mark({ world: name, objects }) {
      const world = names.number(name);
      const types = indexedTypes(world);
      if (!types) return;
      for (const { id, type, position } of objects) {
        const number = types.get(nameIn(accountOfName(id), type));
        if (number !== undefined) mark.run(world, number, position, id);
      }
    },
    forget: () => {
      indexed = undefined;
    },
  };
}

function remember(indexed: Map<number, Map<string, number>>, world: number, type: string, number: number): void {
  const types = indexed.get(world);
  if (types) types.set(type, number);
  else indexed.set(world, new Map([[type, number]]));
}

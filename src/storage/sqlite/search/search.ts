import type { DatabaseSync } from 'node:sqlite';
import type { Storage, StoredObject } from '../../../kernel/storage.ts';
import { createFind, rangeAfter, wholeRange } from '../../search/find.ts';
import type { GroupCommit } from '../group-commit.ts';
import type { Names } from '../names.ts';
import type { Objects } from '../objects.ts';
import { prepare } from '../statement.ts';
import { createEntries, type Entries } from './entries.ts';
import { createIndex } from './index-tables.ts';

interface Search
  extends Pick<Storage, 'unindexed' | 'index' | 'search' | 'countFound'>,
    Pick<Entries, 'mark' | 'forget'> {}

/** The search index of each world that searches. */
export function createSearch(db: DatabaseSync, group: GroupCommit, names: Names, objects: Objects): Search {
  const find = createFind(createIndex(db, names));
  const idAt = prepare<{ id: string }>(
    db,
    'SELECT id FROM search_objects WHERE account = ? AND type = ? AND position = ?',
  );

  /** The objects at positions, without those that were deleted since they were indexed. */
  async function read(world: string, type: string, positions: readonly number[]): Promise<StoredObject[]> {
    const ids = positions.map((position) => idAt.get(names.find(world), names.find(type), position)?.id);
    const found = await objects.readObjects(
      world,
      ids.filter((id) => id !== undefined),
    );
    return found.filter((object) => !object.deleted);
  }

  return {
    ...createEntries(db, group, names, objects),
    async search(world, query, { limit, ...range }) {
      const found: StoredObject[] = [];
      let rest = wholeRange(range);
      while (found.length < limit) {
        const wanted = limit - found.length;
        const positions = await find(world, query, rest, wanted);
        found.push(...(await read(world, query.type, positions)));
        const last = positions.at(-1);
        if (last === undefined || positions.length < wanted) break;
        rest = rangeAfter(rest, last);
      }
      return found;
    },
    countFound: async (world, query, most) => (await find(world, query, wholeRange({}), most)).length,
  };
}

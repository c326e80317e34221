import type { SearchClause, SearchQuery, Storage, StoredObject } from '../../../kernel/storage.ts';
import { createFind, fieldName, type Index, rangeAfter, wholeRange } from '../../search/find.ts';
import { bigintArray } from '../binary-arrays.ts';
import { type Database, statement } from '../database.ts';
import { createEntries } from './entries.ts';
import { termKey } from './keys.ts';

const idsAt = statement<{ position: number; id: string }>(
  'SELECT position, id FROM @search_objects WHERE account = $1 AND type = $2 AND position = ANY($3::bigint[])',
);

/** The search index of each world that searches. */
export function createSearch(
  database: Database,
  readObjects: Storage['readObjects'],
): Pick<Storage, 'unindexed' | 'index' | 'search' | 'countFound'> {
  const find = createFind(indexTables(database));

  /** The objects at positions, without those that were deleted since they were indexed. */
  async function read(world: string, type: string, positions: readonly number[]): Promise<StoredObject[]> {
    const rows = await database.run(idsAt, [world, type, bigintArray(positions)]);
    const ids = new Map(rows.map(({ position, id }) => [position, id]));
    const wanted = positions.map((position) => ids.get(position)).filter((id) => id !== undefined);
    const found = await readObjects(world, wanted);
    return found.filter((object) => !object.deleted);
  }

  return {
    ...createEntries(database, readObjects),
    async search(world, query, { limit, ...range }) {
      const found: StoredObject[] = [];
      let rest = wholeRange(range);
      while (found.length < limit) {
        const wanted = limit - found.length;
        const positions = await find(world, asIndexed(query), rest, wanted);
        found.push(...(await read(world, query.type, positions)));
        const last = positions.at(-1);
        if (last === undefined || positions.length < wanted) break;
        rest = rangeAfter(rest, last);
      }
      return found;
    },
    countFound: async (world, query, most) => (await find(world, asIndexed(query), wholeRange({}), most)).length,
  };
}

/** The tables of the search index, as queries ask them. Each shape of query is prepared anew: there are very many. */
function indexTables(database: Database): Index {
  return {
    async positions(sql, values) {
      let place = 0;
      const text = sql.replaceAll('?', () => `$${++place}`);
      const rows = await database.run<{ position: number }>({ text }, values);
      return rows.map(({ position }) => position);
    },
    world: (name) => name,
    type: (name) => name,
    field: fieldName,
    through: () => '',
    positionIn: 'strpos',
  };
}

function asIndexed(query: SearchQuery): SearchQuery {
  return { ...query, clauses: query.clauses.map(clauseAsIndexed) };
}

function clauseAsIndexed(clause: SearchClause): SearchClause {
  const { test } = clause;
  if (test.kind === 'term') return { ...clause, test: { ...test, term: termKey(test.term) } };
  if (test.kind === 'phrase') return { ...clause, test: { ...test, words: test.words.map(termKey) } };
  return clause;
}

import { plainName } from '../../../kernel/account-names.ts';
import { listName, ON_TEST_CLOCKS } from '../../../kernel/entity.ts';
import type { SearchEntry, Storage, StoredObject, Unindexed } from '../../../kernel/storage.ts';
import { fieldName } from '../../search/find.ts';
import { type Database, type Statement, statement } from '../database.ts';
import { bigint, input, text } from '../inputs.ts';
import { termKey } from './keys.ts';

interface IndexRow {
  readonly edition: string;
  readonly builtTo: number;
  readonly buildEnd: number;
}

interface Place {
  readonly position: number;
  readonly id: string;
}

interface Named {
  readonly position: number;
  readonly field: string;
}

const one = statement<IndexRow>(
  `SELECT edition, built_to AS "builtTo", build_end AS "buildEnd" FROM @search_indexes WHERE account = $1 AND type = $2`,
);
// Commits share-lock the world's row: this waits for them, and later commits write marks.
const announce = statement(
  `INSERT INTO @worlds AS w (account, searched) VALUES ($1, ',' || $2::text || ',')
   ON CONFLICT (account) DO UPDATE SET searched =
     CASE WHEN position(',' || $2::text || ',' IN w.searched) > 0 THEN w.searched ELSE w.searched || $2::text || ',' END`,
);
// Only now: earlier commits must be within `build_end`. Citus refuses a subquery in VALUES.
const begin = statement(
  `INSERT INTO @search_indexes (account, type, edition, built_to, build_end)
   SELECT $1, $2, $3, -1, coalesce(max(position), -1) FROM @listings WHERE account = $1 AND list IN ($2, $4)
   ON CONFLICT (account, type) DO UPDATE
     SET edition = excluded.edition, built_to = excluded.built_to, build_end = excluded.build_end
     WHERE search_indexes.edition <> excluded.edition`,
);
const listed = statement<Place>(
  `SELECT position, id FROM @listings WHERE account = $1 AND list = $2 AND position > $3 AND position <= $4
   ORDER BY position LIMIT $5`,
);
const marked = statement<Place>(
  `SELECT position, id FROM @search_marks WHERE account = $1 AND type = $2 AND position > $3 AND position <= $4
   ORDER BY position LIMIT $5`,
);

const entries = input<SearchEntry>('e', 6, [
  text('id', (e) => e.id),
  bigint('position', (e) => e.position),
  bigint('version', (e) => e.version),
  bigint('found', (e) => (e.values ? 1 : 0)),
]);
/**
 * Objects that changed since stay as they are, with their marks. Entries are replaced whole; values follow. Returns no row
 * if the index was made anew, else one for each current object, or one with null.
 */
const replace: Statement<{ position: number | null }> = statement<{ position: number | null }>(`
  WITH ours AS (SELECT i.type FROM @search_indexes i
    WHERE i.account = $1 AND i.type = $2 AND i.edition = $4 AND i.built_to >= least(i.build_end, $5) FOR UPDATE),
  held AS (SELECT o.id, o.version FROM @objects o WHERE EXISTS (SELECT 1 FROM ours)
    AND o.account = $1 AND o.id IN (SELECT e.id FROM ${entries.sql}) ORDER BY o.id FOR SHARE),
  current AS (SELECT e.* FROM ${entries.sql} JOIN held h ON h.id = e.id AND h.version = e.version),
  terms AS (DELETE FROM @search_terms t USING current c WHERE t.account = $1 AND t.position = c.position),
  texts AS (DELETE FROM @search_texts t USING current c WHERE t.account = $1 AND t.position = c.position
    AND t.field IN (SELECT field FROM @search_terms w WHERE w.account = $1 AND w.position = c.position)),
  numbers AS (DELETE FROM @search_numbers t USING current c WHERE t.account = $1 AND t.position = c.position),
  marks AS (DELETE FROM @search_marks m USING current c
    WHERE m.account = $1 AND m.type = $2 AND m.position = c.position),
  gone AS (DELETE FROM @search_objects s USING current c
    WHERE s.account = $1 AND s.type = $2 AND s.position = c.position AND c.found = 0),
  added AS (INSERT INTO @search_objects (account, type, position, id)
    SELECT $1, $2, c.position, c.id FROM current c WHERE c.found = 1 ON CONFLICT DO NOTHING),
  built AS (UPDATE @search_indexes i SET built_to = greatest(i.built_to, least(i.build_end, $3))
    WHERE i.account = $1 AND i.type = $2 AND EXISTS (SELECT 1 FROM ours))
  SELECT c.position FROM ours LEFT JOIN current c ON true`);

const terms = input<Named & { readonly term: string }>('n', 2, [
  text('field', (n) => n.field),
  text('term', (n) => n.term),
  bigint('position', (n) => n.position),
]);
const addTerms = statement(
  `INSERT INTO @search_terms (account, field, term, position) SELECT $1, n.field, n.term, n.position FROM ${terms.sql}
   ON CONFLICT DO NOTHING`,
);
const texts = input<Named & { readonly text: string }>('n', 2, [
  text('field', (n) => n.field),
  bigint('position', (n) => n.position),
  text('text', (n) => n.text),
]);
const addTexts = statement(
  `INSERT INTO @search_texts (account, field, position, text) SELECT $1, n.field, n.position, n.text FROM ${texts.sql}`,
);
const numbers = input<Named & { readonly number: number }>('n', 2, [
  text('field', (n) => n.field),
  bigint('number', (n) => n.number),
  bigint('position', (n) => n.position),
]);
const addNumbers = statement(
  `INSERT INTO @search_numbers (account, field, number, position)
   SELECT $1, n.field, n.number, n.position FROM ${numbers.sql} ON CONFLICT DO NOTHING`,
);

/**
 * Search index entries. An index is built along the lists of its type; from its start commits mark the objects that they
 * change (see commit.ts), and indexing clears the marks.
 */
export function createEntries(
  database: Database,
  readObjects: Storage['readObjects'],
): Pick<Storage, 'unindexed' | 'index'> {
  const find = async (world: string, type: string) => (await database.run(one, [world, type]))[0];

  /** Positions to index next: the part of the list not yet scanned, and those with a mark. */
  async function waiting(world: string, row: IndexRow, { type, above, through, limit }: Unindexed): Promise<Place[]> {
    const from = Math.max(row.builtTo, above);
    const to = Math.min(row.buildEnd, through);
    const found = await Promise.all([
      ...[type, listName(type, ON_TEST_CLOCKS)].map((list) =>
        to > from ? database.run(listed, [world, list, from, to, limit]) : [],
      ),
      database.run(marked, [world, type, above, through, limit]),
    ]);
    const places = new Map(found.flat().map((place) => [place.position, place]));
    return [...places.values()].sort((a, b) => a.position - b.position).slice(0, limit);
  }

  async function unindexed(world: string, wanted: Unindexed): Promise<StoredObject[]> {
    const { type, edition } = wanted;
    let row = await find(world, type);
    if (row?.edition !== edition) {
      // Commits mark objects of all accounts by their plain type: the names of all accounts' indexes would fill the row.
      await database.run(announce, [world, plainName(type)]);
      await database.run(begin, [world, type, edition, listName(type, ON_TEST_CLOCKS)]);
      row = await find(world, type);
    }
    if (!row) throw new Error(`The search index of ${type} was not started.`);
    const places = await waiting(world, row, wanted);
    return readObjects(
      world,
      places.map(({ id }) => id),
    );
  }

  return {
    unindexed,
    async index(world, { type, edition, above, through }, given) {
      // In one transaction, so that an object is never without the values it is found by.
      return database.transaction(async (run) => {
        const current = await run(replace, [world, type, through, edition, above, ...entries.values(given)]);
        if (current.length === 0) return false;
        const positions = new Set(current.map(({ position }) => position));
        const rows = valuesOf(
          type,
          given.filter(({ position }) => positions.has(position)),
        );
        if (rows.terms.length > 0) await run(addTerms, [world, ...terms.values(rows.terms)]);
        if (rows.texts.length > 0) await run(addTexts, [world, ...texts.values(rows.texts)]);
        if (rows.numbers.length > 0) await run(addNumbers, [world, ...numbers.values(rows.numbers)]);
        return true;
      });
    },
  };
}

function valuesOf(type: string, given: readonly SearchEntry[]) {
  const rows = {
    terms: [] as (Named & { term: string })[],
    texts: [] as (Named & { text: string })[],
    numbers: [] as (Named & { number: number })[],
  };
  for (const { position, values } of given) {
    for (const value of values ?? []) {
      const place = { position, field: fieldName(type, value.field) };
      if ('term' in value) rows.terms.push({ ...place, term: termKey(value.term) });
      else if ('number' in value) rows.numbers.push({ ...place, number: value.number });
      else {
        rows.texts.push({ ...place, text: value.text });
        for (const word of value.words) rows.terms.push({ ...place, term: termKey(word) });
      }
    }
  }
  return rows;
}

import type { EventQuery, Storage, StoredEvent } from '../../kernel/storage.ts';
import { textArray } from './binary-arrays.ts';
import { type Database, statement } from './database.ts';
import { gather } from './gather.ts';

/** Above every id: ids are ASCII. */
const LAST = '\u{10ffff}';

const columns = `e.id, e.type, e.revision, coalesce(e.body,
  (SELECT s.body FROM events s WHERE s.account = e.account AND s.id = e.same_as)) AS body`;
const range = 'e.account = $1 AND e.id > $2 AND e.id < $3';

const some = statement<StoredEvent>(`SELECT ${columns} FROM events e WHERE e.account = $1 AND e.id = ANY($2::text[])`);
const all = (direction: 'ASC' | 'DESC') =>
  statement<StoredEvent>(`SELECT ${columns} FROM events e WHERE ${range} ORDER BY e.id ${direction} LIMIT $4`);
// A page of every type, merged: as many steps into the index as there are types, however long the log.
const ofTypes = (direction: 'ASC' | 'DESC') =>
  statement<StoredEvent>(
    `SELECT ${columns} FROM unnest($5::text[]) AS t (type) CROSS JOIN LATERAL
       (SELECT * FROM events e WHERE ${range} AND e.type = t.type ORDER BY e.id ${direction} LIMIT $4) e
     ORDER BY e.id ${direction} LIMIT $4`,
  );
const pages = { ASC: all('ASC'), DESC: all('DESC') };
const pagesOfTypes = { ASC: ofTypes('ASC'), DESC: ofTypes('DESC') };

/** The event log and its order by type. */
export function createEvents(database: Database): Pick<Storage, 'readEvent' | 'listEvents'> {
  return {
    readEvent: gather<StoredEvent>(async (world, ids) => {
      const rows = await database.run(some, [world, textArray(ids)]);
      return new Map(rows.map((row) => [row.id, row]));
    }),
    async listEvents(world, { types, above = '', below = LAST, descending, limit }: EventQuery) {
      const direction = descending ? 'DESC' : 'ASC';
      if (!types) return database.run(pages[direction], [world, above, below, limit]);
      const wanted = textArray([...new Set(types)]);
      return database.run(pagesOfTypes[direction], [world, above, below, limit, wanted]);
    },
  };
}

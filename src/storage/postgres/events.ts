import type { EventQuery, Storage, StoredEvent } from '../../kernel/storage.ts';
import { textArray } from './binary-arrays.ts';
import { type Database, statement } from './database.ts';
import { gather } from './gather.ts';

/** Above every id: ids are ASCII. */
const LAST = '\u{10ffff}';

const columns = `e.id, e.type, e.revision, nullif(e.connected_account, '') AS account, coalesce(e.body,
  (SELECT s.body FROM @events s WHERE s.account = e.account AND s.id = e.same_as)) AS body`;
const range = 'e.account = $1 AND e.id > $2 AND e.id < $3';

const some = statement<StoredEvent>(`SELECT ${columns} FROM @events e WHERE e.account = $1 AND e.id = ANY($2::text[])`);
/** Statements of both directions, for events of all accounts and for the platform's own. */
const pagesBy = (page: (direction: 'ASC' | 'DESC', range: string) => string) => {
  const both = (of: string) => ({
    ASC: statement<StoredEvent>(page('ASC', of)),
    DESC: statement<StoredEvent>(page('DESC', of)),
  });
  return { all: both(range), own: both(`${range} AND e.connected_account = ''`) };
};
const pages = pagesBy(
  (direction, of) => `SELECT ${columns} FROM @events e WHERE ${of} ORDER BY e.id ${direction} LIMIT $4`,
);
// A page of every type, merged: as many steps into the index as there are types, however long the log.
const pagesOfTypes = pagesBy(
  (direction, of) => `SELECT ${columns} FROM unnest($5::text[]) AS t (type) CROSS JOIN LATERAL
     (SELECT * FROM @events e WHERE ${of} AND e.type = t.type ORDER BY e.id ${direction} LIMIT $4) e
   ORDER BY e.id ${direction} LIMIT $4`,
);
const ofAccount = (direction: 'ASC' | 'DESC') =>
  statement<StoredEvent>(
    `SELECT ${columns} FROM @events e
     WHERE ${range} AND e.connected_account = $5 AND e.connected_account <> '' AND ($6::text[] IS NULL OR e.type = ANY ($6))
     ORDER BY e.id ${direction} LIMIT $4`,
  );
const pagesOfAccount = { ASC: ofAccount('ASC'), DESC: ofAccount('DESC') };

/** The event log and its order by type. */
export function createEvents(database: Database): Pick<Storage, 'readEvent' | 'listEvents'> {
  return {
    readEvent: gather<StoredEvent>(async (world, ids) => {
      const rows = await database.run(some, [world, textArray(ids)]);
      return new Map(rows.map((row) => [row.id, row]));
    }),
    async listEvents(world, { account, types, above = '', below = LAST, descending, limit }: EventQuery) {
      const direction = descending ? 'DESC' : 'ASC';
      const range = [world, above, below, limit];
      const wanted = types && textArray([...new Set(types)]);
      if (typeof account === 'string')
        return database.run(pagesOfAccount[direction], [...range, account, wanted ?? null]);
      const whose = account === null ? 'own' : 'all';
      if (!wanted) return database.run(pages[whose][direction], range);
      return database.run(pagesOfTypes[whose][direction], [...range, wanted]);
    },
  };
}

import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { Batch, EventQuery, Storage, StoredEvent } from '../../kernel/storage.ts';
import type { Names } from './names.ts';
import { prepare, prepareRows, type Statement } from './statement.ts';

interface Events extends Pick<Storage, 'readEvent' | 'listEvents'> {
  write(batch: Batch): void;
}

/** Types merged per statement; SQLite allows 500 SELECTs in a compound. */
const TYPES_PER_STATEMENT = 64;
/** Above every id: ids are ASCII. */
const LAST = '\u{10ffff}';

type EventRow = Omit<StoredEvent, 'type'> & { readonly type: number };

const columns = `e.id, e.type, e.revision, nullif(e.connected_account, '') AS account, coalesce(e.body,
  (SELECT s.body FROM events s WHERE s.account = e.account AND s.id = e.same_as)) AS body`;

/** The event log and its order by type. */
export function createEvents(db: DatabaseSync, names: Names): Events {
  const one = prepare<EventRow>(db, `SELECT ${columns} FROM events e WHERE e.account = ? AND e.id = ?`);
  const add = prepareRows(db, {
    into: 'INSERT INTO events (account, id, type, revision, same_as, body, connected_account)',
    columns: 7,
  });
  const pages = new Map<string, Statement<EventRow>>();

  /**
   * The statement that pages through the merged logs of `types` types, or through the whole log for 0: of the platform
   * alone, or with those of its connected accounts.
   */
  function page(types: number, descending: boolean, ownOnly: boolean): Statement<EventRow> {
    const key = `${types} ${descending} ${ownOnly}`;
    const known = pages.get(key);
    if (known) return known;
    const direction = descending ? 'DESC' : 'ASC';
    const log = `SELECT ${columns} FROM events e`;
    const range = `e.account = ?1 AND e.id > ?2 AND e.id < ?3${ownOnly ? " AND e.connected_account = ''" : ''}`;
    // Without the hint SQLite would scan the whole log for the type.
    const ofType = `${log} INDEXED BY events_by_type WHERE ${range} AND e.type =`;
    const merged = Array.from({ length: types }, (_, i) => `${ofType} ?${i + 5}`).join(' UNION ALL ');
    const statement = prepare<EventRow>(db, `${merged || `${log} WHERE ${range}`} ORDER BY id ${direction} LIMIT +?4`);
    pages.set(key, statement);
    return statement;
  }

  const pageOfAccount = (direction: 'ASC' | 'DESC') =>
    prepare<EventRow>(
      db,
      `SELECT ${columns} FROM events e INDEXED BY events_by_account
       WHERE e.account = ?1 AND e.connected_account = ?5 AND e.connected_account <> '' AND e.id > ?2 AND e.id < ?3
         AND (?6 IS NULL OR e.type IN (SELECT value FROM json_each(?6)))
       ORDER BY e.id ${direction} LIMIT +?4`,
    );
  const pagesOfAccount = { ASC: pageOfAccount('ASC'), DESC: pageOfAccount('DESC') };

  const toEvent = (row: EventRow): StoredEvent => ({ ...row, type: names.name(row.type) });

  return {
    async readEvent(world, id) {
      const row = one.get(names.find(world), id);
      return row && toEvent(row);
    },
    async listEvents(world, { account, types, above = '', below = LAST, descending, limit }: EventQuery) {
      const number = names.find(world);
      // A type that was never written has no events.
      const wanted = types && [...new Set(types)].map((type) => names.find(type)).filter((type) => type !== 0);
      if (typeof account === 'string') {
        const numbers = wanted ? JSON.stringify(wanted) : null;
        return pagesOfAccount[descending ? 'DESC' : 'ASC']
          .all(number, above, below, limit, account, numbers)
          .map(toEvent);
      }
      const read = (some: readonly number[]) =>
        page(some.length, descending, account === null)
          .all(number, above, below, limit, ...some)
          .map(toEvent);
      if (!wanted) return read([]);
      const found: StoredEvent[] = [];
      for (let i = 0; i < wanted.length; i += TYPES_PER_STATEMENT) {
        found.push(...read(wanted.slice(i, i + TYPES_PER_STATEMENT)));
      }
      if (wanted.length <= TYPES_PER_STATEMENT) return found;
      return found.sort((a, b) => (a.id < b.id === descending ? 1 : -1)).slice(0, limit);
    },
    write({ world: name, events }) {
      const world = names.number(name);
      // Most events of a commit differ only in their subject: they share one body.
      const holders = new Map<string, string>();
      const rows: SQLInputValue[] = [];
      for (const { id, type, revision, account, body } of events) {
        const holder = holders.get(body);
        if (holder === undefined) holders.set(body, id);
        rows.push(
          world,
          id,
          names.number(type),
          revision,
          holder ?? null,
          holder === undefined ? body : null,
          account ?? '',
        );
      }
      add(rows);
    },
  };
}

import type { DatabaseSync } from 'node:sqlite';
import type { Batch, EventQuery, Storage, StoredEvent } from '../../kernel/storage.ts';
import { prepare, type Statement } from './statement.ts';

export interface Events extends Pick<Storage, 'readEvent' | 'listEvents'> {
  write(batch: Batch): void;
}

/** How many types one statement merges; more are merged from several. SQLite allows 500 SELECTs in a compound. */
const TYPES_PER_STATEMENT = 64;
/** Above every id: ids are ASCII. */
const LAST = '\u{10ffff}';

const columns = `e.id, e.type, e.revision, coalesce(e.body,
  (SELECT s.body FROM events s WHERE s.account_id = e.account_id AND s.id = e.same_as)) AS body`;

/** The event log and its order by type. */
export function createEvents(db: DatabaseSync): Events {
  const one = prepare<StoredEvent>(db, `SELECT ${columns} FROM events e WHERE account_id = ? AND id = ?`);
  const add = prepare(
    db,
    'INSERT INTO events (account_id, id, type, revision, same_as, body) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const pages = new Map<string, Statement<StoredEvent>>();

  /** The statement that pages through the merged logs of `types` types, or through the whole log for 0. */
  function page(types: number, descending: boolean): Statement<StoredEvent> {
    const key = `${types} ${descending}`;
    const known = pages.get(key);
    if (known) return known;
    const direction = descending ? 'DESC' : 'ASC';
    const range = 'account_id = ?1 AND id > ?2 AND id < ?3';
    const log = `SELECT ${columns} FROM events e WHERE ${range}`;
    const merged = Array.from({ length: types }, (_, i) => `${log} AND type = ?${i + 5}`).join(' UNION ALL ');
    const statement = prepare<StoredEvent>(db, `${merged || log} ORDER BY id ${direction} LIMIT +?4`);
    pages.set(key, statement);
    return statement;
  }

  return {
    async readEvent(account, id) {
      const row = one.get(account, id);
      return row && { ...row };
    },
    async listEvents(account, { types, above = '', below = LAST, descending, limit }: EventQuery) {
      const read = (some: readonly string[]) =>
        page(some.length, descending)
          .all(account, above, below, limit, ...some)
          .map((row) => ({ ...row }));
      if (!types) return read([]);
      const distinct = [...new Set(types)];
      const found: StoredEvent[] = [];
      for (let i = 0; i < distinct.length; i += TYPES_PER_STATEMENT) {
        found.push(...read(distinct.slice(i, i + TYPES_PER_STATEMENT)));
      }
      if (distinct.length <= TYPES_PER_STATEMENT) return found;
      return found.sort((a, b) => (a.id < b.id === descending ? 1 : -1)).slice(0, limit);
    },
    write({ account, events }) {
      // Most events of a commit differ only in what they tell of: they share one body.
      const holders = new Map<string, string>();
      for (const { id, type, revision, body } of events) {
        const holder = holders.get(body);
        if (holder === undefined) holders.set(body, id);
        add.run(account, id, type, revision, holder ?? null, holder === undefined ? body : null);
      }
    },
  };
}

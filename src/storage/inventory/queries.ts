import {
  type BookSum,
  INVENTORY_PAGE,
  type Inventory,
  type InventoryEvent,
  type InventoryObject,
  type InventoryPosting,
  type InventoryTimer,
} from '../../kernel/inventory.ts';
import { decodeDelta } from '../delta.ts';
import { NEVER_WAKES } from '../never-wakes.ts';

/** Differences of the engines. In every statement `$1` is the world's name, stored in columns called `account`. */
export interface Dialect {
  /** By what rows name the world: an expression of `$1`. */
  readonly world: string;
  /** The name of a world or type that a column holds. */
  name(column: string): string;
  /** Condition for a true boolean column. */
  isTrue(column: string): string;
  /** A query of the texts in the JSON array `$2`. */
  readonly texts: string;
  /** Cursor of a posting `p` as text, the condition for those after `$2`, and their order. */
  readonly place: { readonly of: string; readonly after: string; readonly order: string };
  /** A query of the postings of the world that are in no fold yet: book, currency, amount. */
  readonly unfolded: string;
}

/** Columns of the schema; data that is not migrated yet lacks them. */
export interface Schema {
  readonly hasAccountsAndClocks: boolean;
  readonly hasFailedTimers: boolean;
}

/** Runs a statement, whose tables are marked: see nameTables. */
type Ask = <Row>(sql: string, values: readonly string[]) => Promise<Row[]>;

type ObjectRow = Omit<InventoryObject, 'deleted'> & {
  readonly deleted: number;
  readonly base: number | null;
  readonly baseBody: string | null;
};
type EventRow = Omit<InventoryEvent, `has${string}`> &
  Readonly<Record<'hasRevision' | 'hasObject' | 'hasBody', number>>;

const yes = (condition: string) => `CASE WHEN ${condition} THEN 1 ELSE 0 END`;
const LEVELS = 'SELECT 0 AS level UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5';

/** Builds the statements of an inventory for an engine's `dialect`. */
export function createQueries(ask: Ask, dialect: Dialect, schema: Schema): Omit<Inventory, 'damage' | 'close'> {
  const { world: mine, name, isTrue, texts, place, unfolded } = dialect;
  const page = `LIMIT ${INVENTORY_PAGE}`;
  const added = (column: string) => (schema.hasAccountsAndClocks ? `nullif(${column}, '')` : 'NULL');
  const tables = ['worlds', 'objects', 'events', 'postings', 'timers'];
  const worlds = `SELECT ${name('a.account')} AS world
    FROM (${tables.map((table) => `SELECT account FROM @${table}`).join(' UNION ')}) a`;
  const objects = `SELECT o.id, ${name('o.type')} AS type, ${yes(isTrue('o.deleted'))} AS deleted, o.revision, r.body,
      r.base, b.body AS "baseBody"
    FROM @objects o LEFT JOIN @revisions r ON r.account = o.account AND r.revision = o.revision AND r.id = o.id
    LEFT JOIN @revisions b ON b.account = r.account AND b.revision = r.base
    WHERE o.account = ${mine} AND o.id > $2 ORDER BY o.id ${page}`;
  const events = `SELECT e.id, ${name('e.type')} AS type, e.revision, ${added('e.connected_account')} AS account,
      r.id AS subject, ${yes('r.id IS NOT NULL')} AS "hasRevision",
      ${yes('o.id IS NOT NULL')} AS "hasObject", ${yes('coalesce(e.body, s.body) IS NOT NULL')} AS "hasBody"
    FROM @events e LEFT JOIN @revisions r ON r.account = e.account AND r.revision = e.revision
    LEFT JOIN @objects o ON o.account = r.account AND o.id = r.id
    LEFT JOIN @events s ON s.account = e.account AND s.id = e.same_as
    WHERE e.account = ${mine} AND e.id > $2 ORDER BY e.id ${page}`;
  const failures = schema.hasFailedTimers
    ? `t.failures, t.failure, ${yes(`t.retry_at = ${NEVER_WAKES}`)} AS "isDead"`
    : '0 AS failures, NULL AS failure, 0 AS "isDead"';
  const timers = `SELECT t.id, t.kind, t.subject, ${added('t.connected_account')} AS account, ${added('t.clock')} AS clock,
      ${failures}
    FROM @timers t WHERE t.account = ${mine} AND t.id > $2 ORDER BY t.id ${page}`;
  const postings = `SELECT ${place.of} AS place, p.ledger_transaction AS "transaction", p.book, p.currency, p.amount,
      p.available_on AS "availableOn"
    FROM @postings p WHERE p.account = ${mine} AND ${place.after} ORDER BY ${place.order} ${page}`;
  const books = `SELECT level, book, currency, sum(amount) AS amount FROM (
      SELECT level, book, currency, amount FROM @folds WHERE account = ${mine}
      UNION ALL SELECT l.level, u.book, u.currency, u.amount FROM (${unfolded}) u CROSS JOIN (${LEVELS}) l
    ) parts GROUP BY level, book, currency`;
  const known = `SELECT id FROM @objects WHERE account = ${mine} AND id IN (${texts})
    UNION SELECT id FROM @events WHERE account = ${mine} AND id IN (${texts})`;
  const lost = `SELECT l.list, l.id FROM @listings l LEFT JOIN @objects o ON o.account = l.account AND o.id = l.id
    WHERE l.account = ${mine} AND o.id IS NULL ORDER BY l.list, l.position ${page}`;

  return {
    worlds: async () => (await ask<{ world: string }>(worlds, [])).map(({ world }) => world).sort(),
    objects: async (world, above) => (await ask<ObjectRow>(objects, [world, above])).map(toObject),
    async events(world, above) {
      const rows = await ask<EventRow>(events, [world, above]);
      return rows.map(({ hasRevision, hasObject, hasBody, ...row }) => ({
        ...row,
        hasRevision: hasRevision === 1,
        hasObject: hasObject === 1,
        hasBody: hasBody === 1,
      }));
    },
    async timers(world, above) {
      const rows = await ask<Omit<InventoryTimer, 'isDead'> & { readonly isDead: number }>(timers, [world, above]);
      return rows.map((row) => ({ ...row, isDead: row.isDead === 1 }));
    },
    postings: (world, above) => ask<InventoryPosting>(postings, [world, above]),
    books: (world) => ask<BookSum>(books, [world]),
    async known(world, ids) {
      const rows = await ask<{ id: string }>(known, [world, JSON.stringify(ids)]);
      return new Set(rows.map(({ id }) => id));
    },
    lostListings: (world) => ask<{ list: string; id: string }>(lost, [world]),
  };
}

function toObject({ base, baseBody, body, deleted, ...row }: ObjectRow): InventoryObject {
  const isDelta = body !== null && base !== null;
  const whole = isDelta ? (baseBody === null ? null : decodeDelta(baseBody, body)) : body;
  return { ...row, deleted: deleted === 1, body: whole };
}

import { NEVER_WAKES } from '../never-wakes.ts';
import { inputOf, KINDS, type Kind, valuesOf } from './commit-inputs.ts';
import type { CommitRows } from './commit-rows.ts';
import { type Statement, statement, type Value } from './database.ts';

/** A rejection: the batch at index `b`, or all of them, and the stale object. */
export interface Refusal {
  readonly b: number;
  readonly what: string;
}

/**
 * Instead of a batch: the clock was set, so all are rejected; or `what` is searched now, which none of them indexed.
 */
export const EVERY_BATCH = -1;
export const NOW_SEARCHED = -2;

/** Row kinds that the statement compares, and those that it writes. */
type Source = ReturnType<typeof inputOf>;

const versions = (lock: string) => (from: Source) =>
  `SELECT n.b, n.id FROM ${from.sql} WHERE coalesce(
    (SELECT o.version FROM @objects o WHERE o.account = $1 AND o.id = n.id FOR ${lock}), 0) <> n.version`;

// Selected row by row, so that each is found by its key regardless of the planner's estimates.
const comparisons: { readonly [K in Kind]?: (from: Source) => string } = {
  held: versions('UPDATE'),
  seen: versions('SHARE'),
  leases: (from) =>
    `SELECT n.b, 'the lease of ' || n.id FROM ${from.sql} WHERE coalesce(
      (SELECT t.lease_until FROM @timers t WHERE t.account = $1 AND t.id = n.id FOR UPDATE), -1) <> n.lease_until`,
  records: (from) =>
    `SELECT n.b, 'the idempotency key ' || n.key FROM ${from.sql}
     WHERE (SELECT i.created FROM @idempotency i WHERE i.account = $1 AND i.key = n.key) IS NOT NULL`,
};

const unrefused = 'NOT EXISTS (SELECT 1 FROM refused)';
const add = (table: string, columns: string) => (from: Source) => {
  const values = columns.split(', ').map((column) => `n.${column}`);
  return `INSERT INTO @${table} (account, ${columns}) SELECT $1, ${values.join(', ')} FROM ${from.sql} WHERE ${unrefused}`;
};
const enlist = add('listings', 'list, position, id');

const writes: { readonly [K in Kind]?: (from: Source) => string } = {
  revisions: add('revisions', 'revision, id, base, body'),
  created: add('objects', 'id, type, version, revision, position, deleted'),
  changed: (from) =>
    `UPDATE @objects o SET type = n.type, version = n.version, revision = n.revision, position = n.position,
       deleted = n.deleted FROM ${from.sql}
     WHERE o.account = $1 AND o.id = n.id AND o.id = ANY (${from.array('id')}) AND ${unrefused}`,
  enlisted: enlist,
  relisted: (from) => `${enlist(from)} ON CONFLICT DO NOTHING`,
  delisted: (from) =>
    `DELETE FROM @listings l USING ${from.sql}
     WHERE l.account = $1 AND l.list = n.list AND l.position = n.position AND l.id = n.id AND ${unrefused}`,
  marks: (from) => `${add('search_marks', 'type, position, id')(from)} ON CONFLICT DO NOTHING`,
  events: add('events', 'id, type, revision, connected_account, same_as, body'),
  postings: add('postings', 'ledger_transaction, line, book, currency, amount, available_on'),
  unfolded: (from) =>
    `INSERT INTO @unfolded (account, commit_id, entry, book, currency, amount, available_on)
     SELECT $1, $2, n.entry, n.book, n.currency, n.amount, n.available_on FROM ${from.sql} WHERE ${unrefused}`,
  settled: (from) => `DELETE FROM @timers t WHERE t.account = $1 AND t.id = ANY (${from.array('id')}) AND ${unrefused}`,
  timers: (from) =>
    `INSERT INTO @timers (account, id, queue, kind, subject, connected_account, clock, due_at, payload, attempt,
       lease_until, wake_at)
     SELECT $1, n.id, n.queue, n.kind, n.subject, n.connected_account, n.clock, n.due_at, n.payload, n.attempt, 0,
       CASE n.clock WHEN '' THEN n.due_at - coalesce((SELECT clock_offset FROM world), 0) ELSE ${NEVER_WAKES} END FROM ${from.sql} WHERE ${unrefused}
     ON CONFLICT (account, id) DO UPDATE SET queue = excluded.queue, kind = excluded.kind, subject = excluded.subject,
       connected_account = excluded.connected_account, clock = excluded.clock, due_at = excluded.due_at, payload = excluded.payload, attempt = excluded.attempt, lease_until = 0,
       wake_at = excluded.wake_at, claim = NULL, failures = 0, failure = NULL, retry_at = 0`,
  records: add('idempotency', 'key, fingerprint, request_id, status, revision, body, created'),
};

/** The world, the commit's id, the clock and the searched types precede the rows. */
const FIRST = 5;

/**
 * Commits a whole group of batches in one statement: one transaction, one round trip. It first locks and compares the
 * versions that the batches depend on; if any is stale, it writes nothing and returns the rejections. A taken key (an
 * id, for example) fails the statement: see group-commit.ts. Rows are locked in the given order. A world's row is
 * share-locked: it holds the clock and the searched types, so changes of these wait for commits that used them.
 */
function commitOf(kinds: readonly Kind[]): Statement<Refusal> {
  const compared = [
    `SELECT ${EVERY_BATCH}::bigint AS b, 'the clock' AS what FROM world WHERE clock_offset <> $3::bigint`,
    `SELECT ${NOW_SEARCHED}, searched FROM world WHERE searched <> $4::text`,
  ];
  const written: string[] = [];
  let first = FIRST;
  for (const kind of kinds) {
    const from = inputOf(kind, first);
    first += from.width;
    const comparison = comparisons[kind]?.(from);
    if (comparison) compared.push(comparison);
    const write = writes[kind]?.(from);
    if (write) written.push(`write_${kind} AS (${write})`);
  }
  return statement<Refusal>(`
    WITH world AS (SELECT clock_offset, searched FROM @worlds WHERE account = $1 FOR SHARE),
    refused AS (${compared.join('\nUNION ALL ')}),
    ${['', ...written].join(',\n').slice(2)}${written.length > 0 ? ',' : ''}
    marker AS (INSERT INTO @commits (account, id, landed, refused, made)
      SELECT $1, $2, true, coalesce((SELECT string_agg(b || ' ' || what, chr(10)) FROM refused), ''),
        (extract(epoch FROM now()) * 1000)::bigint)
    SELECT b, what FROM refused`);
}

/**
 * Prepared statements per connection, one for each occurring set of row kinds; beyond this number, one for all kinds.
 */
const MOST_SETS = 100;
const bySet = new Map<string, Statement<Refusal>>();

/** Parameters of a group's commit other than its rows. */
interface CommitOptions {
  readonly world: string;
  /** The commit's own id. */
  readonly id: string;
  readonly clockOffset: number | undefined;
  /** The indexed types as cached here, each between commas. */
  readonly searched: string;
}

/** The statement for a group, made up of the parts that have rows. */
export function commitStatement(options: CommitOptions, rows: CommitRows): [Statement<Refusal>, Value[]] {
  const { world, id, clockOffset, searched } = options;
  let kinds = KINDS.filter((kind) => rows[kind].length > 0);
  if (bySet.size >= MOST_SETS && !bySet.has(kinds.join())) kinds = [...KINDS];
  const set = kinds.join();
  const wanted = bySet.get(set) ?? commitOf(kinds);
  bySet.set(set, wanted);
  return [wanted, [world, id, clockOffset ?? null, searched, ...kinds.flatMap((kind) => valuesOf(kind, rows))]];
}

/** The rejection, from the commit's own row. */
export function parseRefusals(refused: string): Refusal[] {
  if (refused === '') return [];
  return refused.split('\n').map((line) => {
    const space = line.indexOf(' ');
    return { b: Number(line.slice(0, space)), what: line.slice(space + 1) };
  });
}

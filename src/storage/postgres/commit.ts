import { type CommitRows, commitValues, from } from './commit-inputs.ts';
import { type Statement, statement, type Value } from './database.ts';

/** A batch of a group that was refused, and what it rested on. */
export interface Refusal {
  readonly b: number;
  readonly what: string;
}

const applied = 'n.b NOT IN (SELECT b FROM refused)';

/**
 * A whole group of batches in one statement, so in one transaction and one round trip. It first locks and compares all
 * that the batches rest on; a batch that rests on something else than what is there leaves nothing behind. What a group
 * finds taken all the same (an id, an idempotency key) refuses the statement whole: see group-commit.ts.
 *
 * Rows are locked in the order of their ids, and a world's row is shared: it says what the world's clock shows and which
 * types are searched, so whoever changes these waits for the commits that went by them.
 */
const commit: Statement<Refusal> = statement<Refusal>(`
  WITH world AS (SELECT clock_offset, searched FROM worlds WHERE account = $1 FOR SHARE),
  held AS (SELECT o.id, o.version FROM objects o
    WHERE o.account = $1 AND o.id IN (SELECT e.id FROM ${from.expected} WHERE e.written) ORDER BY o.id FOR UPDATE),
  seen AS (SELECT o.id, o.version FROM objects o
    WHERE o.account = $1 AND o.id IN (SELECT e.id FROM ${from.expected} WHERE NOT e.written) ORDER BY o.id FOR SHARE),
  leased AS (SELECT t.id, t.lease_until FROM timers t
    WHERE t.account = $1 AND t.id IN (SELECT l.id FROM ${from.leases}) ORDER BY t.id FOR UPDATE),
  refused AS (
    SELECT e.b, e.id AS what FROM ${from.expected}
      LEFT JOIN (SELECT * FROM held UNION ALL SELECT * FROM seen) o ON o.id = e.id
      WHERE coalesce(o.version, 0) <> e.version
    UNION ALL SELECT l.b, 'the lease of ' || l.id FROM ${from.leases} LEFT JOIN leased t ON t.id = l.id
      WHERE coalesce(t.lease_until, -1) <> l.lease_until
    UNION ALL SELECT n.b, 'the idempotency key ' || n.key FROM ${from.records}
      JOIN idempotency i ON i.account = $1 AND i.key = n.key
    UNION ALL SELECT c.b, 'the clock' FROM ${from.clocks} JOIN world w ON w.clock_offset <> c.clock_offset),
  marker AS (INSERT INTO commits (account, id, landed, refused, made)
    SELECT $1, $2, true, coalesce((SELECT string_agg(b || ' ' || what, chr(10)) FROM refused), ''),
      (extract(epoch FROM now()) * 1000)::bigint),
  add_revisions AS (INSERT INTO revisions (account, revision, id, base, body)
    SELECT $1, n.revision, n.id, n.base, n.body FROM ${from.revisions} WHERE ${applied}),
  create_objects AS (INSERT INTO objects (account, id, type, version, revision, position, deleted)
    SELECT $1, n.id, n.type, n.version, n.revision, n.position, n.deleted FROM ${from.created} WHERE ${applied}),
  change_objects AS (UPDATE objects o SET type = n.type, version = n.version, revision = n.revision,
      position = n.position, deleted = n.deleted
    FROM ${from.changed} WHERE o.account = $1 AND o.id = n.id AND ${applied}),
  delist AS (DELETE FROM listings x USING ${from.delisted}
    WHERE x.account = $1 AND x.list = n.list AND x.position = n.position AND x.id = n.id AND ${applied}),
  enlist AS (INSERT INTO listings (account, list, position, id)
    SELECT $1, n.list, n.position, n.id FROM ${from.enlisted} WHERE ${applied} ON CONFLICT DO NOTHING),
  mark AS (INSERT INTO search_marks (account, type, position, id)
    SELECT $1, n.type, n.position, n.id FROM world w CROSS JOIN (
      SELECT n.b, n.type, n.position, n.id FROM ${from.created}
      UNION ALL SELECT n.b, n.type, n.position, n.id FROM ${from.changed}) n
    WHERE w.searched <> ',' AND position(',' || n.type || ',' IN w.searched) > 0 AND ${applied}
    ON CONFLICT DO NOTHING),
  add_events AS (INSERT INTO events (account, id, type, revision, same_as, body)
    SELECT $1, n.id, n.type, n.revision, n.same_as, n.body FROM ${from.events} WHERE ${applied}),
  add_postings AS (INSERT INTO postings (account, ledger_transaction, line, book, currency, amount, available_on)
    SELECT $1, n.ledger_transaction, n.line, n.book, n.currency, n.amount, n.available_on
    FROM ${from.postings} WHERE ${applied}),
  add_unfolded AS (INSERT INTO unfolded (account, commit_id, entry, book, currency, amount, available_on)
    SELECT $1, $2, row_number() OVER (), n.book, n.currency, sum(n.amount)::bigint, n.available_on
    FROM ${from.postings} WHERE ${applied} GROUP BY n.book, n.currency, n.available_on),
  settle AS (DELETE FROM timers t USING ${from.settled} WHERE t.account = $1 AND t.id = n.id AND ${applied}),
  add_timers AS (INSERT INTO timers
      (account, id, queue, kind, subject, due_at, payload, attempt, lease_until, wake_at)
    SELECT $1, n.id, n.queue, n.kind, n.subject, n.due_at, n.payload, n.attempt, 0,
      n.due_at - coalesce((SELECT clock_offset FROM world), 0)
    FROM ${from.timers} WHERE ${applied}
    ON CONFLICT (account, id) DO UPDATE SET queue = excluded.queue, kind = excluded.kind, subject = excluded.subject,
      due_at = excluded.due_at, payload = excluded.payload, attempt = excluded.attempt, lease_until = 0,
      wake_at = excluded.wake_at, claim = NULL),
  add_records AS (INSERT INTO idempotency
      (account, key, fingerprint, request_id, status, revision, body, created)
    SELECT $1, n.key, n.fingerprint, n.request_id, n.status, n.revision, n.body, n.created
    FROM ${from.records} WHERE ${applied})
  SELECT b, what FROM refused`);

/** The statement for a group, under an id of its own. */
export function commitStatement(account: string, id: string, rows: CommitRows): [Statement<Refusal>, Value[]] {
  return [commit, [account, id, ...commitValues(rows)]];
}

/** What the commit's own row says of the batches that were refused. */
export function parseRefusals(refused: string): Refusal[] {
  if (refused === '') return [];
  return refused.split('\n').map((line) => {
    const space = line.indexOf(' ');
    return { b: Number(line.slice(0, space)), what: line.slice(space + 1) };
  });
}

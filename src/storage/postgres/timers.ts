import { randomBytes } from 'node:crypto';
import type { ClaimedTimer, FailedTimer, Storage, Timer } from '../../kernel/storage.ts';
import { selectBatch } from '../claim-batch.ts';
import { NEVER_WAKES } from '../never-wakes.ts';
import { textArray } from './binary-arrays.ts';
import { type Database, statement } from './database.ts';
import { gather } from './gather.ts';

type Claims = 'claimTimers' | 'claimNextTimers' | 'countDue' | 'nextWake' | 'countTimers' | 'listTimers' | 'listDue';
type Failures = 'failTimer' | 'listFailedTimers' | 'countFailedTimers' | 'retryTimers';

/** UPDATE … RETURNING does not preserve order. */
const byDue = (a: Timer, b: Timer) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1);

const columns = `t.id, t.queue, t.kind, t.subject, nullif(t.connected_account, '') AS account, nullif(t.clock, '') AS clock,
  t.due_at AS "dueAt", t.payload, t.attempt`;
const claimed = `t.account AS world, ${columns}, t.lease_until AS "leaseUntil", t.failures`;

// One seek for each queue, however many timers it has; behind the queue served last comes the first again.
const dueTimers = statement<{ world: string; id: string; queue: string }>(`
  WITH RECURSIVE queues AS (
    (SELECT queue, wake_at FROM @timers WHERE (SELECT min(wake_at) FROM @timers) <= $1 ORDER BY queue, wake_at LIMIT 1)
    UNION ALL
    SELECT n.queue, n.wake_at FROM queues q CROSS JOIN LATERAL
      (SELECT t.queue, t.wake_at FROM @timers t WHERE t.queue > q.queue ORDER BY t.queue, t.wake_at LIMIT 1) n)
  SELECT t.account AS world, t.id, q.queue FROM queues q CROSS JOIN LATERAL
    (SELECT t.account, t.id FROM @timers t WHERE t.queue = q.queue AND t.wake_at <= $1 ORDER BY t.wake_at LIMIT $2) t
  WHERE q.wake_at <= $1 AND q.queue <> ALL ($3::text[])
  ORDER BY (q.queue <= $4), q.queue LIMIT $5`);

// Timers that another node claimed since the lookup fail the recheck. Timers claimed by this very call pass: it is
// repeated after a lost response.
const claim = statement<ClaimedTimer>(`
  UPDATE @timers t SET lease_until = $4, wake_at = CASE WHEN t.wake_at > $4 THEN t.wake_at ELSE $4 END, claim = $5
  FROM unnest($1::text[], $2::text[]) AS n (account, id)
  WHERE t.account = n.account AND t.id = n.id AND (t.wake_at <= $3 OR t.claim = $5) RETURNING ${claimed}`);

const nextDue = statement<{ id: string; kind: string; subject: string; dueAt: number }>(`
  SELECT id, kind, subject, due_at AS "dueAt" FROM @timers
  WHERE account = $1 AND clock = $7 AND due_at > $2 AND due_at <= $3 AND lease_until <= $4 AND retry_at <= $4
    AND queue <> ALL ($5::text[])
  ORDER BY due_at, id LIMIT $6`);

const claimThese = statement<ClaimedTimer>(`
  UPDATE @timers t SET lease_until = $4, wake_at = CASE WHEN t.wake_at > $4 THEN t.wake_at ELSE $4 END, claim = $5
  WHERE t.account = $1 AND t.id = ANY ($2::text[]) AND (t.lease_until <= $3 AND t.retry_at <= $3 OR t.claim = $5) RETURNING ${claimed}`);

const firstWake = statement<{ wakeAt: number | null }>(
  `SELECT min(wake_at) AS "wakeAt" FROM @timers WHERE wake_at < ${NEVER_WAKES}`,
);
const count = statement<{ subject: string; open: number }>(
  `SELECT subject, count(*) AS open FROM @timers
   WHERE account = $1 AND subject = ANY($2::text[]) AND kind = ANY($3::text[]) GROUP BY subject`,
);
const countDue = statement<{ due: number }>(
  `SELECT count(*) AS due FROM @timers
   WHERE account = $1 AND clock = $5 AND due_at > $2 AND due_at <= $3
     AND (clock <> '' OR failures = 0 OR lease_until > 0) AND queue <> ALL ($4::text[])`,
);
const ofSubject = statement<Timer>(
  `SELECT ${columns} FROM @timers t WHERE t.account = $1 AND t.subject = $2 ORDER BY t.due_at, t.id`,
);
const ofClock = statement<Timer>(
  `SELECT ${columns} FROM @timers t WHERE t.account = $1 AND t.clock = $2 ORDER BY t.due_at, t.id LIMIT $3`,
);

const fail = statement(
  `UPDATE @timers SET failures = failures + 1, failure = $4, retry_at = $5, lease_until = 0, claim = NULL,
     wake_at = CASE clock WHEN '' THEN $5 ELSE ${NEVER_WAKES} END
   WHERE account = $1 AND id = $2 AND lease_until = $3`,
);
const failed = statement<FailedTimer>(
  `SELECT account AS world, id, kind, subject, nullif(clock, '') AS clock, failures, failure,
     nullif(retry_at, ${NEVER_WAKES}) AS "retryAt" FROM @timers
   WHERE failures > 0 AND ($1::text IS NULL OR account = $1) AND ($2::text IS NULL OR clock = $2)
   ORDER BY retry_at = ${NEVER_WAKES} DESC, account, id LIMIT $3`,
);
const countFailed = statement<{ dead: number; all: number }>(
  `SELECT count(*) FILTER (WHERE retry_at = ${NEVER_WAKES}) AS dead, count(*) AS "all" FROM @timers WHERE failures > 0`,
);
const toRetry = statement<{ world: string; id: string }>(
  `SELECT account AS world, id FROM @timers
   WHERE failures > 0 AND CASE WHEN $1::text[] IS NULL THEN retry_at = ${NEVER_WAKES} ELSE id = ANY ($1::text[]) END`,
);
// Named as a claim is, so that it counts the same timers when it is repeated after a lost response.
const retry = statement<{ id: string }>(
  `UPDATE @timers t SET failures = 0, failure = NULL, retry_at = 0, claim = $3, wake_at = CASE t.clock WHEN ''
     THEN greatest(t.lease_until, t.due_at - coalesce((SELECT w.clock_offset FROM @worlds w WHERE w.account = t.account), 0))
     ELSE ${NEVER_WAKES} END
   FROM unnest($1::text[], $2::text[]) AS n (account, id)
   WHERE t.account = n.account AND t.id = n.id AND (t.failures > 0 OR t.claim = $3) RETURNING t.id`,
);

/** Timers. A timer sleeps until `wake_at`: its due time on the wall clock, or the end of its lease. */
export function createTimers(database: Database): Pick<Storage, Claims | Failures> {
  /** The queue served last: the next claim starts behind it, so that a small `limit` goes round all queues. */
  let servedLast = '';
  /** Statements that count timers, by their kinds. */
  const openByKinds = new Map<string, ReturnType<typeof gather<number>>>();

  function openOf(kinds: readonly string[]): ReturnType<typeof gather<number>> {
    const known = openByKinds.get(kinds.join(' '));
    if (known) return known;
    const open = gather(async (world, subjects) => {
      const rows = await database.run(count, [world, textArray(subjects), textArray(kinds)]);
      return new Map(rows.map((row) => [row.subject, row.open]));
    });
    openByKinds.set(kinds.join(' '), open);
    return open;
  }

  return {
    async claimTimers({ now, leaseUntil, limit, perQueue, busy }) {
      const due = await database.run(dueTimers, [now, perQueue, textArray(busy), servedLast, limit]);
      const last = due.at(-1);
      if (!last) return [];
      servedLast = last.queue;
      const [worlds, ids] = [due.map(({ world }) => world), due.map(({ id }) => id)];
      const values = [textArray(worlds), textArray(ids), now, leaseUntil, claimName()];
      return (await database.run(claim, values)).sort(byDue);
    },
    async claimNextTimers(world, { clock, after, until, excludeQueues, batch }, { now, leaseUntil }) {
      const values = [world, after, until, now, textArray(excludeQueues), batch.limit, clock ?? ''];
      const due = selectBatch(await database.run(nextDue, values), batch);
      if (due.length === 0) return [];
      const ids = textArray(due.map(({ id }) => id));
      return (await database.run(claimThese, [world, ids, now, leaseUntil, claimName()])).sort(byDue);
    },
    async countDue(world, { clock, after, until, excludeQueues }) {
      const [row] = await database.run(countDue, [world, after, until, textArray(excludeQueues), clock ?? '']);
      return row?.due ?? 0;
    },
    async nextWake() {
      const [row] = await database.run(firstWake, []);
      return row?.wakeAt ?? undefined;
    },
    async countTimers(world, kinds, subjects) {
      const open = openOf(kinds);
      const counts = await Promise.all(subjects.map(async (subject) => [subject, await open(world, subject)] as const));
      return new Map(counts.flatMap(([subject, number]) => (number === undefined ? [] : [[subject, number]])));
    },
    async failTimer({ world, id, leaseUntil }, { failure, retryAt }) {
      await database.run(fail, [world, id, leaseUntil, failure, retryAt ?? NEVER_WAKES]);
    },
    listFailedTimers: ({ world, clock, limit }) => database.run(failed, [world ?? null, clock ?? null, limit]),
    async countFailedTimers() {
      const [{ dead, all } = { dead: 0, all: 0 }] = await database.run(countFailed, []);
      return { retrying: all - dead, dead };
    },
    async retryTimers(ids) {
      const failed = await database.run(toRetry, [ids ? textArray(ids) : null]);
      if (failed.length === 0) return 0;
      const [worlds, timers] = [failed.map(({ world }) => world), failed.map(({ id }) => id)];
      return (await database.run(retry, [textArray(worlds), textArray(timers), claimName()])).length;
    },
    listTimers: (world, subject) => database.run(ofSubject, [world, subject]),
    listDue: (world, clock, limit) => database.run(ofClock, [world, clock ?? '', limit]),
  };
}

function claimName(): string {
  return randomBytes(9).toString('base64url');
}

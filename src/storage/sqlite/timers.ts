import type { DatabaseSync } from 'node:sqlite';
import type { Batch, ClaimedTimer, FailedTimer, Storage, Timer } from '../../kernel/storage.ts';
import { selectBatch } from '../claim-batch.ts';
import { NEVER_WAKES } from '../never-wakes.ts';
import type { GroupCommit } from './group-commit.ts';
import type { Names } from './names.ts';
import { prepare } from './statement.ts';

type Claims = 'claimTimers' | 'claimNextTimers' | 'countDue' | 'nextWake' | 'countTimers' | 'listTimers' | 'listDue';
type Failures = 'failTimer' | 'listFailedTimers' | 'countFailedTimers' | 'retryTimers';

export interface Timers extends Pick<Storage, Claims | Failures> {
  /** True if the timer is held under exactly this lease, within the current transaction. */
  holds(world: string, id: string, leaseUntil: number): boolean;
  write(batch: Batch): void;
  /** Releases all leases: their holders are dead. */
  release(): void;
  /** Makes the world's timers that are due after `past` wake by a clock that is `offset` ms ahead of the wall. */
  shift(world: string, offset: number, past?: number): void;
}

/** UPDATE … RETURNING does not preserve order. */
const byDue = (a: Timer, b: Timer) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1);

type ClaimedRow = Omit<ClaimedTimer, 'world'> & { readonly world: number };

const columns = `id, queue, kind, subject, nullif(connected_account, '') AS account, nullif(clock, '') AS clock,
  due_at AS dueAt, payload, attempt`;
const claimed = `account AS world, ${columns}, lease_until AS leaseUntil, failures`;
/** Due on the wall clock, or never for a timer on a test clock. */
const wakesWhenDue = `iif(clock = '',
  due_at - coalesce((SELECT clock_offset FROM worlds WHERE worlds.account = timers.account), 0), ${NEVER_WAKES})`;

/** Timers. A timer sleeps until `wake_at`: its due time on the wall clock, or the end of its lease. */
export function createTimers(db: DatabaseSync, group: GroupCommit, names: Names): Timers {
  const add = prepare(
    db,
    `INSERT INTO timers (account, id, queue, kind, subject, due_at, payload, attempt, lease_until, wake_at,
       connected_account, clock)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0,
       iif(?10 = '', ?6 - coalesce((SELECT clock_offset FROM worlds WHERE account = ?1), 0), ${NEVER_WAKES}), ?9, ?10)`,
  );
  const remove = prepare(db, 'DELETE FROM timers WHERE account = ? AND id = ?');
  const lease = prepare<{ leaseUntil: number }>(
    db,
    'SELECT lease_until AS leaseUntil FROM timers WHERE account = ? AND id = ?',
  );
  const shift = prepare(
    db,
    `UPDATE timers SET wake_at = max(lease_until, retry_at, due_at - ?2) WHERE account = ?1 AND clock = '' AND due_at > ?3`,
  );
  const release = prepare(
    db,
    `UPDATE timers SET lease_until = 0, wake_at = max(retry_at, ${wakesWhenDue}) WHERE lease_until > 0`,
  );
  const nextWake = prepare<{ wakeAt: number | null }>(
    db,
    `SELECT min(wake_at) AS wakeAt FROM timers WHERE wake_at < ${NEVER_WAKES}`,
  );
  const nextQueue = prepare<{ queue: string; wakeAt: number }>(
    db,
    'SELECT queue, wake_at AS wakeAt FROM timers WHERE queue > ? ORDER BY queue, wake_at LIMIT 1',
  );
  const claimQueue = prepare<ClaimedRow>(
    db,
    `UPDATE timers SET lease_until = ?3, wake_at = max(wake_at, ?3)
     WHERE (account, id) IN
       (SELECT account, id FROM timers WHERE queue = ?1 AND wake_at <= ?2 ORDER BY wake_at LIMIT +?4)
     AND wake_at <= ?2 RETURNING ${claimed}`,
  );
  const nextDue = prepare<{ id: string; kind: string; subject: string; dueAt: number }>(
    db,
    `SELECT id, kind, subject, due_at AS dueAt FROM timers
     WHERE account = ?1 AND clock = ?7 AND due_at > ?2 AND due_at <= ?3 AND lease_until <= ?4 AND retry_at <= ?4
     AND queue NOT IN (SELECT value FROM json_each(?5)) ORDER BY due_at, id LIMIT +?6`,
  );
  const claimOne = prepare<ClaimedRow>(
    db,
    `UPDATE timers SET lease_until = ?3, wake_at = max(wake_at, ?3) WHERE account = ?1 AND id = ?2 RETURNING ${claimed}`,
  );
  const count = prepare<{ open: number }>(
    db,
    'SELECT count(*) AS open FROM timers WHERE account = ? AND subject = ? AND kind = ?',
  );
  const countDue = prepare<{ due: number }>(
    db,
    `SELECT count(*) AS due FROM timers WHERE account = ? AND clock = ? AND due_at > ? AND due_at <= ?
     AND (clock <> '' OR failures = 0 OR lease_until > 0) AND queue NOT IN (SELECT value FROM json_each(?))`,
  );
  const ofSubject = prepare<Timer>(
    db,
    // Left to itself SQLite would walk all timers of the world in the order they are due.
    `SELECT ${columns} FROM timers INDEXED BY timers_by_subject WHERE account = ? AND subject = ? ORDER BY due_at, id`,
  );
  const ofClock = prepare<Timer>(
    db,
    `SELECT ${columns} FROM timers WHERE account = ? AND clock = ? ORDER BY due_at, id LIMIT +?`,
  );

  const fail = prepare(
    db,
    `UPDATE timers SET failures = failures + 1, failure = ?4, retry_at = ?5, lease_until = 0,
       wake_at = iif(clock = '', ?5, ${NEVER_WAKES}) WHERE account = ?1 AND id = ?2 AND lease_until = ?3`,
  );
  const failed = prepare<Omit<FailedTimer, 'world'> & { readonly world: number }>(
    db,
    `SELECT account AS world, id, kind, subject, nullif(clock, '') AS clock, failures, failure,
       nullif(retry_at, ${NEVER_WAKES}) AS retryAt FROM timers
     WHERE failures > 0 AND (?1 IS NULL OR account = ?1) AND (?2 IS NULL OR clock = ?2)
     ORDER BY retry_at = ${NEVER_WAKES} DESC, account, id LIMIT +?3`,
  );
  const countFailed = prepare<{ dead: number | null; all: number }>(
    db,
    `SELECT sum(retry_at = ${NEVER_WAKES}) AS dead, count(*) AS "all" FROM timers WHERE failures > 0`,
  );
  const retry = prepare<{ id: string }>(
    db,
    `UPDATE timers SET failures = 0, failure = NULL, retry_at = 0, wake_at = max(lease_until, ${wakesWhenDue})
     WHERE failures > 0 AND iif(?1 IS NULL, retry_at = ${NEVER_WAKES}, id IN (SELECT value FROM json_each(?1)))
     RETURNING id`,
  );

  /** The queue served last: the next claim starts behind it, so that a small `limit` goes round all queues. */
  let servedLast = '';

  /** One seek for each queue, however many timers it has. */
  function dueQueues(now: number, busy: ReadonlySet<string>): string[] {
    const due: string[] = [];
    for (let at = nextQueue.get(''); at; at = nextQueue.get(at.queue)) {
      if (at.wakeAt <= now && !busy.has(at.queue)) due.push(at.queue);
    }
    const start = due.findIndex((queue) => queue > servedLast);
    return start < 1 ? due : [...due.slice(start), ...due.slice(0, start)];
  }

  const toClaimed = (row: ClaimedRow): ClaimedTimer => ({ ...row, world: names.name(row.world) });
  const wakeAt = () => nextWake.get()?.wakeAt ?? undefined;

  return {
    async claimTimers({ now, leaseUntil, limit, perQueue, busy }) {
      const first = wakeAt();
      const left = new Set(busy);
      if (first === undefined || first > now) return [];
      // A write is a sync of the disk, so there is none while all that is due has to wait.
      if (left.size > 0 && dueQueues(now, left).length === 0) return [];
      return group.write(() => {
        const timers: ClaimedTimer[] = [];
        for (const queue of dueQueues(now, left)) {
          const room = Math.min(perQueue, limit - timers.length);
          if (room <= 0) break;
          timers.push(...claimQueue.all(queue, now, leaseUntil, room).map(toClaimed).sort(byDue));
          servedLast = queue;
        }
        return timers;
      });
    },
    claimNextTimers: (world, { clock, after, until, excludeQueues, batch }, { now, leaseUntil }) =>
      group.write(() => {
        const number = names.find(world);
        const due = nextDue.all(number, after, until, now, JSON.stringify(excludeQueues), batch.limit, clock ?? '');
        return selectBatch(due, batch).flatMap(({ id }) => claimOne.all(number, id, leaseUntil).map(toClaimed));
      }),
    async countDue(world, { clock, after, until, excludeQueues }) {
      return countDue.get(names.find(world), clock ?? '', after, until, JSON.stringify(excludeQueues))?.due ?? 0;
    },
    async nextWake() {
      return wakeAt();
    },
    async countTimers(world, kinds, subjects) {
      const number = names.find(world);
      const counts = new Map<string, number>();
      for (const subject of subjects) {
        const open = kinds.reduce((sum, kind) => sum + (count.get(number, subject, kind)?.open ?? 0), 0);
        if (open > 0) counts.set(subject, open);
      }
      return counts;
    },
    async listTimers(world, subject) {
      return ofSubject.all(names.find(world), subject).map((row) => ({ ...row }));
    },
    async listDue(world, clock, limit) {
      return ofClock.all(names.find(world), clock ?? '', limit).map((row) => ({ ...row }));
    },
    failTimer: ({ world, id, leaseUntil }, { failure, retryAt }) =>
      group.write(() => void fail.run(names.find(world), id, leaseUntil, failure, retryAt ?? NEVER_WAKES)),
    async listFailedTimers({ world, clock, limit }) {
      const rows = failed.all(world === undefined ? null : names.find(world), clock ?? null, limit);
      return rows.map((row) => ({ ...row, world: names.name(row.world) }));
    },
    async countFailedTimers() {
      const { dead, all } = countFailed.get() ?? { dead: 0, all: 0 };
      return { retrying: all - (dead ?? 0), dead: dead ?? 0 };
    },
    retryTimers: (ids) => group.write(() => retry.all(ids ? JSON.stringify(ids) : null).length),
    holds: (world, id, leaseUntil) => lease.get(names.find(world), id)?.leaseUntil === leaseUntil,
    write({ world: name, timers }) {
      const world = names.number(name);
      for (const { id } of timers.remove) remove.run(world, id);
      for (const t of timers.add) {
        add.run(world, t.id, t.queue, t.kind, t.subject, t.dueAt, t.payload, t.attempt, t.account ?? '', t.clock ?? '');
      }
    },
    release: () => void release.run(),
    shift: (world, offset, past = -1) => void shift.run(names.find(world), offset, past),
  };
}

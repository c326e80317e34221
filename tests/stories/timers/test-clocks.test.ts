import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Context } from '../../../src/kernel/context.ts';
import { createEngine, type Engine } from '../../../src/kernel/engine.ts';
import { createIds } from '../../../src/kernel/ids.ts';
import type { Storage } from '../../../src/kernel/storage.ts';
import { type TestClock, testClockType } from '../../../src/kernel/test-clock.ts';
import type { TimerHandler } from '../../../src/kernel/timer-handler.ts';
import { createWorlds } from '../../../src/kernel/worlds.ts';
import { openSqlite } from '../../../src/storage/sqlite/open.ts';
import { decides, startTimerWorker } from '../../../src/timers/worker.ts';
import { differencesIn } from '../../support/examined.ts';
import { createManualClock, type ManualClock, run, START_MS, settings, thingType } from '../events/kit.ts';

const WORLD = 'acct_platform';
/** The test clocks begin a year before the world's time. */
const FROZEN = START_MS / 1000 - 365 * 86_400;
const HOUR = 3_600;

let wall: ManualClock;
let storage: Storage;
let engine: Engine;
let worker: ReturnType<typeof startTimerWorker>;
let handlers: Map<string, TimerHandler>;
/** The fired timers, with the time that their decision read, relative to the start of its clock. */
let fired: string[];

beforeEach(async () => {
  wall = createManualClock();
  storage = openSqlite({ path: ':memory:' });
  const worlds = createWorlds(storage, wall, () => settings);
  engine = createEngine({ storage, clock: wall, ids: createIds(), worlds, baseUrl: () => 'http://127.0.0.1:1' });
  fired = [];
  handlers = new Map([
    [
      'thing.expire',
      decides(async ({ work }, { payload, clock }) => {
        const start = clock === null ? START_MS / 1000 : FROZEN;
        fired.push(`${JSON.parse(payload)} at ${(work.now - start) / HOUR}`);
      }),
    ],
  ]);
  worker = startTimerWorker(engine, handlers, () => {});
  await worlds.open(WORLD);
});
afterEach(async () => {
  await worker.close();
  await storage.close();
});

const decide = <T>(decision: (context: Context) => Promise<T>) => run(engine, WORLD, decision);
const clockAt = (id: string): TestClock => ({ id, object: 'test_helpers.test_clock', frozen_time: FROZEN });
const addClock = (id: string) => decide(async ({ work }) => void work.insert(testClockType, clockAt(id)));
const hoursOf = (id: string) =>
  decide(async ({ work }) => ((await work.require(testClockType, id)).frozen_time - FROZEN) / HOUR);

/** Schedules something on a clock, so many hours after the time that it shows. */
const plan = (clock: string | null, name: string, hours: number) =>
  decide(async ({ work }) => {
    await work.onClock(clock);
    work.schedule({ kind: 'thing.expire', subject: 'cus_1', dueAt: work.nowMs + hours * HOUR * 1000, payload: name });
  });

test('a decision on a test clock uses its time: for reads, timers and events', async () => {
  await addClock('clock_1');
  await decide(async ({ work }) => {
    await work.onClock('clock_1');
    expect(work.now).toBe(FROZEN);
    expect(work.nowMs).toBe(FROZEN * 1000);
    expect(work.worldNow).toBe(START_MS / 1000);
    work.insert(thingType, { id: 'cus_1', object: 'customer', name: 'Jenny', internal: { secret: '' } });
    work.emit('customer.created', await work.require(thingType, 'cus_1'));
    work.schedule({ kind: 'thing.expire', subject: 'cus_1', dueAt: work.nowMs });
    work.schedule({ kind: 'thing.tell', subject: 'cus_1', dueAt: work.worldNowMs + 1_000, onWorldClock: true });
  });
  const [event] = await storage.listEvents(WORLD, { descending: true, limit: 1 });
  expect(JSON.parse(event?.body ?? '')).toMatchObject({ created: FROZEN });
  const timers = await storage.listTimers(WORLD, 'cus_1');
  expect(timers.map(({ kind, clock }) => [kind, clock])).toEqual([
    ['thing.expire', 'clock_1'],
    ['thing.tell', null],
  ]);
  expect(await differencesIn(storage)).toEqual([]);
});

test('objects keep the order of their creation on any clock', async () => {
  await addClock('clock_1');
  for (const [id, clock] of [
    ['cus_1', null],
    ['cus_2', 'clock_1'],
    ['cus_3', null],
  ] as const) {
    await decide(async ({ work }) => {
      await work.onClock(clock);
      work.insert(thingType, { id, object: 'customer', name: id, internal: { secret: '' } });
    });
  }
  const listed = await decide(({ work }) => work.list(thingType, { limit: 10 }));
  expect(listed.map(({ id }) => id)).toEqual(['cus_3', 'cus_2', 'cus_1']);
});

test('advancing a test clock fires its timers in order, each at its own time, and no others', async () => {
  await addClock('clock_1');
  await addClock('clock_2');
  await plan('clock_1', 'second', 2);
  await plan('clock_1', 'first', 1);
  await plan('clock_1', 'beyond', 25);
  await plan('clock_2', 'of another clock', 1);
  await plan(null, 'of the world', 1);
  const reached = await worker.advanceTestClock(WORLD, { clock: 'clock_1', to: FROZEN + 24 * HOUR });
  expect(reached).toBe((FROZEN + 24 * HOUR) * 1000);
  expect(fired).toEqual(['first at 1', 'second at 2']);
  expect(await hoursOf('clock_1')).toBe(24);
  expect(await hoursOf('clock_2')).toBe(0);
  expect(wall.now()).toBe(START_MS);
});

test('timers scheduled by a timer on its clock fire in the same advance, in order', async () => {
  handlers.set(
    'thing.renew',
    decides(async ({ work }) => {
      fired.push(`renewed at ${(work.now - FROZEN) / HOUR}`);
      work.schedule({ kind: 'thing.renew', subject: 'cus_1', dueAt: work.nowMs + 10 * HOUR * 1000 });
    }),
  );
  await addClock('clock_1');
  await decide(async ({ work }) => {
    await work.onClock('clock_1');
    work.schedule({ kind: 'thing.renew', subject: 'cus_1', dueAt: work.nowMs + 10 * HOUR * 1000 });
  });
  await plan('clock_1', 'between', 15);
  await worker.advanceTestClock(WORLD, { clock: 'clock_1', to: FROZEN + 30 * HOUR });
  expect(fired).toEqual(['renewed at 10', 'between at 15', 'renewed at 20', 'renewed at 30']);
});

test('the world’s clock fires no timer of a test clock, whether it is advanced or time passes', async () => {
  await addClock('clock_1');
  await plan('clock_1', 'of the clock', 1);
  await plan(null, 'of the world', 1);
  await plan(null, 'of the world, later', 48);
  await worker.advance(WORLD, 24 * HOUR * 1000);
  expect(fired).toEqual(['of the world at 1']);
  wall.move(24 * HOUR * 1000);
  worker.wake();
  await worker.settled();
  expect(fired).toEqual(['of the world at 1', 'of the world, later at 48']);
  expect(await hoursOf('clock_1')).toBe(0);
});

test('a clock is not advanced past a failed timer; the next advance retries it', async () => {
  let broken = true;
  handlers.set(
    'thing.fail',
    decides(async ({ work }) => {
      if (broken) throw new Error('not yet');
      fired.push(`mended at ${(work.now - FROZEN) / HOUR}`);
    }),
  );
  await addClock('clock_1');
  await decide(async ({ work }) => {
    await work.onClock('clock_1');
    work.schedule({ kind: 'thing.fail', subject: 'cus_1', dueAt: work.nowMs + HOUR * 1000 });
  });
  await plan('clock_1', 'after it', 2);
  const target = { clock: 'clock_1', to: FROZEN + 24 * HOUR };
  await expect(worker.advanceTestClock(WORLD, target)).rejects.toThrow('did not complete');
  expect(fired).toEqual([]);
  expect(await hoursOf('clock_1')).toBe(1);
  broken = false;
  // Leases are of the wall clock.
  wall.move(60_000);
  await worker.advanceTestClock(WORLD, target);
  expect(fired).toEqual(['mended at 1', 'after it at 2']);
});

test('a clock stops where a crashed process holds a timer, and goes on when the lease has expired', async () => {
  await addClock('clock_1');
  await plan('clock_1', 'held', 1);
  await plan('clock_1', 'after it', 2);
  const until = (FROZEN + HOUR) * 1000;
  const now = wall.now();
  const due = {
    clock: 'clock_1',
    after: 0,
    until,
    excludeQueues: [],
    batch: { kinds: [], limit: 1, withinMs: 0, alike: [] },
  };
  expect(await storage.claimNextTimers(WORLD, due, { now, leaseUntil: now + 40_000 })).toHaveLength(1);
  const target = { clock: 'clock_1', to: FROZEN + 24 * HOUR };
  await worker.advanceTestClock(WORLD, target);
  expect(fired).toEqual([]);
  expect(await hoursOf('clock_1')).toBe(0);
  // Timers that were claimed behind it are leased by this process until then.
  wall.move(60_000);
  await worker.advanceTestClock(WORLD, target);
  expect(fired).toEqual(['held at 1', 'after it at 2']);
  expect(await hoursOf('clock_1')).toBe(24);
});

test('a decision uses one clock only', async () => {
  await addClock('clock_1');
  await addClock('clock_2');
  const using = (...clocks: (string | null)[]) =>
    decide(async ({ work }) => {
      for (const clock of clocks) await work.onClock(clock);
      return work.now;
    });
  expect(await using('clock_1', 'clock_1')).toBe(FROZEN);
  expect(await using(null, null)).toBe(START_MS / 1000);
  for (const clocks of [
    ['clock_1', 'clock_2'],
    ['clock_1', null],
    [null, 'clock_1'],
  ]) {
    await expect(using(...clocks)).rejects.toMatchObject({ status: 400, detail: { type: 'invalid_request_error' } });
  }
  await expect(using('clock_9')).rejects.toMatchObject({ detail: { code: 'resource_missing', param: 'test_clock' } });
  const late = decide(async ({ work }) => {
    work.schedule({ kind: 'thing.expire', subject: 'cus_1', dueAt: work.nowMs });
    await work.onClock('clock_1');
  });
  await expect(late).rejects.toThrow('The time was read before');
});

test('a decision whose clock was advanced meanwhile runs again at the new time', async () => {
  await addClock('clock_1');
  const times: number[] = [];
  await decide(async ({ work }) => {
    await work.onClock('clock_1');
    times.push((work.now - FROZEN) / HOUR);
    work.insert(thingType, { id: 'cus_1', object: 'customer', name: 'Jenny', internal: { secret: '' } });
    if (times.length === 1) await worker.advanceTestClock(WORLD, { clock: 'clock_1', to: FROZEN + HOUR });
  });
  expect(times).toEqual([0, 1]);
});

test('a separate commit is on the same clock', async () => {
  await addClock('clock_1');
  const now = await decide(async (context) => {
    await context.work.onClock('clock_1');
    return context.commitSeparately(async ({ work }) => work.now);
  });
  expect(now).toBe(FROZEN);
});

test('a clock is advanced to a time in any account of the world, within the limit', async () => {
  await decide(async (context) => void (await context.at('acct_1')).work.insert(testClockType, clockAt('clock_1')));
  await decide(async (context) => {
    const { work } = await context.at('acct_1');
    await work.onClock('clock_1');
    work.schedule({ kind: 'thing.expire', subject: 'cus_1', dueAt: work.nowMs + HOUR * 1000, payload: 'theirs' });
  });
  await worker.advanceTestClock(WORLD, { clock: 'clock_1', account: 'acct_1', to: FROZEN + HOUR });
  expect(fired).toEqual(['theirs at 1']);
  const tooFar = worker.advanceTestClock(WORLD, { clock: 'clock_1', account: 'acct_1', to: 9e9 });
  await expect(tooFar).rejects.toMatchObject({ status: 400, detail: { param: 'frozen_time' } });
});

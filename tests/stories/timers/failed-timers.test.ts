import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Context } from '../../../src/kernel/context.ts';
import { createEngine, type Engine } from '../../../src/kernel/engine.ts';
import { lockTimeout } from '../../../src/kernel/errors.ts';
import { createIds } from '../../../src/kernel/ids.ts';
import { type Storage, UnavailableError } from '../../../src/kernel/storage.ts';
import { type TestClock, testClockType } from '../../../src/kernel/test-clock.ts';
import type { TimerHandler } from '../../../src/kernel/timer-handler.ts';
import { createWorlds } from '../../../src/kernel/worlds.ts';
import { openSqlite } from '../../../src/storage/sqlite/open.ts';
import { WAITS_MS } from '../../../src/timers/failure-schedule.ts';
import { decides, sends, startTimerWorker } from '../../../src/timers/worker.ts';
import { createManualClock, type ManualClock, run, START_MS, settings } from '../events/kit.ts';

const WORLD = 'acct_platform';
const FROZEN = START_MS / 1000;
const HOUR_MS = 3_600_000;

let wall: ManualClock;
let storage: Storage;
let engine: Engine;
let worker: ReturnType<typeof startTimerWorker>;
let handlers: Map<string, TimerHandler>;
/** The error of the handlers; undefined once they are mended. */
let broken: unknown;
let tries: number;
let reported: unknown[];

beforeEach(async () => {
  wall = createManualClock();
  storage = openSqlite({ path: ':memory:' });
  const worlds = createWorlds(storage, wall, () => settings);
  engine = createEngine({ storage, clock: wall, ids: createIds(), worlds, baseUrl: () => 'http://127.0.0.1:1' });
  [broken, tries, reported] = [new Error('the reason'), 0, []];
  const attempt = async () => {
    tries++;
    if (broken !== undefined) throw broken;
  };
  handlers = new Map<string, TimerHandler>([
    ['thing.decides', decides(attempt)],
    ['thing.quiet', decides(async () => {})],
    [
      'thing.sends',
      sends(async (engine, timer) => {
        await attempt();
        await engine.forTimer(timer, async ({ work }) => work.completeTimer(timer));
      }),
    ],
  ]);
  worker = startTimerWorker(engine, handlers, (error) => reported.push(error));
  await worlds.open(WORLD);
});
afterEach(async () => {
  await worker.close();
  await storage.close();
});

const decide = <T>(decision: (context: Context) => Promise<T>) => run(engine, WORLD, decision);
const plan = (kind: string, hours = 0, clock: string | null = null) =>
  decide(async ({ work }) => {
    await work.onClock(clock);
    work.schedule({ kind, subject: 'cus_1', dueAt: work.nowMs + hours * HOUR_MS });
  });
async function pass(ms: number): Promise<void> {
  wall.move(ms);
  worker.wake();
  await worker.settled();
}

/** Lets a timer fail until it is dead. */
async function die(): Promise<void> {
  for (const wait of WAITS_MS) {
    expect(await storage.countFailedTimers()).toEqual({ retrying: 1, dead: 0 });
    await pass(wait - 1);
    const before = tries;
    await pass(1);
    expect(tries).toBeLessThanOrEqual(before + 1);
  }
  expect(await storage.countFailedTimers()).toEqual({ retrying: 0, dead: 1 });
}

test.each(['thing.decides', 'thing.sends', 'thing.unknown'])(
  'a timer (%s) that fails is tried again by the schedule, then it is dead, and it can be run again',
  async (kind) => {
    await plan(kind);
    await worker.settled();
    await die();
    if (kind !== 'thing.unknown') expect(tries).toBe(WAITS_MS.length + 1);
    expect(reported).toHaveLength(WAITS_MS.length + 1);
    const [dead] = await storage.listFailedTimers({ limit: 10 });
    const failure = kind === 'thing.unknown' ? /no handler/ : /^the reason$/;
    expect(dead).toMatchObject({
      kind,
      failures: WAITS_MS.length + 1,
      failure: expect.stringMatching(failure),
      retryAt: null,
    });
    await pass(365 * 24 * HOUR_MS);
    expect(reported).toHaveLength(WAITS_MS.length + 1);

    broken = undefined;
    handlers.set(
      'thing.unknown',
      decides(async () => {}),
    );
    expect(await storage.retryTimers()).toBe(1);
    await pass(0);
    expect(await storage.listTimers(WORLD, 'cus_1')).toEqual([]);
  },
);

test('a timer that finds its object locked for ever is dead at last, and reports nothing', async () => {
  broken = lockTimeout();
  await plan('thing.decides');
  await worker.settled();
  await die();
  expect(reported).toEqual([]);
});

test('an outage of the storage is no failure of a timer', async () => {
  broken = new UnavailableError();
  await plan('thing.sends');
  await worker.settled();
  expect(await storage.countFailedTimers()).toEqual({ retrying: 0, dead: 0 });
  broken = undefined;
  await pass(60_000);
  expect(await storage.listTimers(WORLD, 'cus_1')).toEqual([]);
});

test('advancing the world’s clock passes failed timers without using up their tries', async () => {
  await plan('thing.decides', 1);
  await plan('thing.quiet', 2);
  await worker.advance(WORLD, 1_000 * HOUR_MS);
  expect(tries).toBe(1);
  expect(await storage.listTimers(WORLD, 'cus_1')).toHaveLength(1);
  await die();
  await worker.advance(WORLD, 1_000 * HOUR_MS);
  expect(await storage.countFailedTimers()).toEqual({ retrying: 0, dead: 1 });
});

test('a dead timer holds its test clock, with a message that names it, until it is run again', async () => {
  const clock: TestClock = { id: 'clock_1', object: 'test_helpers.test_clock', frozen_time: FROZEN };
  await decide(async ({ work }) => void work.insert(testClockType, clock));
  await plan('thing.decides', 1, 'clock_1');
  const target = { clock: 'clock_1', to: FROZEN + 24 * 3_600 };
  for (let n = 1; n <= WAITS_MS.length; n++) {
    await expect(worker.advanceTestClock(WORLD, target)).rejects.toThrow('did not complete');
    expect(tries).toBe(n);
  }
  const dead = /^The timer timer_\w+ \(thing\.decides\) on clock_1 has failed 10 times, .*florin timers retry/;
  await expect(worker.advanceTestClock(WORLD, target)).rejects.toThrow(dead);
  broken = undefined;
  await expect(worker.advanceTestClock(WORLD, target)).rejects.toThrow(dead);
  await pass(365 * 24 * HOUR_MS);
  expect(tries).toBe(WAITS_MS.length + 1);
  expect((await decide(({ work }) => work.require(testClockType, 'clock_1'))).frozen_time).toBe(FROZEN + 3_600);

  await storage.retryTimers();
  expect(await worker.advanceTestClock(WORLD, target)).toBe(target.to * 1000);
  expect(await storage.listTimers(WORLD, 'cus_1')).toEqual([]);
});

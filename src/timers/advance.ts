import type { Decide } from '../kernel/context.ts';
import type { Engine } from '../kernel/engine.ts';
import { invalidRequest } from '../kernel/errors.ts';
import { LAST_MOMENT_MS } from '../kernel/positions.ts';
import type { ClaimedTimer, DueOfWorld, Storage } from '../kernel/storage.ts';
import { type TestClock, testClockType } from '../kernel/test-clock.ts';
import type { Running } from './running.ts';

/** Concurrent notification timers. */
const LARGEST_BATCH = 256;
/** Timers due within this of each other run together: nothing that they schedule is due sooner. */
const BATCH_WITHIN_MS = 60_000;
/** Polling interval while other processes hold timers of a world that is being advanced. */
const MOST_POLLS = 1_000;

/** The parts of the worker that advancing uses. */
interface AdvanceParts {
  readonly running: Running;
  /** Kinds of notification timers. */
  readonly sendKinds: readonly string[];
  /** Kinds of which timers due at one moment run concurrently. */
  readonly alikeKinds: readonly string[];
  readonly leaseMs: number;
  /** Resolves when the worker has started the timers it is claiming. */
  waitForPoll(): Promise<void>;
  /** Timers of the world that the worker started since. */
  started(): number;
}

/** A clock that is moved forward: the world's, or a test clock. */
interface MovedClock {
  readonly id: string | null;
  /** Milliseconds since epoch. */
  now(): number;
  /** Moves it to a moment, never back, and returns the time it then shows. */
  moveTo(ms: number): Promise<number>;
}

/** A test clock, the account it belongs to if that is a connected one, and the second since epoch to advance it to. */
export interface TestClockTarget {
  readonly clock: string;
  readonly account?: string | null;
  readonly to: number;
  /** Wall-clock milliseconds at which to stop, also before the target. */
  readonly stopAt?: number;
}

/**
 * Advances a world's clock by `byMs` and runs timers that become due, in order; slow queues are left to the worker.
 * Returns the new world time in ms. Throws Stripe's 400 beyond the last moment.
 */
export async function advance(engine: Engine, parts: AdvanceParts, world: string, byMs: number): Promise<number> {
  const clock = await clockOfWorld(engine, world);
  const target = clock.now() + byMs;
  checkMoment(target, 'by');
  await fireUntil(engine, parts, world, clock, target);
  return clock.moveTo(target);
}

/**
 * As `advance` for one test clock: only its timers run, and its time moves with them. Throws if one of them failed; the
 * clock then stops there, and advancing it again continues. It also stops, without an error, where another process holds a
 * timer: one that crashed does until its lease expires.
 */
export async function advanceTestClock(
  engine: Engine,
  parts: AdvanceParts,
  world: string,
  target: TestClockTarget,
): Promise<number> {
  const targetMs = target.to * 1000;
  checkMoment(targetMs, 'frozen_time');
  const clock = await testClock(engine, world, target);
  const isDone = await fireUntil(engine, parts, world, clock, targetMs, target.stopAt);
  return isDone ? clock.moveTo(targetMs) : clock.now();
}

/** Runs what is due until `target`. Returns false if it stopped before: at `stopAt`, or on a test clock at a held timer. */
async function fireUntil(
  { clock: wall, storage }: Engine,
  parts: AdvanceParts,
  world: string,
  clock: MovedClock,
  target: number,
  stopAt?: number,
): Promise<boolean> {
  const { running } = parts;
  const began = clock.now();
  const batch = {
    kinds: parts.sendKinds,
    limit: LARGEST_BATCH,
    withinMs: BATCH_WITHIN_MS,
    alike: parts.alikeKinds,
  };
  /** Once everything due before is done, the backlog of slow queues is not scanned again. */
  let after = 0;
  const tried = new Set<string>();
  for (let polls = 0; polls <= MOST_POLLS; ) {
    await running.quickOnesEnded(world, clock.id);
    if (clock.id !== null) await refuseFailed(storage, world, clock.id, tried);
    if (stopAt !== undefined && wall.now() >= stopAt) return false;
    const due: DueOfWorld = { clock: clock.id, after, until: target, excludeQueues: running.slowOf(world), batch };
    const now = wall.now();
    const before = parts.started();
    const timers = await storage.claimNextTimers(world, due, { now, leaseUntil: now + parts.leaseMs });
    const [first, last] = [timers[0], timers.at(-1)];
    if (first && last) {
      if (clock.id !== null && (await isBehind(storage, world, clock.id, first))) return false;
      if (last.dueAt > clock.now()) await clock.moveTo(last.dueAt);
      if (first.dueAt > began) after = began;
      for (const timer of timers) {
        tried.add(timer.id);
        running.start(timer);
      }
      continue;
    }
    // The worker may be claiming due timers right now; they come first.
    await parts.waitForPoll();
    if (parts.started() !== before) continue;
    const isDone = storage.shared || clock.id !== null ? (await storage.countDue(world, due)) === 0 : true;
    if (isDone) return true;
    if (clock.id !== null) return false;
    // Timers held by other processes are waited for, with a limit.
    polls++;
  }
  return true;
}

/** The worker does not retry timers on a test clock, so a failed one must not be skipped. */
class UnfinishedError extends Error {
  constructor(clock: string) {
    super(`A timer on ${clock} did not complete, so the clock was not advanced further. Advance it again.`);
    this.name = 'UnfinishedError';
  }
}

/** A dead timer holds its test clock until it is run again; one that fails ends the advance, and the next tries it again. */
async function refuseFailed(storage: Storage, world: string, clock: string, tried: ReadonlySet<string>): Promise<void> {
  for (const { id, kind, failures, retryAt } of await storage.listFailedTimers({
    world,
    clock,
    limit: LARGEST_BATCH,
  })) {
    if (retryAt === null) throw new DeadTimerError(clock, `${id} (${kind})`, failures);
    if (tried.has(id)) throw new UnfinishedError(clock);
  }
}

class DeadTimerError extends Error {
  constructor(clock: string, timer: string, failures: number) {
    super(
      `The timer ${timer} on ${clock} has failed ${failures} times, so the clock was not advanced further. ` +
        'Run it again with `florin timers retry`, then advance the clock.',
    );
    this.name = 'DeadTimerError';
  }
}

/** True if timers are open that were due before this one. */
async function isBehind(storage: Storage, world: string, clock: string, { dueAt }: ClaimedTimer): Promise<boolean> {
  return (await storage.countDue(world, { clock, after: 0, until: dueAt - 1, excludeQueues: [] })) > 0;
}

async function clockOfWorld({ clock: wall, worlds }: Engine, world: string): Promise<MovedClock> {
  // Another process may just have advanced the clock; do not set it back.
  await worlds.refresh(world);
  const state = await worlds.get(world);
  return {
    id: null,
    now: () => wall.now() + state.clockOffset,
    async moveTo(ms) {
      const offset = Math.max(state.clockOffset, ms - wall.now());
      await worlds.setClock(world, offset);
      return wall.now() + offset;
    },
  };
}

async function testClock(
  engine: Engine,
  world: string,
  { clock, account = null }: TestClockTarget,
): Promise<MovedClock> {
  const decide = async <T>(cause: string, decision: Decide<T>) => {
    const origin = { id: null, idempotencyKey: null, cause };
    const acting = await engine.actingFor(world, account);
    return engine.run(world, { origin, caller: engine.platformCaller(), acting }, decision);
  };
  let frozen = (await decide(clock, ({ work }) => work.require(testClockType, clock))).frozen_time;
  return {
    id: clock,
    now: () => frozen * 1000,
    async moveTo(ms) {
      const to = Math.ceil(ms / 1000);
      frozen = await decide(`${clock} to ${to}`, async ({ work }) => {
        const current = await work.require(testClockType, clock);
        if (to <= current.frozen_time) return current.frozen_time;
        return work.save<TestClock>({ ...current, frozen_time: to }).frozen_time;
      });
      return frozen * 1000;
    },
  };
}

function checkMoment(ms: number, param: string): void {
  if (ms > LAST_MOMENT_MS) throw invalidRequest('The clock cannot be advanced beyond the year 2109.', { param });
}

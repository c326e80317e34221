import type { Context } from '../kernel/context.ts';
import { cutText } from '../kernel/cut-text.ts';
import type { Engine } from '../kernel/engine.ts';
import { StripeError } from '../kernel/errors.ts';
import { type ClaimedTimer, UnavailableError } from '../kernel/storage.ts';
import type { TimerHandler } from '../kernel/timer-handler.ts';
import { advance, advanceTestClock, type TestClockTarget } from './advance.ts';
import { waitAfterFailure } from './failure-schedule.ts';
import { createPace } from './pace.ts';
import { createRunning } from './running.ts';

/**
 * Lease of a claimed timer; it expires if the worker dies. A delivery takes 10 s at most, and its reads and its commit
 * 8 s each during a database outage.
 */
const LEASE_MS = 40_000;
/** Concurrent timers per process. Most of them wait for a network response, so this bounds sockets. */
export const MOST_RUNNING = 512;
/**
 * Concurrent timers per queue, and the limit once half of all places are taken: hanging queues (endpoints that never
 * respond) must not starve the others.
 */
const MOST_PER_QUEUE = 32;
const MOST_PER_QUEUE_WHEN_CROWDED = 2;
/** Characters of an error that a failed timer keeps. */
const LONGEST_FAILURE = 500;
/** The sleep while something is due that no place is free for. A timer that ends wakes the worker anyway. */
const FULL_SLEEP_MS = 100;
/** The longest sleep between reads of the table, for timers that another process has added. */
const LONGEST_SLEEP_MS = 1_000;

/** A handler that only sends, such as an event to an endpoint. */
export function sends(send: (engine: Engine, timer: ClaimedTimer) => Promise<void>): TimerHandler {
  return Object.assign(send, { sends: true } as const);
}

/** A handler whose timers of one moment do not depend on each other, such as the renewals of many subscriptions. */
export function alike(handler: TimerHandler): TimerHandler {
  return Object.assign(handler, { alike: true } as const);
}

/** A handler that only decides: it runs in one unit of work, which completes the timer. */
export function decides(decide: (context: Context, timer: ClaimedTimer) => Promise<void>): TimerHandler {
  return async (engine, timer) => {
    let runs = 0;
    await engine.forTimer(timer, async (context) => {
      // A conflicting commit may have cancelled the timer; then there is nothing to do.
      if (runs++ > 0 && !(await isOpen(engine, timer))) return;
      await decide(context, timer);
      context.work.completeTimer({ id: timer.id, leaseUntil: timer.leaseUntil });
    });
  };
}

async function isOpen({ storage }: Engine, { world, subject, id }: ClaimedTimer): Promise<boolean> {
  return (await storage.listTimers(world, subject)).some((open) => open.id === id);
}

/** Runs due timers on every world's clock. */
interface TimerWorker {
  /** Reads the table now. */
  wake(): void;
  /** Advances a world's clock by `byMs` and runs timers that become due, in order. Returns the new world time in ms. */
  advance(world: string, byMs: number): Promise<number>;
  /** The same for one test clock: see `advanceTestClock`. */
  advanceTestClock(world: string, target: TestClockTarget): Promise<number>;
  /** Resolves when nothing is running and nothing is due. */
  settled(): Promise<void>;
  /** Stops claiming and waits for running timers. */
  close(): Promise<void>;
}

export function startTimerWorker(
  engine: Engine,
  handlers: ReadonlyMap<string, TimerHandler>,
  report: (error: unknown, timer: ClaimedTimer | null) => void,
  /** Without claims, due timers are left to other processes, except in worlds that are advanced here. */
  { claims = true }: { readonly claims?: boolean } = {},
): TimerWorker {
  const sendKinds = [...handlers].flatMap(([kind, { sends }]) => (sends ? [kind] : []));
  const alikeKinds = [...handlers].flatMap(([kind, handler]) => (handler.alike ? [kind] : []));
  const running = createRunning(engine, { run, sends: (kind) => sendKinds.includes(kind), ended: () => wake() });
  /** Counts the timers that the worker starts of each world being advanced. */
  const advancing = new Set<{ readonly world: string; started: number }>();
  let cancelSleep = () => {};
  let looking: Promise<void> | undefined;
  let pollAgain = false;
  let closed = false;
  const pace = createPace();

  async function run(timer: ClaimedTimer): Promise<void> {
    try {
      // One alone holds up no request for long.
      if (running.size > 0) await pace();
      const handler = handlers.get(timer.kind);
      if (!handler) throw new Error(`timers of kind ${timer.kind} have no handler`);
      await handler(engine, timer);
    } catch (error) {
      // A locked object is not reported, but counted: a lock that is never released must not be waited for without end.
      if (!(error instanceof StripeError && error.status === 429)) report(error, timer);
      await fail(timer, error).catch((failed) => report(failed, timer));
    }
  }

  /** While the storage is unavailable nothing can be recorded, and the timer is not at fault: its lease expires. */
  async function fail(timer: ClaimedTimer, error: unknown): Promise<void> {
    if (error instanceof UnavailableError) return;
    const failure = cutText(error instanceof Error ? error.message : String(error), LONGEST_FAILURE);
    const wait = waitAfterFailure(timer.failures + 1);
    const now = engine.clock.now();
    // On a test clock the next advance is the next try.
    const retryAt = wait === undefined ? null : timer.clock === null ? now + wait : now;
    await engine.storage.failTimer(timer, { failure, retryAt });
  }

  /**
   * Returns the limits of the next claim: half of a queue's share, so that running and claimed timers together stay
   * within it.
   */
  function room(): { limit: number; perQueue: number; busy: string[] } {
    const crowded = running.size >= MOST_RUNNING / 2;
    const share = crowded ? MOST_PER_QUEUE_WHEN_CROWDED : MOST_PER_QUEUE;
    const perQueue = share / 2;
    const busy: string[] = [];
    for (const [queue, count] of running.queues()) if (count > perQueue || running.isSlow(queue)) busy.push(queue);
    return { limit: (crowded ? MOST_RUNNING : MOST_RUNNING / 2) - running.size, perQueue, busy };
  }

  async function look(): Promise<void> {
    cancelSleep();
    let polledAt = 0;
    do {
      pollAgain = false;
      const { limit, perQueue, busy } = room();
      if (closed || limit <= 0) return;
      polledAt = engine.clock.now();
      const leaseUntil = polledAt + LEASE_MS;
      const claimed = await engine.storage.claimTimers({ now: polledAt, leaseUntil, limit, perQueue, busy });
      for (const timer of claimed) {
        for (const watched of advancing) if (watched.world === timer.world) watched.started++;
        running.start(timer);
      }
      if (claimed.length > 0) pollAgain = true;
    } while (pollAgain && !closed);
    if (closed) return;
    const now = engine.clock.now();
    const next = (await engine.storage.nextWake(now)) ?? now + LONGEST_SLEEP_MS;
    const sleep = next <= polledAt ? FULL_SLEEP_MS : Math.min(LONGEST_SLEEP_MS, Math.max(1, next - now));
    if (!closed) cancelSleep = engine.clock.wakeAfter(sleep, wake);
  }

  function wake(): void {
    if (closed || !claims) return;
    if (looking) {
      pollAgain = true;
      return;
    }
    looking = look()
      .catch((error) => {
        report(error, null);
        if (!closed) cancelSleep = engine.clock.wakeAfter(LONGEST_SLEEP_MS, wake);
      })
      .finally(() => {
        looking = undefined;
        if (pollAgain) wake();
      });
  }

  // Timers that are due at once need not wait for the next poll.
  engine.afterCommit((work) => {
    if (work.leavesSomethingDue) wake();
  });

  return {
    wake,
    async advance(world, byMs) {
      const watched = { world, started: 0 };
      const waitForPoll = async () => looking;
      advancing.add(watched);
      try {
        return await advance(
          engine,
          { running, sendKinds, alikeKinds, leaseMs: LEASE_MS, waitForPoll, started: () => watched.started },
          world,
          byMs,
        );
      } finally {
        advancing.delete(watched);
        wake();
      }
    },
    // The worker claims nothing on test clocks, so there is nothing of it to wait for.
    advanceTestClock: (world, target) =>
      advanceTestClock(
        engine,
        { running, sendKinds, alikeKinds, leaseMs: LEASE_MS, waitForPoll: async () => {}, started: () => 0 },
        world,
        target,
      ),
    async settled() {
      for (;;) {
        await looking;
        await running.ended();
        const now = engine.clock.now();
        const next = await engine.storage.nextWake(now);
        if (running.size === 0 && (!claims || next === undefined || next > now)) return;
        wake();
      }
    },
    async close() {
      closed = true;
      cancelSleep();
      await looking;
      await running.ended();
    },
  };
}

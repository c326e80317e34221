import type { Context } from '../kernel/context.ts';
import type { Engine } from '../kernel/engine.ts';
import { invalidRequest } from '../kernel/errors.ts';
import { LAST_MOMENT_MS } from '../kernel/positions.ts';
import type { ClaimedTimer } from '../kernel/storage.ts';

/** How long a claimed timer is held; a worker that died gives it back after this. */
export const LEASE_MS = 60_000;
/** How many timers one process runs at once. Most of them wait for somebody's answer, so the bound is one on sockets. */
export const MOST_RUNNING = 512;
/**
 * How many of one queue run at once, and how many once half of all places are taken: queues that hang (endpoints that
 * never answer) must not take the places of those that do not.
 */
export const MOST_PER_QUEUE = 8;
const MOST_PER_QUEUE_WHEN_CROWDED = 2;
/** How often a world that is advanced is looked at again while other processes hold timers of it. */
const MOST_LOOKS_AT_OTHERS = 1_000;
/** The sleep while something is due that no place is free for. A timer that ends wakes the worker anyway. */
const FULL_SLEEP_MS = 100;
/** The longest sleep between looks at the table, for timers that another process has added. */
export const LONGEST_SLEEP_MS = 1_000;

/** Does what is due. It must end with a commit that settles the timer. */
export type TimerHandler = (engine: Engine, timer: ClaimedTimer) => Promise<void>;

/** A handler that only decides: it runs in one unit of work, which settles the timer. */
export function decides(decide: (context: Context, timer: ClaimedTimer) => Promise<void>): TimerHandler {
  return async (engine, timer) => {
    let runs = 0;
    await engine.run(
      timer.account,
      { origin: { id: null, idempotencyKey: null, cause: timer.id }, caller: engine.platformCaller() },
      async (context) => {
        // Something else was decided meanwhile, and may have called the timer off: then there is nothing to settle.
        if (runs++ > 0 && !(await isOpen(engine, timer))) return;
        await decide(context, timer);
        context.work.settle({ id: timer.id, leaseUntil: timer.leaseUntil });
      },
    );
  };
}

async function isOpen({ storage }: Engine, { account, subject, id }: ClaimedTimer): Promise<boolean> {
  return (await storage.listTimers(account, subject)).some((open) => open.id === id);
}

/** Runs what falls due, on every world's clock. */
export interface TimerWorker {
  /** Looks at the table now. */
  wake(): void;
  /** Moves a world's clock forward by `byMs`, firing what falls due on the way in order. Returns the new world time in ms. */
  advance(account: string, byMs: number): Promise<number>;
  /** Resolves when nothing is running and nothing is due. */
  settled(): Promise<void>;
  /** Stops claiming and waits for what is running. */
  close(): Promise<void>;
}

export function startTimerWorker(
  engine: Engine,
  handlers: ReadonlyMap<string, TimerHandler>,
  report: (error: unknown, timer: ClaimedTimer | null) => void,
  /** Without claims what falls due is left to other processes, but for worlds that are advanced here. */
  { claims = true }: { readonly claims?: boolean } = {},
): TimerWorker {
  const running = new Map<string, { queue: string; account: string; done: Promise<void> }>();
  /** Counts, for each world that is being advanced, what was started of it meanwhile. */
  const advancing = new Set<{ readonly account: string; started: number }>();
  let cancelSleep = () => {};
  let looking: Promise<void> | undefined;
  let lookAgain = false;
  let closed = false;

  function start(timer: ClaimedTimer): Promise<void> {
    const handler = handlers.get(timer.kind);
    const done = (async () => {
      try {
        if (!handler) throw new Error(`no handler for timers of kind ${timer.kind}`);
        await handler(engine, timer);
      } catch (error) {
        report(error, timer);
      } finally {
        running.delete(timer.id);
        wake();
      }
    })();
    running.set(timer.id, { queue: timer.queue, account: timer.account, done });
    for (const advance of advancing) if (advance.account === timer.account) advance.started++;
    return done;
  }

  /** What may be claimed now: a queue's share is halved, so that what runs of it and what is claimed stay within it. */
  function room(): { limit: number; perQueue: number; busy: string[] } {
    const crowded = running.size >= MOST_RUNNING / 2;
    const share = crowded ? MOST_PER_QUEUE_WHEN_CROWDED : MOST_PER_QUEUE;
    const perQueue = share / 2;
    const counts = new Map<string, number>();
    for (const { queue } of running.values()) counts.set(queue, (counts.get(queue) ?? 0) + 1);
    const busy = [...counts].filter(([, count]) => count + perQueue > share).map(([queue]) => queue);
    return { limit: (crowded ? MOST_RUNNING : MOST_RUNNING / 2) - running.size, perQueue, busy };
  }

  async function look(): Promise<void> {
    cancelSleep();
    let lookedAt = 0;
    do {
      lookAgain = false;
      const { limit, perQueue, busy } = room();
      if (closed || limit <= 0) return;
      lookedAt = engine.clock.now();
      const leaseUntil = lookedAt + LEASE_MS;
      const claimed = await engine.storage.claimTimers({ now: lookedAt, leaseUntil, limit, perQueue, busy });
      for (const timer of claimed) void start(timer);
      if (claimed.length > 0) lookAgain = true;
    } while (lookAgain && !closed);
    if (closed) return;
    const now = engine.clock.now();
    const next = (await engine.storage.nextWake(now)) ?? now + LONGEST_SLEEP_MS;
    const sleep = next <= lookedAt ? FULL_SLEEP_MS : Math.min(LONGEST_SLEEP_MS, Math.max(1, next - now));
    if (!closed) cancelSleep = engine.clock.wakeAfter(sleep, wake);
  }

  function wake(): void {
    if (closed || !claims) return;
    if (looking) {
      lookAgain = true;
      return;
    }
    looking = look()
      .catch((error) => {
        report(error, null);
        if (!closed) cancelSleep = engine.clock.wakeAfter(LONGEST_SLEEP_MS, wake);
      })
      .finally(() => {
        looking = undefined;
        if (lookAgain) wake();
      });
  }

  async function runningOf(account?: string): Promise<void> {
    const found = [...running.values()].filter((task) => account === undefined || task.account === account);
    await Promise.all(found.map((task) => task.done));
  }

  // What is due as soon as it is decided need not wait for the next look.
  engine.afterCommit((work) => {
    if (work.leavesSomethingDue) wake();
  });

  return {
    wake,
    async advance(account, byMs) {
      const world = await engine.worlds.get(account);
      const target = engine.clock.now() + world.clockOffset + byMs;
      if (target > LAST_MOMENT_MS) throw invalidRequest('Clocks end in the year 2109.', { param: 'by' });
      const advance = { account, started: 0 };
      let looks = 0;
      advancing.add(advance);
      try {
        for (;;) {
          await runningOf(account);
          const before = advance.started;
          const now = engine.clock.now();
          const timer = await engine.storage.claimNextTimer(account, target, { now, leaseUntil: now + LEASE_MS });
          if (timer) {
            if (timer.dueAt > now + world.clockOffset) await engine.worlds.setClock(account, timer.dueAt - now);
            await start(timer);
            continue;
          }
          // The worker may have been claiming what is due at this moment; its timers come first.
          await looking;
          if (advance.started !== before) continue;
          // What other processes hold is waited for, but not for ever.
          if (!engine.storage.shared || looks++ > MOST_LOOKS_AT_OTHERS) break;
          if ((await engine.storage.countDue(account, target)) === 0) break;
        }
      } finally {
        advancing.delete(advance);
      }
      const offset = Math.max(world.clockOffset, target - engine.clock.now());
      await engine.worlds.setClock(account, offset);
      wake();
      return engine.clock.now() + offset;
    },
    async settled() {
      for (;;) {
        await looking;
        await runningOf();
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
      await runningOf();
    },
  };
}

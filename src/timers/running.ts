import { createBoundedMap } from '../kernel/bounded-map.ts';
import type { Engine } from '../kernel/engine.ts';
import type { ClaimedTimer } from '../kernel/storage.ts';

/**
 * A timer that runs longer than this makes its queue slow: it gets no more slots, and advancing the clock does not wait
 * for it.
 */
export const SLOW_MS = 5_000;
/** Slow queues kept in memory; the oldest is dropped first. */
const MOST_SLOW = 1_000;

/** A timer that is being run. */
interface Task {
  readonly timer: ClaimedTimer;
  /** Wall-clock milliseconds. */
  readonly begunAt: number;
  readonly sends: boolean;
  readonly done: Promise<void>;
}

/** The due timers that a process is running. */
export interface Running {
  start(timer: ClaimedTimer): void;
  /** Running timers, in total and per queue. */
  readonly size: number;
  queues(): Map<string, number>;
  isSlow(queue: string): boolean;
  /** The slow queues of a world. */
  slowOf(world: string): string[];
  /** Waits for all that runs. */
  ended(): Promise<void>;
  /** Waits for running timers on a clock of a world; for slow queues only until they are known to be slow. */
  quickOnesEnded(world: string, clock: string | null): Promise<void>;
}

export function createRunning(
  { clock }: Engine,
  {
    run,
    sends,
    ended,
  }: {
    /** Never rejects. */
    run: (timer: ClaimedTimer) => Promise<void>;
    sends: (kind: string) => boolean;
    /** Called when a timer has ended. */
    ended: () => void;
  },
): Running {
  const tasks = new Map<string, Task>();
  /** Each with its world. */
  const slow = createBoundedMap<string, string>({ most: MOST_SLOW });

  function judge({ timer: { queue, world }, begunAt, sends }: Task, hasEnded: boolean): void {
    const isSlow = sends && clock.now() - begunAt >= SLOW_MS;
    if (isSlow) slow.set(queue, world);
    else if (hasEnded) slow.delete(queue);
  }

  /** Waits for tasks to end, at most until the slow ones can be distinguished. */
  function waitFor(some: readonly Task[]): Promise<void> {
    return new Promise((resolve) => {
      const cancel = clock.wakeAfter(SLOW_MS, () => {
        for (const task of some) judge(task, false);
        resolve();
      });
      void Promise.all(some.map(({ done }) => done)).then(() => {
        cancel();
        resolve();
      });
    });
  }

  return {
    start(timer) {
      const task: Task = {
        timer,
        begunAt: clock.now(),
        sends: sends(timer.kind),
        done: run(timer).then(() => {
          tasks.delete(timer.id);
          judge(task, true);
          ended();
        }),
      };
      tasks.set(timer.id, task);
    },
    get size() {
      return tasks.size;
    },
    queues() {
      const counts = new Map<string, number>();
      for (const { timer } of tasks.values()) counts.set(timer.queue, (counts.get(timer.queue) ?? 0) + 1);
      return counts;
    },
    isSlow: (queue) => slow.has(queue),
    slowOf: (world) => [...slow.entries()].flatMap(([queue, of]) => (of === world ? [queue] : [])),
    async ended() {
      await Promise.all([...tasks.values()].map(({ done }) => done));
    },
    async quickOnesEnded(world, clock) {
      const isQuick = ({ timer }: Task) => timer.world === world && timer.clock === clock && !slow.has(timer.queue);
      for (;;) {
        const quick = [...tasks.values()].filter(isQuick);
        if (quick.length === 0) return;
        await waitFor(quick);
      }
    },
  };
}

import type { Random } from './random.ts';

/** One process with its outside calls: after a crash its calls never settle. */
export interface Process {
  readonly name: string;
  dead: boolean;
}

/** A planned crash: at which of the next outside calls, and whether that call is still made. */
export interface Death {
  readonly process: Process;
  /** 1 is the next call. */
  at: number;
  readonly made: boolean;
}

/**
 * Decides the order of events. The calls of processes to storage and network wait here until nothing else can happen;
 * then random numbers select one call to make. So the seed decides the order of simultaneous calls, and a process can
 * crash between any two.
 */
export interface Turns {
  /** Makes a call in its turn. Never settles after the process has crashed. */
  take<T>(process: Process, what: string, call: () => Promise<T>): Promise<T>;
  /**
   * Makes calls until `done` has settled or a process has crashed; returns which came first. `random` decides the
   * order.
   */
  until(done: Promise<unknown>, options: { random: Random; death?: Death | undefined }): Promise<'done' | 'died'>;
  /** The number of calls made. */
  readonly calls: number;
}

interface Waiting {
  readonly process: Process;
  readonly what: string;
  readonly call: () => Promise<void>;
}

/** Probability that two calls are made at once, so that writes share a group. */
const TOGETHER = 0.15;
/** Idle turns of the event loop after which a run is considered stuck. */
const STUCK_AFTER = 50_000;

export function createTurns(): Turns {
  const waiting: Waiting[] = [];
  let calls = 0;

  function draw(random: Random): Waiting {
    const [next] = waiting.splice(random.below(waiting.length), 1);
    if (!next) throw new Error('nothing waits');
    calls++;
    return next;
  }

  /** Makes the next call, after which its process may crash. */
  async function makeOne(random: Random, death: Death | undefined): Promise<void> {
    const next = draw(random);
    const dies = death !== undefined && next.process === death.process && --death.at === 0;
    if (dies) death.process.dead = true;
    if (!dies || death.made) await next.call();
  }

  return {
    get calls() {
      return calls;
    },
    take<T>(process: Process, what: string, call: () => Promise<T>): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        if (process.dead) return;
        waiting.push({
          process,
          what,
          async call() {
            const told = await call().then(
              (value) => () => resolve(value),
              (error: unknown) => () => reject(error),
            );
            if (!process.dead) told();
          },
        });
      });
    },
    async until(done, { random, death }) {
      let settled = false;
      const ends = () => {
        settled = true;
      };
      done.then(ends, ends);
      for (let idle = 0; idle < STUCK_AFTER; ) {
        await new Promise<void>((resolve) => setImmediate(resolve));
        if (settled) return 'done';
        for (let at = waiting.length - 1; at >= 0; at--) if (waiting[at]?.process.dead) waiting.splice(at, 1);
        if (waiting.length === 0) {
          idle++;
          continue;
        }
        idle = 0;
        const together = waiting.length > 1 && random.chance(TOGETHER);
        await Promise.all([makeOne(random, death), ...(together ? [makeOne(random, death)] : [])]);
        if (death?.process.dead) return 'died';
      }
      throw new Error('the run is stuck: no calls are left and the work is not done');
    },
  };
}

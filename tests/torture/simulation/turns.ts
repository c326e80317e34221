import type { Random } from './random.ts';

/** One process, as far as its calls to the outside can tell: once it is dead, nothing it waits for comes. */
export interface Process {
  readonly name: string;
  dead: boolean;
}

/** When a process dies: at which of the next calls to the outside, and whether that call is still made. */
export interface Death {
  readonly process: Process;
  /** 1 is the next one. */
  at: number;
  readonly made: boolean;
}

/**
 * Decides what happens next. Whatever processes ask of storage and network waits here until nothing else can happen;
 * then one of the calls is made, as the random numbers say. So what happens at once happens in an order that a seed
 * decides, and a process can be stopped between any two calls.
 */
export interface Turns {
  /** Makes a call when its turn comes. Never settles once the process is dead. */
  take<T>(process: Process, what: string, call: () => Promise<T>): Promise<T>;
  /**
   * Lets things happen until `done` has settled or a process has died; says which came first. `random` decides the order.
   */
  until(done: Promise<unknown>, options: { random: Random; death?: Death | undefined }): Promise<'done' | 'died'>;
  /** How many calls have been made. */
  readonly calls: number;
}

interface Waiting {
  readonly process: Process;
  readonly what: string;
  readonly call: () => Promise<void>;
}

/** How often two calls are made at the same moment, so that writes meet in one group. */
const TOGETHER = 0.15;
/** Turns of the event loop without anything to do after which a run is stuck. */
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

  /** Makes the next call, after which its process may be dead. */
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
      throw new Error('nothing happens any more, and what was asked for is not done');
    },
  };
}

import type { Process, Turns } from '../simulation/turns.ts';

/** At which call to the outside a process ends, and whether that call is still made. */
export interface Crash {
  /** 1 is the first. */
  readonly at: number;
  readonly made: boolean;
}

/** Counts the calls that a process makes to the outside, and ends it at one of them. */
export interface Blade extends Pick<Turns, 'take'> {
  /** From now on calls are counted; without a crash that is all. */
  arm(crash: Crash | null): void;
  /** The calls that were counted, by name. */
  readonly calls: readonly string[];
  /** Resolves when it has ended. */
  readonly died: Promise<void>;
}

/** What changes nothing is where nothing new can go wrong; `counts` says which calls are boundaries. */
export function createBlade(counts: (call: string) => boolean): Blade {
  const { promise: died, resolve: die } = Promise.withResolvers<void>();
  const calls: string[] = [];
  let armed = false;
  let crash: Crash | null = null;

  return {
    calls,
    died,
    arm(at) {
      armed = true;
      crash = at;
    },
    async take<T>(process: Process, what: string, call: () => Promise<T>): Promise<T> {
      if (process.dead) return never();
      if (armed && counts(what)) {
        calls.push(what);
        if (calls.length === crash?.at) {
          process.dead = true;
          // Whoever waits for it is gone, however it ends.
          if (crash.made) await call().then(ignore, ignore);
          die();
          return never();
        }
      }
      const told = await call().then(
        (value) => () => value,
        (error: unknown) => () => {
          throw error;
        },
      );
      return process.dead ? never() : told();
    },
  };
}

function never(): Promise<never> {
  return new Promise(() => {});
}

function ignore(): void {}

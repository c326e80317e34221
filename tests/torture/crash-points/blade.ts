import type { Process, Turns } from '../simulation/turns.ts';

/** A crash: at which outside call, and whether that call is still made. */
export interface Crash {
  /** 1 is the first call. */
  readonly at: number;
  readonly made: boolean;
}

/** Counts the outside calls of a process and crashes it at one of them. */
export interface Blade extends Pick<Turns, 'take'> {
  /** Starts counting; with `crash`, also crashes. */
  arm(crash: Crash | null): void;
  /** The names of the counted calls. */
  readonly calls: readonly string[];
  /** Resolves when the process has crashed. */
  readonly died: Promise<void>;
}

/** `counts` selects the calls at which a crash can make a difference. */
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
          // The caller has crashed; the result is discarded.
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

import { rateLimited } from './errors.ts';

/** Turns for work that is too large to run many times at once. */
export interface Turns {
  /**
   * Runs `work` when it is its turn. Throws 429 at once if `most` others are running or waiting: a caller that may
   * take fewer places leaves the rest to others.
   */
  run<T>(most: number, work: () => Promise<T>): Promise<T>;
}

export function createTurns(atOnce: number): Turns {
  const waiting: (() => void)[] = [];
  let running = 0;
  return {
    async run(most, work) {
      if (running + waiting.length >= most) throw rateLimited();
      // A turn that ends is passed on, so `running` stays.
      if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
      else running += 1;
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next) next();
        else running -= 1;
      }
    },
  };
}

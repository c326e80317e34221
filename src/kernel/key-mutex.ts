/** How many may wait for one key; more are turned away at once. */
export const MOST_WAITING = 1_000;

/**
 * Lets one decision at a time through to a key, in this process, in the order they came. It is not what keeps data
 * right (commits are checked against versions): it keeps two decisions from both moving money on the network when
 * only one of them can be committed.
 */
export interface Turnstile {
  /** Waits for the key; the returned function gives it back. Undefined when too many are waiting. */
  enter(key: string): Promise<(() => void) | undefined>;
}

export function createTurnstile(): Turnstile {
  const waiting = new Map<string, (() => void)[]>();

  function leave(key: string): void {
    const next = waiting.get(key)?.shift();
    if (next) next();
    else waiting.delete(key);
  }

  return {
    async enter(key) {
      const queue = waiting.get(key);
      if (!queue) {
        waiting.set(key, []);
        return () => leave(key);
      }
      if (queue.length >= MOST_WAITING) return undefined;
      await new Promise<void>((resolve) => queue.push(resolve));
      return () => leave(key);
    },
  };
}

/** Waiters per key; further ones are rejected at once. */
const MOST_WAITING = 1_000;

/**
 * A first-in, first-out mutex per key, within this process. Data integrity does not depend on it (commits check
 * versions): it prevents two decisions from both moving money on the network when only one of them can commit.
 */
export interface KeyMutex {
  /** Waits for the key and returns the function that releases it, or undefined if too many are waiting. */
  enter(key: string): Promise<(() => void) | undefined>;
  /** Takes the key only if it is free. */
  tryEnter(key: string): (() => void) | undefined;
}

export function createKeyMutex(): KeyMutex {
  const waiting = new Map<string, (() => void)[]>();

  function leave(key: string): void {
    const next = waiting.get(key)?.shift();
    if (next) next();
    else waiting.delete(key);
  }

  function tryEnter(key: string): (() => void) | undefined {
    if (waiting.has(key)) return undefined;
    waiting.set(key, []);
    return () => leave(key);
  }

  return {
    tryEnter,
    async enter(key) {
      const queue = waiting.get(key);
      if (!queue) return tryEnter(key);
      if (queue.length >= MOST_WAITING) return undefined;
      await new Promise<void>((resolve) => queue.push(resolve));
      return () => leave(key);
    },
  };
}

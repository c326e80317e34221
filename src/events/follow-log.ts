import type { Clock } from '../kernel/clock.ts';

/** How often the log is read for what other processes wrote. */
const LOOK_EVERY_MS = 500;
/** How far back each read goes: entries are ordered by when they were made, and some are written late. */
const LATE_MS = 10_000;
/** How many entries are remembered as known; more than come within `LATE_MS`. */
const MOST_REMEMBERED = 10_000;

/** Follows the log of one world, where other processes write to it too. */
export interface Follower {
  /** Marks an entry that this process made, so that it is not reported again. */
  know(id: string): void;
  stop(): void;
}

/**
 * Calls back once for every entry of a log from now on, by any process. `readSince` returns the entries since a moment
 * (wall-clock milliseconds), oldest first.
 */
export function followLog<Item extends { readonly id: string }>(
  clock: Clock,
  readSince: (ms: number) => Promise<readonly Item[]>,
  tell: (item: Item) => void,
): Follower {
  const known = new Set<string>();
  let stopped = false;
  let cancel = () => {};
  /** Entries before the subscription are not new. */
  let tellNew = (_: Item) => {};

  function know(id: string): void {
    known.add(id);
    if (known.size > MOST_REMEMBERED)
      for (const oldest of [...known].slice(0, MOST_REMEMBERED / 2)) known.delete(oldest);
  }

  async function lookAgainAndAgain(): Promise<void> {
    try {
      for (const item of await readSince(Math.max(0, clock.now() - LATE_MS))) {
        if (known.has(item.id)) continue;
        know(item.id);
        if (!stopped) tellNew(item);
      }
      tellNew = tell;
    } catch {
      // The database is away; the next read goes back far enough to miss nothing.
    }
    if (!stopped) cancel = clock.wakeAfter(LOOK_EVERY_MS, () => void lookAgainAndAgain());
  }

  void lookAgainAndAgain();
  return {
    know,
    stop() {
      stopped = true;
      cancel();
    },
  };
}

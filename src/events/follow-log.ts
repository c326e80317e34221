import type { Clock } from '../kernel/clock.ts';

/** Interval of reading the log for entries of other processes. */
const POLL_MS = 500;
/** Overlap of consecutive reads: entries are ordered by creation, and some are written late. */
const LATE_MS = 10_000;
/** Ids of emitted entries kept in memory; more than are written within `LATE_MS`. */
const MOST_SEEN = 10_000;

/** Follows the log of one world, where other processes write to it too. */
export interface Follower {
  /** Marks an entry of this process, so that it is not emitted again. */
  markSeen(id: string): void;
  stop(): void;
}

/**
 * Calls back once for every entry of a log from now on, by any process. `readSince` returns the entries since a moment
 * (wall-clock milliseconds), oldest first.
 */
export function followLog<Item extends { readonly id: string }>(
  clock: Clock,
  readSince: (ms: number) => Promise<readonly Item[]>,
  emit: (item: Item) => void,
): Follower {
  const seen = new Set<string>();
  let stopped = false;
  let cancel = () => {};
  /** Entries before the subscription are not new. */
  let emitNew = (_: Item) => {};

  function markSeen(id: string): void {
    seen.add(id);
    if (seen.size > MOST_SEEN) for (const oldest of [...seen].slice(0, MOST_SEEN / 2)) seen.delete(oldest);
  }

  async function poll(): Promise<void> {
    try {
      for (const item of await readSince(Math.max(0, clock.now() - LATE_MS))) {
        if (seen.has(item.id)) continue;
        markSeen(item.id);
        if (!stopped) emitNew(item);
      }
      emitNew = emit;
    } catch {
      // The database is unreachable; the next read overlaps enough to miss nothing.
    }
    if (!stopped) cancel = clock.wakeAfter(POLL_MS, () => void poll());
  }

  void poll();
  return {
    markSeen,
    stop() {
      stopped = true;
      cancel();
    },
  };
}

import type { Engine } from '../kernel/engine.ts';
import { idFloor } from '../kernel/ids.ts';
import { positionsCreated } from '../kernel/positions.ts';

/** Interval of polling the log for events of other processes. */
const LOOK_EVERY_MS = 500;
/** Overlap of polls: events are ordered by decision time, and some commit late. */
const LATE_SECONDS = 10;
/** Event ids kept to avoid duplicates; more than occur in the overlap. */
const MOST_REMEMBERED = 10_000;
const AT_ONCE = 100;

/** An event that has been committed. */
export interface FeedEvent {
  readonly id: string;
  readonly type: string;
}

/** Follows the log of one world, where other processes write to it too. */
export interface Follower {
  /** Events of this process are already known. */
  know(id: string): void;
  stop(): void;
}

/** Calls back once for every event committed from now on, by any process. */
export function followLog(engine: Engine, world: string, tell: (event: FeedEvent) => void): Follower {
  const told = new Set<string>();
  let stopped = false;
  let cancel = () => {};
  /** Events before the subscription are not new. */
  let tellOf = (_: FeedEvent) => {};

  function know(id: string): void {
    told.add(id);
    if (told.size > MOST_REMEMBERED) for (const oldest of [...told].slice(0, MOST_REMEMBERED / 2)) told.delete(oldest);
  }

  async function look(): Promise<void> {
    const { clockOffset } = await engine.worlds.get(world);
    const second = Math.floor((engine.clock.now() + clockOffset) / 1000) - LATE_SECONDS;
    let above = idFloor('evt', (positionsCreated({ gte: Math.max(0, second) }).above ?? 0) + 1);
    for (;;) {
      const page = await engine.storage.listEvents(world, { above, descending: false, limit: AT_ONCE });
      for (const { id, type } of page) {
        if (told.has(id)) continue;
        know(id);
        tellOf({ id, type });
      }
      const last = page.at(-1);
      if (!last || page.length < AT_ONCE || stopped) return;
      above = last.id;
    }
  }

  async function lookAgainAndAgain(): Promise<void> {
    try {
      await look();
      tellOf = tell;
    } catch {
      // The database is away; the next look goes back far enough to miss nothing.
    }
    if (!stopped) cancel = engine.clock.wakeAfter(LOOK_EVERY_MS, () => void lookAgainAndAgain());
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

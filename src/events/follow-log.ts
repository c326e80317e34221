import type { Engine } from '../kernel/engine.ts';
import { idFloor } from '../kernel/ids.ts';
import { positionsCreated } from '../kernel/positions.ts';

/** How often the log is looked at for what others have written. */
const LOOK_EVERY_MS = 500;
/** How far each look goes back: events stand in the log by when they were decided, and some are committed late. */
const LATE_SECONDS = 10;
/** How many events are remembered as told; more than come in the seconds that are looked back at. */
const MOST_REMEMBERED = 10_000;
const AT_ONCE = 100;

/** An event that has been committed. */
export interface FeedEvent {
  readonly id: string;
  readonly type: string;
}

/** Follows the log of one world, where other processes write to it too. */
export interface Follower {
  /** What this process wrote itself need not be found in the log. */
  know(id: string): void;
  stop(): void;
}

/** Tells of every event that is committed from now on, by whomever, once each. */
export function followLog(engine: Engine, world: string, tell: (event: FeedEvent) => void): Follower {
  const told = new Set<string>();
  let stopped = false;
  let cancel = () => {};
  /** What is there already when somebody begins to listen is nothing new. */
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

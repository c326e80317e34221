import type { Engine } from '../kernel/engine.ts';
import { idFloor } from '../kernel/ids.ts';
import { positionsCreated } from '../kernel/positions.ts';
import type { Listeners } from './listeners.ts';
import { createSharedFeed } from './shared-feed.ts';

/** Events per read. */
const AT_ONCE = 100;

/** An event that has been committed. */
export interface FeedEvent {
  readonly id: string;
  readonly type: string;
  /** The connected account that it happened on; null for the platform itself. */
  readonly account: string | null;
}

export interface EventFeed {
  /** Subscribes to the events of a world, its platform's and its accounts', from now on. Events without a listener are not buffered. */
  subscribe: Listeners<FeedEvent>['subscribe'];
}

/** A live feed of a world's events: of this process in commit order, of other processes on its storage a little later. */
export function createEventFeed(engine: Engine): EventFeed {
  const { emit, subscribe } = createSharedFeed<FeedEvent>({
    shared: engine.storage.shared,
    clock: engine.clock,
    readSince: (world, ms) => eventsSince(engine, world, ms),
  });
  engine.afterCommit((work) => {
    for (const { id, type, account } of work.events) emit(work.world, { id, type, account });
  });
  return { subscribe };
}

async function eventsSince(engine: Engine, world: string, ms: number): Promise<FeedEvent[]> {
  const { clockOffset } = await engine.worlds.get(world);
  const gte = Math.floor((ms + clockOffset) / 1000);
  const found: FeedEvent[] = [];
  for (let above = idFloor('evt', (positionsCreated({ gte }).above ?? 0) + 1); ; ) {
    const page = await engine.storage.listEvents(world, { above, descending: false, limit: AT_ONCE });
    found.push(...page.map(({ id, type, account }) => ({ id, type, account })));
    const last = page.at(-1);
    if (!last || page.length < AT_ONCE) return found;
    above = last.id;
  }
}

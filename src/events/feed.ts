import type { Engine } from '../kernel/engine.ts';
import type { FeedEvent } from './follow-log.ts';
import { type Follower, followLog } from './follow-log.ts';
import { createListeners, type Listeners } from './listeners.ts';

export interface EventFeed {
  /** Subscribes to a world's events from now on. Events without a listener are not buffered. */
  subscribe: Listeners<FeedEvent>['subscribe'];
}

/**
 * A live feed of a world's events: of this process in commit order, of other processes on the same storage a little
 * later.
 */
export function createEventFeed(engine: Engine): EventFeed {
  const { tell, subscribe } = createListeners<FeedEvent>();
  const followers = new Map<string, { follower: Follower; listeners: number }>();

  engine.afterCommit((work) => {
    for (const { id, type } of work.events) {
      followers.get(work.world)?.follower.know(id);
      tell(work.world, { id, type });
    }
  });
  return {
    subscribe(world, listener) {
      const end = subscribe(world, listener);
      if (!engine.storage.shared) return end;
      const followed = followers.get(world) ?? {
        follower: followLog(engine, world, (event) => tell(world, event)),
        listeners: 0,
      };
      followed.listeners++;
      followers.set(world, followed);
      let ended = false;
      return () => {
        if (ended) return;
        ended = true;
        end();
        followed.listeners--;
        if (followed.listeners > 0) return;
        followed.follower.stop();
        followers.delete(world);
      };
    },
  };
}

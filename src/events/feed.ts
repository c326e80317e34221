import type { Engine } from '../kernel/engine.ts';
import type { FeedEvent } from './follow-log.ts';
import { type Follower, followLog } from './follow-log.ts';
import { createRings } from './rings.ts';

/** Requests kept per world, and worlds. */
const REQUESTS_PER_WORLD = 200;
const WORLDS_WITH_REQUESTS = 200;

/** A request log entry. It never contains parameters, the response or a key. */
export interface RequestEntry {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Wall-clock milliseconds. */
  readonly at: number;
  readonly apiVersion: string;
  readonly idempotencyKey: string | null;
  readonly ip: string | null;
  readonly errorType: string | null;
  readonly errorCode: string | null;
}

/** Notifies the listeners of a world. Listeners must not throw or block. */
interface Listeners<Item> {
  tell(world: string, item: Item): void;
  /** Returns what ends the subscription. */
  subscribe(world: string, listener: (item: Item) => void): () => void;
}

export interface EventFeed {
  /** Subscribes to a world's events from now on. Events without a listener are not buffered. */
  subscribe: Listeners<FeedEvent>['subscribe'];
}

export interface RequestLog {
  add(world: string, entry: RequestEntry): void;
  /** Newest first. */
  latest(world: string, limit: number): RequestEntry[];
  subscribe: Listeners<RequestEntry>['subscribe'];
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

/** The latest requests of every world, and a live feed of them. */
export function createRequestLog(): RequestLog {
  const rings = createRings<RequestEntry>({ perWorld: REQUESTS_PER_WORLD, worlds: WORLDS_WITH_REQUESTS });
  const { tell, subscribe } = createListeners<RequestEntry>();
  return {
    add(world, entry) {
      rings.add(world, entry);
      tell(world, entry);
    },
    latest: rings.latest,
    subscribe,
  };
}

function createListeners<Item>(): Listeners<Item> {
  const byAccount = new Map<string, Set<(item: Item) => void>>();
  return {
    tell(world, item) {
      const listeners = byAccount.get(world);
      if (listeners) for (const listener of listeners) listener(item);
    },
    subscribe(world, listener) {
      const listeners = byAccount.get(world) ?? new Set();
      byAccount.set(world, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0 && byAccount.get(world) === listeners) byAccount.delete(world);
      };
    },
  };
}

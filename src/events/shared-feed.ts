import type { Clock } from '../kernel/clock.ts';
import { type Follower, followLog } from './follow-log.ts';
import { createListeners, type Listeners } from './listeners.ts';

/** The log that a feed follows. */
interface Source<Item> {
  /** True if other processes write to it too. */
  readonly shared: boolean;
  readonly clock: Clock;
  /** The entries of a world since a moment (wall-clock milliseconds), oldest first. */
  readSince(world: string, ms: number): Promise<readonly Item[]>;
}

/**
 * Listeners to the entries of a log: entries of this process are emitted at once, those of other processes on the same
 * storage a little later.
 */
export function createSharedFeed<Item extends { readonly id: string }>(source: Source<Item>): Listeners<Item> {
  const { emit, subscribe } = createListeners<Item>();
  const followers = new Map<string, { follower: Follower; listeners: number }>();

  return {
    emit(world, item) {
      followers.get(world)?.follower.markSeen(item.id);
      emit(world, item);
    },
    subscribe(world, listener) {
      const end = subscribe(world, listener);
      if (!source.shared) return end;
      const followed = followers.get(world) ?? {
        follower: followLog(
          source.clock,
          (ms) => source.readSince(world, ms),
          (item) => emit(world, item),
        ),
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

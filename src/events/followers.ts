import type { EventType } from '../contract/event-types.ts';
import type { PendingEvent } from '../kernel/change-record.ts';
import type { Context } from '../kernel/context.ts';
import type { Engine } from '../kernel/engine.ts';
import type { FollowerOf } from '../kernel/follower.ts';

/**
 * Runs the followers of every event in the decision that emits it, in the order of the rooms. Followers may emit events,
 * which are followed in their turn.
 */
export function installFollowers(
  engine: Engine,
  followers: ReadonlyMap<string, readonly FollowerOf<EventType>[]>,
): void {
  const isFollowed = ({ type }: PendingEvent) => followers.has(type);

  async function follow(context: Context): Promise<void> {
    const { work } = context;
    for (let next = 0; next < work.events.length; next++) {
      const event = work.events[next];
      if (!event) continue;
      const acting = event.account === work.connected ? context : await context.at(event.account ?? work.world);
      for (const follower of followers.get(event.type) ?? []) await follower.do(acting, event.subject);
    }
  }

  engine.beforeCommit((context) => (context.work.events.some(isFollowed) ? follow(context) : undefined));
}

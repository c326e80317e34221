import type { Context } from '../kernel/context.ts';
import type { Engine } from '../kernel/engine.ts';
import type { Entity } from '../kernel/entity.ts';

/** What has to happen in the commit that records an event, by the event's type. `object` is what the event tells of. */
export type Followers = Readonly<Record<string, (context: Context, object: Entity) => Promise<void>>>;

/**
 * Lets higher rooms follow what happens in lower ones, as a Checkout Session follows its payment: a follower writes
 * into the very decision that recorded the event, so both are committed or neither. Followers may record events, which
 * are followed in their turn. To be installed before the outbox, which delivers all of them.
 */
export function installFollowers(engine: Engine, followers: Followers): void {
  engine.beforeCommit(async (context) => {
    const { work } = context;
    for (let next = 0; next < work.events.length; next++) {
      const event = work.events[next];
      const follow = event && followers[event.type];
      if (follow) await follow(context, event.subject);
    }
  });
}

import type { EventType } from '../contract/event-types.ts';
import type { Context } from './context.ts';
import type { EventSubject } from './entity.ts';

/**
 * Lets a room react to events of rooms below it (for example, a Checkout Session to its payment). It runs in the
 * decision that emits the event, so both are committed or neither.
 */
export type Follower = { [Type in EventType]: FollowerOf<Type> }[EventType];

export interface FollowerOf<Type extends EventType> {
  readonly on: Type;
  /** A method, so that a follower of one type is a `FollowerOf<EventType>`: it is called for events of its type only. */
  do(context: Context, subject: EventSubject<Type>): Promise<void>;
}

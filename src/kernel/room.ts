import type { EventType } from '../contract/event-types.ts';
import type { Context } from './context.ts';
import type { EventSubject } from './entity.ts';
import type { Operation } from './operation.ts';
import type { Page } from './page.ts';
import type { Resource } from './resource.ts';
import type { TimerHandler } from './timer-handler.ts';
import type { VersionChange } from './version-change.ts';

/** A part of the platform and everything it brings. Each room exports one from its `room.ts`; `src/rooms.ts` lists them. */
export interface Room {
  readonly name: string;
  readonly resources?: readonly Resource[];
  /** Operations that belong to no resource. */
  readonly operations?: readonly Operation[];
  /** Timers of what is not an object of the API, by kind. */
  readonly timers?: Readonly<Record<string, TimerHandler>>;
  /** What API versions changed about several resources at once. */
  readonly changes?: readonly VersionChange[];
  readonly follows?: readonly FollowerOfOne[];
  readonly pages?: readonly Page[];
}

/**
 * Lets a room follow what happens in rooms below it, as a Checkout Session follows its payment. It runs in the decision
 * that emits the event, so both are committed or neither.
 */
export type FollowerOfOne = { [Type in EventType]: Follower<Type> }[EventType];

export interface Follower<Type extends EventType = EventType> {
  readonly on: Type;
  /** A method, so that a follower of one type is a follower as well: it is only called for events of its type. */
  do(context: Context, subject: EventSubject<Type>): Promise<void>;
}

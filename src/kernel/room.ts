import type { Follower } from './follower.ts';
import type { OlderAddress } from './older-address.ts';
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
  /** Further addresses of operations, of this room or another. */
  readonly olderAddresses?: readonly OlderAddress[];
  /** Timers of other things than API objects, by kind. */
  readonly timers?: Readonly<Record<string, TimerHandler>>;
  /** Version changes of several resources. */
  readonly changes?: readonly VersionChange[];
  readonly follows?: readonly Follower[];
  readonly pages?: readonly Page[];
}

import type { EventType } from '../contract/event-types.ts';
import type { EventSubject } from './entity.ts';
import type { Batch, Posting, StoredEvent, Timer } from './storage.ts';

/** An event that will be written with the commit. */
export interface PendingEvent extends StoredEvent {
  readonly type: EventType;
  readonly subject: EventSubject<EventType>;
}

/** The writes of a decision other than objects: events, postings and timers. */
export class ChangeRecord {
  readonly events: PendingEvent[] = [];
  readonly postings: Posting[] = [];
  timersAdded: Timer[] = [];
  readonly timersRemoved: { id: string; leaseUntil?: number }[] = [];

  get isEmpty(): boolean {
    return this.postings.length + this.timersAdded.length + this.timersRemoved.length + this.events.length === 0;
  }

  /** True if a timer on the world's clock is due by then (milliseconds since epoch). */
  leavesSomethingDue(worldNowMs: number): boolean {
    return this.timersAdded.some(({ clock, dueAt }) => clock === null && dueAt <= worldNowMs);
  }

  /** Cancels timers that were scheduled in this decision. */
  cancelAdded(isCanceled: (timer: Timer) => boolean): void {
    this.timersAdded = this.timersAdded.filter((timer) => !isCanceled(timer));
  }

  toBatch(): Pick<Batch, 'events' | 'postings' | 'timers'> {
    return {
      events: this.events,
      postings: this.postings,
      timers: { add: this.timersAdded, remove: this.timersRemoved },
    };
  }
}

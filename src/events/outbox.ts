import type { PendingEvent } from '../kernel/change-record.ts';
import type { Engine } from '../kernel/engine.ts';
import type { UnitOfWork } from '../kernel/unit-of-work.ts';
import { DELIVERY } from './event.ts';
import { hasNoReceivers, receiversOf } from './receiver.ts';

/** Payload of a delivery timer. */
export interface DeliveryPayload {
  /** The id of the receiver: of a webhook endpoint or of an event destination. */
  readonly endpoint: string;
  /** Requested manually: tried once, whatever the result. */
  readonly resent?: boolean;
  /** True if it was held back once (see `disturbances.ts`). */
  readonly late?: boolean;
}

/**
 * Plans the delivery of every event in the commit that records it: one timer for each endpoint that wants the event,
 * due at once, in the endpoint's own queue. An event of a connected account is for the endpoints of that account, and for
 * those of its platform that were made with `connect`. Event destinations of API v2 are endpoints too.
 */
export function installOutbox(engine: Engine): void {
  engine.beforeCommit(({ work }) => {
    const platform = work.for(work.world);
    const isQuiet = hasNoReceivers(platform) && work.events.every(({ account }) => account === null);
    return isQuiet ? undefined : planAll(platform, work.events);
  });
}

async function planAll(platform: UnitOfWork, all: readonly PendingEvent[]): Promise<void> {
  for (const [account, events] of Map.groupBy(all, (event) => event.account)) {
    await plan(platform, events, { connect: account !== null });
    if (account !== null) await plan(platform.for(account), events, { connect: false });
  }
}

/** Plans deliveries to the endpoints of one account: those for its own events, or for events of accounts connected to it. */
async function plan(
  owner: UnitOfWork,
  events: readonly PendingEvent[],
  { connect }: { readonly connect: boolean },
): Promise<void> {
  for (const receiver of await receiversOf(owner)) {
    for (const event of events) {
      if (receiver.wants(event.type, connect)) scheduleDelivery(owner, event.id, { endpoint: receiver.id });
    }
  }
}

/** Schedules an attempt to deliver an event to an endpoint: now, or a retry. */
export function scheduleDelivery(
  work: UnitOfWork,
  event: string,
  payload: DeliveryPayload,
  planned: { attempt: number; dueAt: number } = { attempt: 0, dueAt: work.worldNowMs },
): void {
  work.schedule({
    kind: DELIVERY,
    queue: payload.endpoint,
    subject: event,
    dueAt: planned.dueAt,
    payload,
    attempt: planned.attempt,
    // An endpoint waits in the world's time, also for events on a test clock.
    onWorldClock: true,
  });
}

import type { PendingEvent } from '../kernel/change-record.ts';
import type { Engine } from '../kernel/engine.ts';
import type { UnitOfWork } from '../kernel/unit-of-work.ts';
import { DELIVERY } from './event.ts';
import { wants, webhookEndpointType } from './webhook-endpoints.ts';

/** More endpoints than a world can have, even when several were added at the same moment. */
const ALL_ENDPOINTS = 100;

/** Payload of a delivery timer. */
export interface DeliveryPayload {
  readonly endpoint: string;
  /** Requested manually: tried once, whatever the result. */
  readonly resent?: boolean;
}

/**
 * Plans the delivery of every event in the commit that records it: one timer for each endpoint that wants the event,
 * due at once, in the endpoint's own queue. An event of a connected account is for the endpoints of that account, and for
 * those of its platform that were made with `connect`.
 */
export function installOutbox(engine: Engine): void {
  engine.beforeCommit(async ({ work }) => {
    const platform = work.for(work.world);
    for (const [account, events] of Map.groupBy(work.events, (event) => event.account)) {
      await plan(platform, events, { connect: account !== null });
      if (account !== null) await plan(work.for(account), events, { connect: false });
    }
  });
}

/** Plans deliveries to the endpoints of one account: those for its own events, or for events of accounts connected to it. */
async function plan(
  owner: UnitOfWork,
  events: readonly PendingEvent[],
  { connect }: { readonly connect: boolean },
): Promise<void> {
  const endpoints = await owner.list(webhookEndpointType, { limit: ALL_ENDPOINTS, descending: false });
  for (const endpoint of endpoints) {
    for (const event of events) {
      if (wants(endpoint, event.type, connect)) scheduleDelivery(owner, event.id, { endpoint: endpoint.id });
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

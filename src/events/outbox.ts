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
 * due at once, in the endpoint's own queue.
 */
export function installOutbox(engine: Engine): void {
  engine.beforeCommit(async ({ work }) => {
    for (const [account, events] of Map.groupBy(work.events, (event) => event.account ?? work.world)) {
      const owner = work.for(account);
      const endpoints = await owner.list(webhookEndpointType, { limit: ALL_ENDPOINTS, descending: false });
      for (const event of events) {
        for (const endpoint of endpoints) {
          if (wants(endpoint, event.type)) scheduleDelivery(owner, event.id, { endpoint: endpoint.id });
        }
      }
    }
  });
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

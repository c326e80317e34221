import { allOperations } from '../../contract/contract.ts';
import type { EventObject } from '../../events/event.ts';
import { isoMoment } from '../../shared/calendar.ts';

/** The address of one object of each name, as `/v1/charges/{charge}`. Objects below another have none. */
const addresses = new Map<string, string>();

function addressOf(objectName: string): string | undefined {
  if (addresses.size === 0) {
    for (const { method, path, result } of allOperations()) {
      if (method !== 'GET' || result.kind !== 'object' || !/^\/v1(?:\/[a-z_]+)+\/\{\w+\}$/.test(path)) continue;
      for (const name of result.objects) if (!addresses.has(name)) addresses.set(name, path);
    }
  }
  return addresses.get(objectName);
}

/**
 * The thin form of an event: what happened to which object, without the object. Its type is that of the event in the
 * namespace of its API, as `v1.charge.succeeded` (https://docs.stripe.com/event-destinations).
 */
export function thinEvent(event: EventObject): object {
  const { id, object } = event.data.object as { id?: string; object?: string };
  const address = object === undefined ? undefined : addressOf(object);
  const isNamed = id !== undefined && address !== undefined;
  return {
    id: event.id,
    object: 'v2.core.event',
    ...(event.account !== undefined && { context: event.account }),
    created: isoMoment(event.created),
    livemode: false,
    reason: event.request?.id
      ? { type: 'request', request: { id: event.request.id, idempotency_key: event.request.idempotency_key } }
      : null,
    related_object: isNamed ? { id, type: object, url: address.replace(/\{\w+\}/, encodeURIComponent(id)) } : null,
    snapshot_event: event.id,
    type: `v1.${event.type}`,
  };
}

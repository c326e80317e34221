import { allOperations } from '../contract/contract.ts';
import { isoMoment } from '../shared/calendar.ts';
import type { EventObject } from './event.ts';
import { isOfV2, thinType } from './v2-event-types.ts';

interface RelatedObject {
  readonly id: string;
  readonly type: string;
  readonly url: string;
}

interface Subject {
  readonly id?: string;
  readonly object?: string;
  readonly account?: unknown;
}

/** The addresses of one object of each name, as `/v1/charges/{charge}`. Objects below another have none. */
let addresses: ReadonlyMap<string, string> | undefined;

function addressOf(objectName: string): string | undefined {
  addresses ??= readAddresses();
  return addresses.get(objectName);
}

function readAddresses(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { method, path, result } of allOperations()) {
    if (method !== 'GET' || result.kind !== 'object' || !/^\/v[12](?:\/[a-z_]+)+\/\{\w+\}$/.test(path)) continue;
    for (const name of result.objects) if (!found.has(name)) found.set(name, path);
  }
  return found;
}

/** The object of an event and its address; undefined for objects without an id or an address. */
function relatedObject(type: string, { id, object, account }: Subject): RelatedObject | undefined {
  if (id === undefined || object === undefined) return undefined;
  if (type.startsWith('v2.core.account_person.')) {
    return { id, type: 'v2.core.account_person', url: `/v2/core/accounts/${String(account)}/persons/${id}` };
  }
  const name = isOfV2(type) && object === 'account' ? 'v2.core.account' : object;
  const address = addressOf(name);
  if (address === undefined) return undefined;
  return { id, type: name, url: address.replace(/\{\w+\}/, encodeURIComponent(id)) };
}

/**
 * The thin form of an event: its type and the address of its object, without the object
 * (https://docs.stripe.com/event-destinations). It has the id of the snapshot event that it is made from.
 */
export function thinEvent({ id, account, created, data, request, type }: EventObject): object {
  const related = relatedObject(type, data.object);
  return {
    id,
    object: 'v2.core.event',
    ...(account !== undefined && { context: account }),
    created: isoMoment(created),
    livemode: false,
    ...(request.id !== null && {
      reason: { type: 'request', request: { id: request.id, idempotency_key: request.idempotency_key ?? '' } },
    }),
    ...(related && { related_object: related }),
    ...(!isOfV2(type) && { snapshot_event: id }),
    type: thinType(type),
  };
}

/**
 * The event as `GET /v2/core/events/{event}` returns it: the thin form with what its type has besides, such as the
 * changed capability.
 */
export function wholeEvent(event: EventObject): object {
  const { previous_attributes: changed } = event.data;
  const data = isOfV2(event.type) && changed !== undefined ? { data: changed } : {};
  return { ...thinEvent(event), ...data };
}

import type { Entity, ResourceType } from '../kernel/entity.ts';
import type { StoredObject } from '../kernel/storage.ts';
import type { UnitOfWork } from '../kernel/unit-of-work.ts';
import { receivesFrom } from './destinations/scope.ts';
import { type EventDestination, eventDestinationType } from './destinations/type.ts';
import { isOfV2, PING, thinType } from './v2-event-types.ts';
import { type WebhookEndpoint, wants, webhookEndpointType } from './webhook-endpoints.ts';

/** An address that events are sent to: a webhook endpoint, or an event destination of API v2. */
export interface Receiver {
  readonly id: string;
  readonly url: string;
  readonly secret: string;
  /** The secret before, which signs too until a moment (wall-clock seconds). */
  readonly previous?: { readonly secret: string; readonly until: number } | undefined;
  /** The API version of the objects that it receives; null for the version at which the event occurred. */
  readonly version: string | null;
  /** True if it receives events without their objects. */
  readonly thin: boolean;
  /** True if it subscribes to this type of event: of its own account, or with `connect` of connected accounts. */
  wants(type: string, connect: boolean): boolean;
}

/** More receivers of a type than an account can have, even when several were added at the same moment. */
const ALL = 100;

/** True if it is known without a read that an account's events go nowhere. */
export function hasNoReceivers(owner: UnitOfWork): boolean {
  return owner.isKnownEmpty(webhookEndpointType) && owner.isKnownEmpty(eventDestinationType);
}

/** Every address that an account's events may go to, oldest first. */
export async function receiversOf(owner: UnitOfWork): Promise<readonly Receiver[]> {
  const query = { limit: ALL, descending: false };
  const endpoints = await owner.list(webhookEndpointType, query);
  const destinations = await owner.list(eventDestinationType, query);
  if (endpoints.length + destinations.length === 0) return NOBODY;
  return [...endpoints.map(ofEndpoint), ...destinations.map(ofDestination)];
}

const NOBODY: readonly Receiver[] = [];

/** The receiver that is stored in this row, if it still takes deliveries. */
export function openReceiver(row: StoredObject | undefined): Receiver | undefined {
  if (!row || row.deleted) return undefined;
  const stored = <T extends Entity & { readonly status: string }>(type: ResourceType<T>): T | undefined => {
    if (row.type !== type.object) return undefined;
    const object = JSON.parse(row.body) as T;
    return object.status === 'enabled' ? object : undefined;
  };
  const endpoint = stored(webhookEndpointType);
  if (endpoint) return ofEndpoint(endpoint);
  const destination = stored(eventDestinationType);
  return destination && ofDestination(destination);
}

function ofEndpoint(endpoint: WebhookEndpoint): Receiver {
  const { id, url, api_version: version, internal } = endpoint;
  const { secret, previous } = internal;
  return { id, url, version, thin: false, secret, previous, wants: (...of) => wants(endpoint, ...of) };
}

function ofDestination(destination: EventDestination): Receiver {
  const { id, enabled_events: enabled, status, snapshot_api_version: version = null, internal } = destination;
  const thin = destination.event_payload === 'thin';
  return {
    id,
    url: internal.url,
    secret: internal.secret,
    version,
    thin,
    wants(type, connect) {
      if (status !== 'enabled' || !receivesFrom(destination, connect)) return false;
      // A ping is sent to its own destination only, and events of v2 have no snapshot.
      if (type === PING || (!thin && isOfV2(type))) return false;
      return enabled.includes('*') || enabled.includes(thin ? thinType(type) : type);
    },
  };
}

import type { Storage, StoredEvent } from '../kernel/storage.ts';
import { visible } from '../kernel/visible.ts';
import type { VersionPort } from './versions-port.ts';

/** The kind of timer that delivers an event to one endpoint. */
export const DELIVERY = 'webhook.deliver';
/** The kind of timer that remembers a delivery that was given up. */
export const GIVEN_UP = 'webhook.given_up';
const PENDING = [DELIVERY, GIVEN_UP];

/** The API's event object. `data.object` is the event's subject. */
export interface EventObject {
  readonly id: string;
  readonly object: 'event';
  /** The connected account that it happened on, if it is not of the platform itself. */
  readonly account?: string;
  readonly api_version: string;
  readonly created: number;
  readonly data: { readonly object: object; readonly previous_attributes?: object };
  readonly livemode: boolean;
  readonly pending_webhooks: number;
  readonly request: { readonly id: string | null; readonly idempotency_key: string | null };
  readonly type: string;
}

/** Event fields stored by the unit of work, beside its type and revision. */
interface EventBody {
  readonly created: number;
  readonly api_version: string;
  readonly request: EventObject['request'];
  readonly previous_attributes?: object;
}

/** An event of the log with the revision of its subject. */
export interface EventRecord {
  readonly event: StoredEvent;
  /** The revision's JSON. */
  readonly subject: string;
}

/** Reads an event with its object as it was then; undefined when the world has no such event. */
export async function loadEvent(storage: Storage, world: string, id: string): Promise<EventRecord | undefined> {
  const event = await storage.readEvent(world, id);
  if (!event) return undefined;
  const revision = await storage.readRevision(world, event.revision);
  if (!revision) throw new Error(`the revision ${event.revision} of event ${id} is missing`);
  return { event, subject: revision.body };
}

/** As `loadEvent` for a page of the log, in its order. */
export async function loadSubjects(
  storage: Storage,
  world: string,
  events: readonly StoredEvent[],
): Promise<EventRecord[]> {
  const revisions = await storage.readRevisions(world, [...new Set(events.map((event) => event.revision))]);
  const bodies = new Map(revisions.map((revision) => [revision.revision, revision.body]));
  return events.map((event) => {
    const subject = bodies.get(event.revision);
    if (subject === undefined) throw new Error(`the revision ${event.revision} of event ${event.id} is missing`);
    return { event, subject };
  });
}

/** Returns the number of endpoints that have not responded with 2xx, by event. Events without any are left out. */
export function countPending(storage: Storage, world: string, ids: readonly string[]): Promise<Map<string, number>> {
  return storage.countTimers(world, PENDING, ids);
}

/**
 * Renders the API's event object. Its data keeps the version at which the event occurred, unless a webhook endpoint has
 * its own `version`.
 */
export async function renderEvent(
  versions: VersionPort,
  world: string,
  record: EventRecord,
  options: { pending: number; version?: string },
): Promise<EventObject> {
  const body = JSON.parse(record.event.body) as EventBody;
  const { account } = record.event;
  const version = options.version ?? body.api_version;
  const event: EventObject = {
    id: record.event.id,
    object: 'event',
    ...(account !== null && { account }),
    api_version: version,
    created: body.created,
    data: {
      object: visible(JSON.parse(record.subject) as object),
      ...(body.previous_attributes && { previous_attributes: body.previous_attributes }),
    },
    livemode: false,
    pending_webhooks: options.pending,
    request: body.request,
    type: record.event.type,
  };
  if (version === versions.latest) return event;
  return (await versions.downgrade(event, version, account ?? world)) as EventObject;
}

/** The bytes that are signed and sent: indented JSON, as Stripe sends it. */
export function eventPayload(event: EventObject): string {
  return JSON.stringify(event, null, 2);
}

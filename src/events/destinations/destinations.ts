import type Stripe from 'stripe';
import { apiVersions, isTooOld, OLDEST_ANSWERED } from '../../contract/contract.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { listPage } from '../../kernel/list.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { define } from '../../kernel/operation.ts';
import { resource } from '../../kernel/resource.ts';
import { isoMoment } from '../../shared/calendar.ts';
import { renderEvent } from '../event.ts';
import { scheduleDelivery } from '../outbox.ts';
import { wholeEvent } from '../thin-event.ts';
import { loggedType, PING } from '../v2-event-types.ts';
import { versionPort } from '../versions-port.ts';
import { webhookPolicy, webhookUrl } from '../webhook-url.ts';
import { scopesOfDestinations } from './changes/2026-03-25.dahlia-scopes.ts';
import { scopesOf } from './scope.ts';
import { type EventDestination, eventDestinationType } from './type.ts';

const COLLECTION = '/v2/core/event_destinations';
const ITEM = `${COLLECTION}/{event_destination}` as const;

/** The most destinations of an account (https://docs.stripe.com/event-destinations). */
const MOST_DESTINATIONS = 16;
const SECRET_LENGTH = 32;

type Create = Stripe.V2.Core.EventDestinationCreateParams;
type Included = readonly string[] | undefined;

export const eventDestinationResource = resource(eventDestinationType, {
  collection: COLLECTION,
  item: ITEM,
  create,
  async update({ work, use }, current, params) {
    const { description, name, enabled_events: enabled, webhook_endpoint: endpoint, include } = params;
    if (enabled !== undefined) checkTypes(enabled, current.event_payload);
    const url = endpoint && webhookUrl(endpoint.url, use(webhookPolicy), 'webhook_endpoint.url');
    const saved = work.save<EventDestination>({
      ...current,
      ...(description !== undefined && { description: description ?? '' }),
      ...(name !== undefined && { name }),
      ...(enabled !== undefined && { enabled_events: enabled }),
      metadata: mergeMetadata(current.metadata, params.metadata),
      updated: isoMoment(work.now),
      ...(url !== undefined && { internal: { ...current.internal, url } }),
    });
    return including(saved, include);
  },
  async remove({ work }, current) {
    work.remove(current);
    return { id: current.id, object: current.object };
  },
  changes: [scopesOfDestinations],
  operations: [
    define(`GET ${ITEM}`, async ({ work }, { include }, path) =>
      including(await work.require(eventDestinationType, path.event_destination), include),
    ),
    define(`GET ${COLLECTION}`, async (context, { include, ...page }) => {
      const found = await listPage(context, eventDestinationType, page, COLLECTION, {});
      return { ...found, data: found.data.map((destination) => including(destination, include)) };
    }),
    define(`POST ${ITEM}/disable`, async (context, _params, path) =>
      switchTo(context, path.event_destination, 'disabled'),
    ),
    define(`POST ${ITEM}/enable`, async (context, _params, path) =>
      switchTo(context, path.event_destination, 'enabled'),
    ),
    define(`POST ${ITEM}/ping`, ping),
  ],
  options: {
    create: {
      // One after another, so that none is added unseen while they are counted.
      lock: () => [eventDestinationType.object],
      notYet: ['type=amazon_eventbridge', 'type=azure_event_grid', 'amazon_eventbridge', 'azure_event_grid'],
    },
  },
});

/** Adds a destination. Its secret is shown by this answer only, if `include` asks for it. */
async function create({ work, use }: Context, params: Create): Promise<EventDestination> {
  const { webhook_endpoint: endpoint, snapshot_api_version: version, event_payload: payload } = params;
  if (endpoint === undefined) {
    throw invalidRequest('A destination of type webhook_endpoint needs its URL. Send webhook_endpoint.url.', {
      param: 'webhook_endpoint',
    });
  }
  const url = webhookUrl(endpoint.url, use(webhookPolicy), 'webhook_endpoint.url');
  checkTypes(params.enabled_events, payload);
  checkVersion(version, payload);
  const scopes = scopesOf(params.events_from);
  if ((await work.list(eventDestinationType, { limit: MOST_DESTINATIONS })).length >= MOST_DESTINATIONS) {
    throw invalidRequest(`An account can have at most ${MOST_DESTINATIONS} event destinations. Delete one first.`);
  }
  const created = isoMoment(work.now);
  const destination = work.insert<EventDestination>(eventDestinationType, {
    id: work.newId(eventDestinationType.prefix),
    object: 'v2.core.event_destination',
    created,
    description: params.description ?? '',
    enabled_events: params.enabled_events,
    event_payload: payload,
    events_from: scopes,
    livemode: false,
    metadata: mergeMetadata({}, params.metadata),
    name: params.name,
    ...(version !== undefined && { snapshot_api_version: version }),
    status: 'enabled',
    type: 'webhook_endpoint',
    updated: created,
    internal: { url, secret: `whsec_${work.newSecret(SECRET_LENGTH)}` },
  });
  return including(destination, params.include);
}

/** Adds the fields that are only sent on request. */
function including(destination: EventDestination, include: Included): EventDestination {
  const { url, secret } = destination.internal;
  const shown = {
    ...(include?.includes('webhook_endpoint.url') && { url }),
    ...(include?.includes('webhook_endpoint.signing_secret') && { signing_secret: secret }),
  };
  return Object.keys(shown).length === 0 ? destination : { ...destination, ...{ webhook_endpoint: shown } };
}

async function switchTo({ work }: Context, id: string, status: EventDestination['status']): Promise<EventDestination> {
  const { status_details: _, ...current } = await work.require(eventDestinationType, id);
  if (current.status === status) return work.require(eventDestinationType, id);
  return work.save<EventDestination>({
    ...current,
    status,
    ...(status === 'disabled' && { status_details: { disabled: { reason: 'user' } } }),
    updated: isoMoment(work.now),
  });
}

/** Sends a test event to the destination, and returns it. */
async function ping({ work, use }: Context, _params: object, path: { event_destination: string }): Promise<object> {
  const destination = await work.require(eventDestinationType, path.event_destination);
  if (destination.status === 'disabled') {
    throw invalidRequest(`The event destination ${destination.id} is disabled. Enable it first.`);
  }
  work.emit(PING, destination);
  const event = work.events.at(-1);
  if (!event) throw new Error('the event of the ping is missing');
  scheduleDelivery(work, event.id, { endpoint: destination.id });
  const record = { event, subject: JSON.stringify(event.subject) };
  return wholeEvent(await renderEvent(use(versionPort), work.world, record, { pending: 1 }));
}

/** Throws for types that do not exist in this form: thin types begin with their API, as `v1.charge.succeeded`. */
function checkTypes(types: readonly string[], payload: EventDestination['event_payload']): void {
  if (types.length === 0) {
    throw invalidRequest('`enabled_events` needs at least one entry.', { param: 'enabled_events' });
  }
  const isKnown = (type: string) => {
    if (type === '*') return true;
    return loggedType(payload === 'thin' ? type : `v1.${type}`) !== undefined;
  };
  const unknown = types.find((type) => !isKnown(type));
  if (unknown === undefined) return;
  throw invalidRequest(
    `The event type ${unknown} does not exist for a ${payload} payload. Thin types begin with their API, as v1.charge.succeeded; snapshot types do not.`,
    { param: 'enabled_events' },
  );
}

function checkVersion(version: string | undefined, payload: EventDestination['event_payload']): void {
  if (version === undefined) return;
  const refuse = (message: string) => invalidRequest(message, { param: 'snapshot_api_version' });
  if (payload === 'thin') throw refuse('A thin payload has no API version. Leave out snapshot_api_version.');
  if (!apiVersions().includes(version)) throw refuse(`Invalid API version: ${version}.`);
  if (isTooOld(version)) throw refuse(`Florin sends events as API version ${OLDEST_ANSWERED} or later.`);
}

import { stripeCliPort } from '../../../api/stripe-cli/operations.ts';
import { answeredVersions } from '../../../api/versions/versions.ts';
import { eventTypes } from '../../../contract/contract.ts';
import { integer, text } from '../../../contract/shape.ts';
import { countPending, type EventObject, eventPayload, loadEvent, renderEvent } from '../../../events/event.ts';
import { type LoggedAttempt, logsPort } from '../../../events/logs.ts';
import { scheduleDelivery } from '../../../events/outbox.ts';
import { webhookHeaders } from '../../../events/signature.ts';
import { versionPort } from '../../../events/versions-port.ts';
import { type WebhookEndpoint, wants, webhookEndpointType } from '../../../events/webhook-endpoints.ts';
import type { Context } from '../../../kernel/context.ts';
import { invalidRequest, resourceMissing } from '../../../kernel/errors.ts';
import { door } from '../../door.ts';

/** Attempts of a page, and at most. */
const PAGE = 50;
const LARGEST_PAGE = 100;
/** Attempts that are looked through for one by its id: those of its moment. */
const OF_A_MOMENT = 200;
const MOST_ENDPOINTS = 100;

interface DeliveryTimerPayload {
  readonly endpoint?: string;
}

/** The moment of the next attempt of an event at an endpoint, in seconds; null if none is planned. */
async function nextAttempt({ storage, work }: Context, event: string, endpoint: string): Promise<number | null> {
  for (const { kind, payload, dueAt } of await storage.listTimers(work.world, event)) {
    // Timers of this kind have this payload.
    if (kind === 'webhook.deliver' && (JSON.parse(payload) as DeliveryTimerPayload).endpoint === endpoint)
      return Math.floor(dueAt / 1000);
  }
  return null;
}

const deliveries = door(
  'GET /deliveries',
  { endpoint: text, event: text, limit: integer, after: text },
  async (context, { endpoint, event, limit = PAGE, after }) => {
    const { work } = context;
    const size = Math.min(Math.max(limit, 1), LARGEST_PAGE);
    const [position, id] = (after ?? '').split(' ');
    const query = {
      limit: size + 1,
      ...(id !== undefined && { after: { position: Number(position), id } }),
      ...(event !== undefined ? { event } : endpoint !== undefined && { endpoint }),
    };
    const found = await context.use(logsPort).deliveries.list(work.world, query);
    const page = found.slice(0, size);
    const last = page.at(-1);
    const data = await Promise.all(
      page.map(async ({ answer: _answer, position: _position, ...attempt }) => ({
        ...attempt,
        next: isDelivered(attempt.status) ? null : await nextAttempt(context, attempt.event, attempt.endpoint),
      })),
    );
    const older = found.length > size && last ? `${last.position} ${last.id}` : null;
    return { object: 'florin.list', data, older, newer: null };
  },
);

function isDelivered(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300;
}

/** Finds an attempt: its id has its position in it, so only those of its moment are read. */
async function findAttempt(context: Context, endpoint: string | undefined, id: string): Promise<LoggedAttempt> {
  const { deliveries: log } = context.use(logsPort);
  let after: { position: number; id: string } | undefined;
  for (let read = 0; read < OF_A_MOMENT * 50; read += OF_A_MOMENT) {
    const page = await log.list(context.work.world, {
      limit: OF_A_MOMENT,
      ...(after && { after }),
      ...(endpoint !== undefined && { endpoint }),
    });
    const found = page.find((attempt) => attempt.id === id);
    if (found) return found;
    const last = page.at(-1);
    if (!last || page.length < OF_A_MOMENT) break;
    after = { position: last.position, id: last.id };
  }
  throw resourceMissing('delivery', id, 'id');
}

/** An attempt with exactly what was sent: its body is rendered again, and signed again with its moment. */
const delivery = door('GET /deliveries/{id}', { endpoint: text }, async (context, { endpoint: of }, { id }) => {
  const { storage, work } = context;
  const { position: _position, ...attempt } = await findAttempt(context, of, id);
  const endpoint = await work.get(webhookEndpointType, attempt.endpoint);
  const record = await loadEvent(storage, work.world, attempt.event);
  const event: EventObject | undefined =
    record &&
    (await renderEvent(context.use(versionPort), work.world, record, {
      pending: attempt.pending ?? 0,
      ...(endpoint?.api_version && { version: endpoint.api_version }),
    }));
  const body = event ? eventPayload(event) : null;
  const headers =
    endpoint && body !== null && attempt.signedAt !== undefined
      ? webhookHeaders(body, endpoint.internal.secret, attempt.signedAt)
      : null;
  const next = isDelivered(attempt.status) ? null : await nextAttempt(context, attempt.event, attempt.endpoint);
  return { object: 'florin.delivery', ...attempt, body, headers, next, rolled: wasRolled(endpoint, attempt) };
});

/** True if the endpoint got another secret after the attempt. */
function wasRolled(endpoint: WebhookEndpoint | undefined, { signedAt }: Pick<LoggedAttempt, 'signedAt'>): boolean {
  const rolledAt = endpoint?.internal.rolledAt;
  return rolledAt !== undefined && signedAt !== undefined && signedAt < rolledAt;
}

/** Sends an event once more: to one endpoint, or to all that listen to it, and to each `stripe listen`. */
const resend = door('POST /events/{id}/resend', { endpoint: text }, async (context, { endpoint: only }, { id }) => {
  const { work, storage, use } = context;
  const record = await loadEvent(storage, work.world, id);
  if (record?.event.account !== work.connected) throw resourceMissing('event', id, 'id');
  const endpoints = await work.list(webhookEndpointType, { limit: MOST_ENDPOINTS });
  const chosen = endpoints.filter((endpoint) => (only ? endpoint.id === only : wants(endpoint, record.event.type)));
  if (only !== undefined && chosen.length === 0) throw resourceMissing('webhook endpoint', only, 'endpoint', 400);
  for (const { id: endpoint, status } of chosen) {
    if (status !== 'enabled')
      throw invalidRequest(`The webhook endpoint ${endpoint} is disabled. Enable it first.`, { param: 'endpoint' });
    scheduleDelivery(work, id, { endpoint, resent: true });
  }
  if (only === undefined) await use(stripeCliPort).handleRetry(work.world, id, forListeners(work.connected));
  return { object: 'florin.resent', id, endpoints: chosen.map((endpoint) => endpoint.id) };
});

function forListeners(account: string | null) {
  return { for_stripecli: true, ...(account !== null && { account }) };
}

/** An event at any version. */
const atVersion = door('GET /events/{id}', { version: text }, async (context, { version }, { id }) => {
  const { work, storage } = context;
  const record = await loadEvent(storage, work.world, id);
  if (record?.event.account !== work.connected) throw resourceMissing('event', id, 'id');
  if (version !== undefined && !answeredVersions().includes(version)) {
    throw invalidRequest(`Invalid API version: ${version}.`, { param: 'version' });
  }
  const pending = (await countPending(storage, work.world, [id])).get(id) ?? 0;
  return renderEvent(context.use(versionPort), work.world, record, {
    pending,
    ...(version !== undefined && { version }),
  });
});

const types = door('GET /event_types', {}, async () => ({ object: 'florin.event_types', data: eventTypes() }));

export const eventDoors = [deliveries, delivery, resend, atVersion, types];

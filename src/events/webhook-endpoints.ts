import type Stripe from 'stripe';
import { isTooOld, OLDEST_ANSWERED } from '../contract/contract.ts';
import { applicationOf } from '../kernel/account-names.ts';
import type { Context } from '../kernel/context.ts';
import type { ResourceType, Stored } from '../kernel/entity.ts';
import { invalidRequest } from '../kernel/errors.ts';
import { mergeMetadata } from '../kernel/metadata.ts';
import { resource } from '../kernel/resource.ts';
import { isOfV2 } from './v2-event-types.ts';
import { webhookPolicy, webhookUrl } from './webhook-url.ts';

/** Stripe's bound on how many endpoints an account has in test mode. */
export const MOST_ENDPOINTS = 16;
const SECRET_LENGTH = 32;

export type WebhookEndpoint = Stored<
  Stripe.WebhookEndpoint,
  {
    /** Signing needs the plain secret, so it is stored unhashed. */
    readonly secret: string;
    /** True if it receives events of connected accounts instead of the account's own. */
    readonly connect: boolean;
    /** Wall-clock seconds at which it got its present secret, if that is not its first. */
    readonly rolledAt?: number;
    /** The secret before, which signs too until a moment (wall-clock seconds). */
    readonly previous?: { readonly secret: string; readonly until: number };
  }
>;

export const webhookEndpointType: ResourceType<WebhookEndpoint> = {
  object: 'webhook_endpoint',
  prefix: 'we',
  noun: 'webhook endpoint',
  idParam: 'webhook_endpoint',
};

/** True if the endpoint subscribes to this event type: on its own account, or with `connect` on connected accounts. */
export function wants(endpoint: WebhookEndpoint, type: string, connect = false): boolean {
  if (endpoint.status !== 'enabled' || endpoint.internal.connect !== connect || isOfV2(type)) return false;
  return endpoint.enabled_events.includes('*') || endpoint.enabled_events.includes(type);
}

export const webhookEndpointResource = resource(webhookEndpointType, {
  collection: '/v1/webhook_endpoints',
  item: '/v1/webhook_endpoints/{webhook_endpoint}',
  create,
  retrieve: true,
  list: () => ({}),
  async update({ work, use }, current, params) {
    if (params.enabled_events !== undefined) checkNotEmpty(params.enabled_events);
    return work.save({
      ...current,
      ...(params.description !== undefined && { description: params.description || null }),
      ...(params.enabled_events !== undefined && { enabled_events: params.enabled_events }),
      ...(params.disabled !== undefined && { status: params.disabled ? 'disabled' : 'enabled' }),
      ...(params.url !== undefined && { url: webhookUrl(params.url, use(webhookPolicy)) }),
      metadata: mergeMetadata(current.metadata, params.metadata),
    });
  },
  async remove({ work }, current) {
    work.remove(current);
    const deleted: Stripe.DeletedWebhookEndpoint = { id: current.id, object: 'webhook_endpoint', deleted: true };
    return deleted;
  },
  // One after another, so that none is added unseen while they are counted.
  options: { create: { lock: () => [webhookEndpointType.object] } },
});

/** Adds an endpoint. Only this answer shows its secret. */
async function create({ work, use }: Context, params: Stripe.WebhookEndpointCreateParams): Promise<WebhookEndpoint> {
  const url = webhookUrl(params.url, use(webhookPolicy));
  checkNotEmpty(params.enabled_events);
  if (params.api_version && isTooOld(params.api_version)) {
    throw invalidRequest(
      `Florin does not send events as API version ${params.api_version}: the oldest is ${OLDEST_ANSWERED}. Use that or a later one.`,
      { param: 'api_version' },
    );
  }
  if ((await work.list(webhookEndpointType, { limit: MOST_ENDPOINTS })).length >= MOST_ENDPOINTS) {
    throw invalidRequest(`An account can have at most ${MOST_ENDPOINTS} test webhook endpoints. Delete one first.`);
  }
  const secret = `whsec_${work.newSecret(SECRET_LENGTH)}`;
  const endpoint = work.insert<WebhookEndpoint>(webhookEndpointType, {
    id: work.newId('we'),
    object: 'webhook_endpoint',
    api_version: params.api_version ?? null,
    application: params.connect ? applicationOf(work.world) : null,
    created: work.now,
    description: params.description || null,
    enabled_events: params.enabled_events,
    livemode: false,
    metadata: mergeMetadata(null, params.metadata),
    status: 'enabled',
    url,
    internal: { secret, connect: params.connect ?? false },
  });
  const { status, url: shown, internal, ...rest } = endpoint;
  return { ...rest, secret, status, url: shown, internal };
}

function checkNotEmpty(enabledEvents: readonly string[]): void {
  if (enabledEvents.length > 0) return;
  throw invalidRequest("`enabled_events` needs at least one entry. Use ['*'] for all events.", {
    param: 'enabled_events',
  });
}

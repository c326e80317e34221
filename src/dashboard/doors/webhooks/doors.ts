import { integer, oneOf, required } from '../../../contract/shape.ts';
import { DISTURBANCES, disturbancesPort, LONGEST_DELAY_SECONDS, MOST_DISTURBED } from '../../../events/disturbances.ts';
import { type WebhookEndpoint, webhookEndpointType } from '../../../events/webhook-endpoints.ts';
import type { Context } from '../../../kernel/context.ts';
import { invalidRequest } from '../../../kernel/errors.ts';
import { door } from '../../door.ts';
import { aheadOf } from '../world/ahead.ts';

const SECRET_LENGTH = 32;
/** Hours that a replaced secret signs beside the new one, at most. */
const MOST_OVERLAP_HOURS = 24;
const HOUR_SECONDS = 3_600;
/** A delay without `seconds`. */
const DELAY_SECONDS = 30;

const secret = door('GET /webhook_endpoints/{id}/secret', {}, async ({ work }, _params, { id }) => {
  const endpoint = await work.require(webhookEndpointType, id);
  return { object: 'florin.secret', id, secret: endpoint.internal.secret };
});

/** Replaces an endpoint's secret. For some hours the old one can sign too, so that no delivery fails meanwhile. */
const roll = door(
  'POST /webhook_endpoints/{id}/roll',
  { overlap_hours: integer },
  async (context, { overlap_hours: hours = 0 }, { id }) => {
    const { work } = context;
    if (hours < 0 || hours > MOST_OVERLAP_HOURS) {
      throw invalidRequest(`The overlap is invalid. Use 0 to ${MOST_OVERLAP_HOURS} hours.`, { param: 'overlap_hours' });
    }
    const endpoint = await work.require(webhookEndpointType, id);
    const fresh = `whsec_${work.newSecret(SECRET_LENGTH)}`;
    // Receivers compare signatures with their own clocks.
    const now = work.worldNow - (await aheadOf(context));
    const { previous: _, ...internal } = endpoint.internal;
    const until = now + hours * HOUR_SECONDS;
    work.save<WebhookEndpoint>({
      ...endpoint,
      internal: {
        ...internal,
        secret: fresh,
        rolledAt: now,
        ...(hours > 0 && { previous: { secret: internal.secret, until } }),
      },
    });
    return { object: 'florin.secret', id, secret: fresh, previous_until: hours > 0 ? until : null };
  },
);

function state({ use }: Context, endpoint: string) {
  const armed = use(disturbancesPort).armed(endpoint) ?? null;
  return { object: 'florin.disturbance', endpoint, armed, kinds: DISTURBANCES };
}

const read = door('GET /webhook_endpoints/{id}/disturbance', {}, async (context, _params, { id }) => {
  await context.work.require(webhookEndpointType, id);
  return state(context, id);
});

/** Disturbs the next deliveries to an endpoint. */
const arm = door(
  'POST /webhook_endpoints/{id}/disturbance',
  { kind: required(oneOf(...DISTURBANCES)), times: integer, seconds: integer },
  async (context, { kind, times = 1, seconds = DELAY_SECONDS }, { id }) => {
    await context.work.require(webhookEndpointType, id);
    if (times < 1 || times > MOST_DISTURBED) {
      throw invalidRequest(`The number of deliveries is invalid. Use 1 to ${MOST_DISTURBED}.`, { param: 'times' });
    }
    if (seconds < 1 || seconds > LONGEST_DELAY_SECONDS) {
      throw invalidRequest(`The delay is invalid. Use 1 to ${LONGEST_DELAY_SECONDS} seconds.`, { param: 'seconds' });
    }
    context.use(disturbancesPort).arm(id, { kind, times, seconds });
    return state(context, id);
  },
  { isKeyless: true },
);

const disarm = door('DELETE /webhook_endpoints/{id}/disturbance', {}, async (context, _params, { id }) => {
  await context.work.require(webhookEndpointType, id);
  context.use(disturbancesPort).disarm(id);
  return state(context, id);
});

export const webhookDoors = [secret, roll, read, arm, disarm];

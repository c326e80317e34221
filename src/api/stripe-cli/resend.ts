import { countPending, type EventObject, loadEvent, renderEvent } from '../../events/event.ts';
import type { FeedEvent } from '../../events/feed.ts';
import { scheduleDelivery } from '../../events/outbox.ts';
import { oldestServed } from '../../events/retention.ts';
import { versionPort } from '../../events/versions-port.ts';
import { webhookEndpointType } from '../../events/webhook-endpoints.ts';
import type { Engine } from '../../kernel/engine.ts';
import { invalidRequest, resourceMissing } from '../../kernel/errors.ts';

/**
 * `POST /v1/events/{id}/retry`, behind `stripe events resend`: sends an event once more, to the CLIs that are listening
 * (`for_stripecli`) or to one webhook endpoint. Scheduled attempts are not affected. Returns the event.
 */
export async function resendEvent(
  engine: Engine,
  world: string,
  id: string,
  form: Readonly<Record<string, unknown>>,
  toListeners: (event: FeedEvent) => void,
): Promise<EventObject> {
  const now = Math.floor((engine.clock.now() + (await engine.worlds.get(world)).clockOffset) / 1000);
  const record = id > oldestServed(now) ? await loadEvent(engine.storage, world, id) : undefined;
  const { account: named = world, webhook_endpoint: endpoint, for_stripecli: forCli } = form;
  // The CLI names the account of a connected account's event.
  if (!record || (record.event.account ?? world) !== named) throw resourceMissing('event', id, 'id');
  if (typeof endpoint === 'string') await resendTo(engine, world, id, endpoint);
  else if (forCli === 'true' || forCli === true)
    toListeners({ id, type: record.event.type, account: record.event.account });
  else {
    throw invalidRequest('The destination of the event is missing. Send `webhook_endpoint` or `for_stripecli=true`.', {
      code: 'parameter_missing',
      param: 'webhook_endpoint',
    });
  }
  const pending = (await countPending(engine.storage, world, [id])).get(id) ?? 0;
  return renderEvent(engine.use(versionPort), world, record, { pending });
}

async function resendTo(engine: Engine, world: string, event: string, id: string): Promise<void> {
  await engine.asPlatform(world, `resend ${event} ${id}`, async ({ work }) => {
    const endpoint = await work.require(webhookEndpointType, id, 'webhook_endpoint');
    if (endpoint.status !== 'enabled') {
      throw invalidRequest(`The webhook endpoint ${id} is disabled. Enable it first.`, { param: 'webhook_endpoint' });
    }
    scheduleDelivery(work, event, { endpoint: id, resent: true });
  });
}

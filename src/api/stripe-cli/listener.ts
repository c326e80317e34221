import { countPending, loadEvent, renderEvent } from '../../events/event.ts';
import type { FeedEvent } from '../../events/feed.ts';
import type { DeliveryLog } from '../../events/logs.ts';
import { versionPort } from '../../events/versions-port.ts';
import { createBoundedMap } from '../../kernel/bounded-map.ts';
import type { Engine } from '../../kernel/engine.ts';
import { parseMessage, thinEventMessage, webhookEventMessage } from './messages.ts';
import type { Session } from './sessions.ts';

/** The most forwarded events of a connection that await a response. */
const MOST_UNANSWERED = 1_000;

/** A listening CLI: sends it events, and reads the results of its forwarding. */
interface Listener {
  /**
   * Sends an event twice: at the version of the account's default endpoint, and at the newest. The CLI keeps one of the
   * two, depending on `--latest`, which it does not send to the server. A session for thin events receives that form.
   */
  render(event: FeedEvent): Promise<readonly string[]>;
  receive(message: string): void;
}

export function createListener(engine: Engine, session: Session, log: DeliveryLog): Listener {
  const unanswered = createBoundedMap<string, FeedEvent>({ most: MOST_UNANSWERED });

  function converse(event: FeedEvent): string {
    const conversation = `wc_${engine.ids.random(24)}`;
    unanswered.set(conversation, event);
    return conversation;
  }

  return {
    async render(event) {
      const { world, secret, webhookIds } = session;
      const record = await loadEvent(engine.storage, world, event.id);
      if (!record) return [];
      const pending = (await countPending(engine.storage, world, [event.id])).get(event.id) ?? 0;
      const versions = engine.use(versionPort);
      const timestamp = Math.floor(engine.clock.now() / 1000);
      const messages: string[] = [];
      if (session.features.includes('v2_events')) {
        const rendered = await renderEvent(versions, world, record, { pending });
        messages.push(thinEventMessage(rendered, { destination: session.destination, secret, timestamp }));
      }
      if (!session.features.includes('webhooks')) return messages;
      const shown = [
        { endpointVersion: null, webhookId: webhookIds.default, as: {} },
        { endpointVersion: versions.latest, webhookId: webhookIds.latest, as: { version: versions.latest } },
      ];
      for (const { endpointVersion, webhookId, as } of shown) {
        const rendered = await renderEvent(versions, world, record, { pending, ...as });
        const conversation = converse(event);
        messages.push(webhookEventMessage(rendered, { endpointVersion, webhookId, conversation, secret, timestamp }));
      }
      return messages;
    },
    receive(text) {
      const response = parseMessage(text);
      const event = response && unanswered.get(response.conversation);
      if (!response || !event) return;
      unanswered.delete(response.conversation);
      log.add(session.world, {
        event: event.id,
        type: event.type,
        endpoint: 'stripe-cli',
        url: response.forwardUrl,
        attempt: 0,
        status: response.status,
        failure: null,
        at: engine.clock.now(),
      });
    },
  };
}

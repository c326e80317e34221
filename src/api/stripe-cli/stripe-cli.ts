import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { EventObject } from '../../events/event.ts';
import type { EventFeed, FeedEvent } from '../../events/feed.ts';
import type { DeliveryLog, RequestLog } from '../../events/logs.ts';
import { versionPort } from '../../events/versions-port.ts';
import { textBytes } from '../../kernel/bounded-map.ts';
import { createByteBudget } from '../../kernel/byte-budget.ts';
import { DAY_SECONDS } from '../../kernel/clock.ts';
import type { Engine } from '../../kernel/engine.ts';
import type { RequestEntry } from '../../shared/request-entry.ts';
import { type Connection, openConnection, WAITING_BYTES } from './connection.ts';
import { passes } from './filters.ts';
import { createListener } from './listener.ts';
import { requestLogMessage } from './messages.ts';
import { resendEvent } from './resend.ts';
import { createSessions, readSessionForm, type Session } from './sessions.ts';
import { createUpgrade, websocketUrl } from './upgrade.ts';

/**
 * Seconds after which the CLI reconnects. It misses the events in between, so the interval is a day; a connection that
 * breaks is reopened at once.
 */
const RECONNECT_SECONDS = DAY_SECONDS;

/** The response of `POST /v1/stripecli/sessions`. */
interface SessionAnswer {
  readonly websocket_id: string;
  readonly websocket_url: string;
  readonly websocket_authorized_feature: string;
  readonly reconnect_delay: number;
  readonly secret: string;
  readonly default_version: string;
  readonly latest_version: string;
  readonly display_connect_filter_warning: boolean;
  readonly device_token: string;
}

type Form = Readonly<Record<string, unknown>>;
type Item = { readonly event: FeedEvent } | { readonly request: RequestEntry };

/** The overhead of a queue item in bytes, without its texts. */
const ITEM_BYTES = 400;

function bytesOf(item: Item): number {
  if ('event' in item) return ITEM_BYTES;
  const { path, userAgent, idempotencyKey, errorMessage } = item.request;
  return [path, userAgent, idempotencyKey, errorMessage].reduce((sum, text) => sum + textBytes(text ?? ''), ITEM_BYTES);
}

/** The server's side of `stripe listen`, `stripe logs tail` and `stripe events resend`. */
export interface StripeCli {
  /** `POST /v1/stripecli/sessions`. The world must be open; `baseUrl` has no trailing slash. */
  handleSessions(world: string, form: Form, baseUrl: string): Promise<SessionAnswer>;
  /** `POST /v1/events/{id}/retry`. */
  handleRetry(world: string, id: string, form: Form): Promise<EventObject>;
  /** For the HTTP server's `upgrade` event. Returns false, with the socket untouched, if the path is not the CLI's. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  close(): void;
}

/** True for `stripe listen`, in either form of events. */
function listens({ features }: Session): boolean {
  return features.includes('webhooks') || features.includes('v2_events');
}

export function createStripeCli(parts: {
  engine: Engine;
  eventFeed: EventFeed;
  requestLog: RequestLog;
  deliveryLog: DeliveryLog;
  report: (error: unknown) => void;
}): StripeCli {
  const { engine, eventFeed, requestLog } = parts;
  const sessions = createSessions(engine);
  const budget = createByteBudget(WAITING_BYTES);
  const open = new Map<Session, { socket: WebSocket; connection: Connection<Item> }>();

  function connect(session: Session, socket: WebSocket): void {
    open.get(session)?.connection.close();
    const listener = createListener(engine, session, parts.deliveryLog);
    const render = async (item: Item) =>
      'event' in item
        ? listener.render(item.event)
        : [requestLogMessage(item.request, `resp_${engine.ids.random(24)}`)];
    const connection = openConnection(socket, engine.clock, render, parts.report, { budget, bytesOf });
    open.set(session, { socket, connection });
    session.connected = true;
    const ends = [
      ...(listens(session) ? [eventFeed.subscribe(session.world, (event) => connection.push({ event }))] : []),
      ...(session.features.includes('request_logs')
        ? [
            requestLog.subscribe(
              session.world,
              (entry) => passes(entry, session.filters) && connection.push({ request: entry }),
            ),
          ]
        : []),
    ];
    socket.on('message', (data) => listener.receive(String(data)));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      for (const end of ends) end();
      if (open.get(session)?.socket !== socket) return;
      open.delete(session);
      session.connected = false;
      session.idleSince = engine.clock.now();
    });
  }

  return {
    async handleSessions(world, form, baseUrl) {
      const session = await sessions.create(world, readSessionForm(form));
      const { settings } = await engine.worlds.get(world);
      return {
        websocket_id: session.id,
        websocket_url: websocketUrl(baseUrl, world),
        websocket_authorized_feature: session.features.join(','),
        reconnect_delay: RECONNECT_SECONDS,
        secret: session.secret,
        default_version: settings.apiVersion,
        latest_version: engine.use(versionPort).latest,
        display_connect_filter_warning: (session.filters.filter_account ?? []).length > 0,
        device_token: engine.ids.random(32),
      };
    },
    handleRetry: (world, id, form) =>
      resendEvent(engine, world, id, form, (event) => {
        for (const [session, { connection }] of open) {
          if (session.world === world && listens(session)) connection.push({ event });
        }
      }),
    handleUpgrade: createUpgrade(sessions, connect),
    close() {
      for (const { connection } of open.values()) connection.close();
    },
  };
}

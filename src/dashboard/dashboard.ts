import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ApiAnswer, type ApiRequest, bodyTooLarge, LARGEST_BODY } from '../api/http.ts';
import type { Identity } from '../api/identity.ts';
import { refusalOf } from '../api/render-error.ts';
import { answeredVersions } from '../api/versions/versions.ts';
import type { EventFeed } from '../events/feed.ts';
import type { RequestLog } from '../events/logs.ts';
import type { Engine } from '../kernel/engine.ts';
import { StripeError } from '../kernel/errors.ts';
import { chooseTexts } from '../pages/languages/choose.ts';
import { createAccess, type Peer } from './access.ts';
import { isDashboardPath, isWorldPath, PAGES, readWorldPath, SESSION } from './addresses.ts';
import { dashboardDocument } from './document.ts';
import { exportedAt, exportList } from './export/export.ts';
import { createFeed } from './feed.ts';
import { redirectOf } from './redirects.ts';
import { createSessionCalls } from './session/calls.ts';
import { createSessions } from './session/sessions.ts';

/** Services that the dashboard uses besides the engine. */
export interface DashboardParts {
  /** The API, for requests whose caller is identified here. */
  readonly api: (request: ApiRequest) => Promise<ApiAnswer>;
  /** The dashboard's own operations, at `/_florin/…`. */
  readonly doors: (request: ApiRequest) => Promise<ApiAnswer>;
  /** Identifies the key in an Authorization header. */
  readonly openKey: (authorization: string) => Promise<Identity>;
  readonly events: EventFeed;
  readonly requests: Pick<RequestLog, 'subscribe'>;
  /** The world that is shown on this machine without a login, with its keys; null if keys are registered. */
  readonly open: { readonly world: string; readonly keys: { secret: string; publishable: string } } | null;
  /** The ids of the operations that Florin has. */
  readonly built: ReadonlySet<string>;
  /** Receives errors that are Florin's own fault. */
  readonly report: (error: unknown, doing: string) => void;
}

/** The dashboard: its documents, sessions, and the calls of its pages. */
export interface Dashboard {
  handle(request: Request, ip?: string): Promise<Response>;
  /** For the server's `upgrade` event; false, with the socket untouched, if the path is not the dashboard's. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  close(): void;
}

export function createDashboard(engine: Engine, parts: DashboardParts): Dashboard {
  const sessions = createSessions(engine);
  const { openKey } = parts;
  const access = createAccess({ engine, sessions, openKey, openWorld: parts.open?.world ?? null });
  const sessionCalls = createSessionCalls({
    engine,
    sessions,
    access,
    openKey,
    open: parts.open,
    versions: answeredVersions(),
    built: parts.built,
  });

  async function answerWorld(request: Request, peer: Peer, url: URL): Promise<Response> {
    const read = readWorldPath(url.pathname);
    if (!read) throw unknownPath(request.method, url.pathname);
    const identity = await access.identify(peer, read.account);
    const asked: ApiRequest = {
      method: request.method,
      path: read.rest,
      query: url.search.slice(1),
      header: (name) => (name === 'authorization' ? undefined : (request.headers.get(name) ?? undefined)),
      body: async () => (await readBody(request, LARGEST_BODY)).toString('utf8'),
      bytes: (largest) => readBody(request, largest),
      ip: peer.ip ?? null,
      baseUrl: engine.platformCaller().baseUrl,
      identity,
    };
    const list = request.method === 'GET' ? exportedAt(read.rest) : undefined;
    if (list) return exportList(list, asked, ask);
    const { status, headers, body, bytes } = await ask(asked);
    return new Response(bytes ?? body, { status, headers });
  }

  /** Asks the API, or a door. */
  function ask(request: ApiRequest): Promise<ApiAnswer> {
    if (/^\/v[12]\//.test(request.path)) return parts.api(request);
    return parts.doors({ ...request, path: `/_florin${request.path}` });
  }

  async function answer(request: Request, peer: Peer): Promise<Response> {
    const url = new URL(request.url);
    const { pathname: path } = url;
    if (isWorldPath(path)) return answerWorld(request, peer, url);
    if (path === SESSION) return sessionCalls(request, peer);
    const to = request.method === 'GET' ? redirectOf(path) : undefined;
    if (to !== undefined) return new Response(null, { status: 302, headers: { location: to + url.search } });
    if (!isDashboardPath(path) || !path.startsWith(PAGES)) throw unknownPath(request.method, path);
    if (request.method !== 'GET' && request.method !== 'HEAD') throw unknownPath(request.method, path);
    const { locale } = chooseTexts(request.headers.get('accept-language'));
    return dashboardDocument(locale === 'fr' ? 'fr' : 'en', path);
  }

  const feed = createFeed({
    clock: engine.clock,
    events: parts.events,
    requests: parts.requests,
    mayWatch: (request, account) => access.mayWatch(peerOf(request), account),
  });

  return {
    handleUpgrade: feed.handleUpgrade,
    close: feed.close,
    async handle(request, ip) {
      try {
        return await answer(request, { headers: request.headers, ip });
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal !== error) parts.report(error, 'the dashboard');
        return refused(refusal);
      }
    },
  };
}

/** The sender of a request that asks for a WebSocket. */
function peerOf({ headers, socket }: IncomingMessage): Peer {
  const entries = Object.entries(headers).map(([name, value]) => [name, String(value)] as [string, string]);
  return { headers: new Headers(entries), ip: socket.remoteAddress?.replace(/^::ffff:/, '') };
}

const JSON_HEADERS = { 'content-type': 'application/json', 'cache-control': 'no-store' };

function refused({ status, detail }: StripeError): Response {
  return new Response(JSON.stringify({ error: detail }), { status, headers: JSON_HEADERS });
}

function unknownPath(method: string, path: string): StripeError {
  return new StripeError(404, {
    type: 'invalid_request_error',
    message: `Unrecognized request URL (${method}: ${path}). Open /dashboard.`,
  });
}

/** Stops at the limit, whatever the headers claim. */
async function readBody(request: Request, largest: number): Promise<Buffer<ArrayBuffer>> {
  if (!request.body) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > largest) throw bodyTooLarge(largest);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { chooseCodec } from './api/codecs/choose-codec.ts';
import { type Body, createBodyMemory, openBody } from './api/door/body-memory.ts';
import { guardConnections } from './api/door/connections.ts';
import { createDoor, type Door, type DoorOptions } from './api/door/door.ts';
import { refuseUnparsable } from './api/door/unparsable.ts';
import { bodyCutOff, isApiPath } from './api/fetch.ts';
import { bodyTooLarge, COMMON_HEADERS, LARGEST_BODY, preflightHeaders } from './api/http.ts';
import type { Florin } from './florin.ts';
import { rateLimited, type StripeError } from './kernel/errors.ts';

// An `import` of it reads all that it exports, and one of these loads Node's whole fetch client: 40 ms of every start.
const { createServer } = process.getBuiltinModule('node:http');

/** Time limits for a request's headers, for the whole request, and for idle connections. */
const HEADERS_TIMEOUT_MS = 20_000;
const REQUEST_TIMEOUT_MS = 60_000;
const KEEP_ALIVE_MS = 65_000;
/** The most bytes of a request's line and headers. */
const MOST_HEADER_BYTES = 16_384;
/** Time that a stopping server waits for requests in progress. */
export const DRAIN_MS = 10_000;

/** A Florin on a socket. */
export interface FlorinServer {
  readonly url: string;
  /** Stops listening, lets running requests finish (at most `DRAIN_MS`) and closes connections. */
  stop(): Promise<void>;
}

/** The place of a server: its socket, and the address that others reach it by. */
export interface Place {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** The origin that browsers and clients reach it by (for example, a proxy's), if it is not the socket's own. */
  readonly url?: string | undefined;
  /** Further host names that requests may be sent to, besides loopback and the one of `url`. */
  readonly allowHosts?: readonly string[];
  readonly trustedProxies?: readonly string[];
}

/** Starts a Florin on a socket. Rejects if the port is in use. */
export async function serve(florin: Florin, place: Place): Promise<FlorinServer> {
  const door = createDoor(doorOptions(place));
  const pages = createPageListener(florin, door);
  const memory = createBodyMemory();
  const options = { shouldUpgradeCallback: isWebSocket, maxHeaderSize: MOST_HEADER_BYTES };
  const server = createServer(options, (request, response) => {
    const { socket } = request;
    const admission = connections.begin(socket);
    if (admission === 'cut off') return;
    const target = request.url ?? '/';
    const question = target.indexOf('?');
    const path = question < 0 ? target : target.slice(0, question);
    const refusal = admission === 'refuse' ? rateLimited() : door.refuse(request, path);
    if (refusal) {
      refuse(refusal, request, response, path);
      connections.end(socket);
      return;
    }
    const body = openBody(memory);
    const answered = isApiPath(path)
      ? answer(florin, door, request, response, { path, question, body })
      : pages(request, response);
    const end = () => {
      body.release();
      connections.end(socket);
    };
    answered.then(end, () => {
      response.destroy();
      end();
    });
  });
  const connections = guardConnections(server);
  server.on('clientError', refuseUnparsable);
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  // Upgraded sockets are no longer the server's: it neither counts nor closes them.
  const upgraded = new Set<Duplex>();
  server.on('upgrade', (request, socket, head) => {
    upgraded.add(socket.once('close', () => upgraded.delete(socket)));
    const isRefused = door.refuse(request, request.url ?? '') !== undefined;
    if (isRefused || !florin.upgrade(request, socket, head)) socket.destroy();
  });
  await listen(server, place);
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : place.port;
  const url = `http://${ownName(place.host)}:${port}`;
  florin.locate(place.url ?? url);
  return { url, stop: () => stop(server, upgraded) };
}

/** A server on a named host is reached by that name; on all of the machine's addresses, by any that is allowed. */
function doorOptions({ host, url, allowHosts = [], trustedProxies = [] }: Place): DoorOptions {
  const own = [ownName(host), ...(url === undefined ? [] : [new URL(url).hostname])];
  return { hosts: [...own, ...allowHosts].map((name) => name.toLowerCase()), trustedProxies };
}

/** The host of a URL of this server. A server that listens on every address is reached on this machine by loopback. */
function ownName(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

/** True for the one protocol that a request can switch to. Any other offer (h2c, for example) is ignored. */
function isWebSocket({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket';
}

/** Answers a request that is not for this Florin. Nothing of it is read, so its connection is closed. */
function refuse(refusal: StripeError, request: IncomingMessage, response: ServerResponse, path: string): void {
  request.resume();
  const body = isApiPath(path) ? JSON.stringify(chooseCodec(path).errorBody(refusal)) : `${refusal.message}\n`;
  const type = isApiPath(path) ? COMMON_HEADERS : { 'content-type': 'text/plain; charset=utf-8' };
  response.writeHead(refusal.status, { ...type, connection: 'close' }).end(body);
}

/** Pages take a Request and return a Response; their code is loaded with the first request. */
function createPageListener(
  florin: Florin,
  door: Door,
): (request: IncomingMessage, response: ServerResponse) => Promise<unknown> {
  let loading: Promise<(request: IncomingMessage, response: ServerResponse) => unknown> | undefined;
  const load = async () => {
    const { getRequestListener } = await import('@hono/node-server');
    return getRequestListener((request, { incoming }) => {
      const ip = door.addressOf(incoming as IncomingMessage);
      return florin.fetch(request, undefined, ip === null ? undefined : { ip });
    });
  };
  return async (request, response) => {
    loading ??= load();
    return (await loading)(request, response);
  };
}

/** The API's own way in: no Request and Response in between, since every payment passes here. */
async function answer(
  florin: Florin,
  door: Door,
  request: IncomingMessage,
  response: ServerResponse,
  { path, question, body: received }: { path: string; question: number; body: Body },
): Promise<void> {
  if (request.method === 'OPTIONS') {
    response.writeHead(204, preflightHeaders(path)).end();
    return;
  }
  const { status, headers, body, bytes } = await florin.api({
    method: request.method ?? 'GET',
    path,
    query: question < 0 ? '' : (request.url ?? '').slice(question + 1),
    header: (name) => {
      const value = request.headers[name];
      return Array.isArray(value) ? value[0] : value;
    },
    body: () => readBody(request, LARGEST_BODY, received, asText),
    bytes: (largest) => readBody(request, largest, received, asBytes),
    ip: door.addressOf(request),
    baseUrl: florin.baseUrl(),
  });
  headers['content-length'] = String(bytes?.byteLength ?? Buffer.byteLength(body));
  // A body that was not read to its end cannot be followed by another request.
  if (!request.complete) headers.connection = 'close';
  response.writeHead(status, headers).end(bytes ?? body);
}

const asText = (chunks: readonly Buffer[]) =>
  chunks.length === 1 ? String(chunks[0]) : Buffer.concat(chunks).toString('utf8');
const asBytes = (chunks: readonly Buffer[]) => Buffer.concat(chunks);

function readBody<T>(
  request: IncomingMessage,
  largest: number,
  body: Body,
  read: (chunks: readonly Buffer[]) => T,
): Promise<T> {
  return new Promise((resolve, reject) => {
    // A body whose Content-Length is too large is not received.
    if (Number(request.headers['content-length']) > largest) return reject(bodyTooLarge(largest));
    request.on('data', (chunk: Buffer) => {
      try {
        body.add(chunk, largest);
      } catch (error) {
        request.pause();
        reject(error);
      }
    });
    request.on('end', () => resolve(read(body.chunks)));
    request.on('error', () => reject(bodyCutOff()));
  });
}

function listen(server: Server, { host, port }: Place): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function stop(server: Server, upgraded: ReadonlySet<Duplex>): Promise<void> {
  const done = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  for (const socket of upgraded) socket.destroy();
  await done;
  clearTimeout(cut);
}

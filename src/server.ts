import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { bodyCutOff, isApiPath } from './api/fetch.ts';
import { bodyTooLarge, LARGEST_BODY, PREFLIGHT_HEADERS } from './api/http.ts';
import type { Florin } from './florin.ts';

// An `import` of it reads all that it exports, and one of these loads Node's whole fetch client: 40 ms of every start.
const { createServer } = process.getBuiltinModule('node:http');

/** How long clients have for a request's headers and for all of it, and how long idle connections are kept. */
const HEADERS_TIMEOUT_MS = 20_000;
const REQUEST_TIMEOUT_MS = 60_000;
const KEEP_ALIVE_MS = 65_000;
/** How long a stopping server waits for requests that are being answered. */
export const DRAIN_MS = 10_000;

/** A Florin on a socket. */
export interface FlorinServer {
  readonly url: string;
  /** Stops listening, lets running requests finish (at most `DRAIN_MS`) and closes connections. */
  stop(): Promise<void>;
}

/** Puts a Florin on a socket. Rejects when the port is taken. Port 0 takes any free one. */
export async function serve(florin: Florin, where: { host: string; port: number }): Promise<FlorinServer> {
  const pages = createPageListener(florin);
  const server = createServer((request, response) => {
    const question = (request.url ?? '/').indexOf('?');
    const path = question < 0 ? (request.url ?? '/') : (request.url ?? '/').slice(0, question);
    if (isApiPath(path)) answer(florin, request, response, path, question).catch(() => response.destroy());
    else pages(request, response).catch(() => response.destroy());
  });
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  // Upgraded sockets are no longer the server's: it neither counts nor closes them.
  const upgraded = new Set<Duplex>();
  server.on('upgrade', (request, socket, head) => {
    upgraded.add(socket.once('close', () => upgraded.delete(socket)));
    if (!florin.upgrade(request, socket, head)) socket.destroy();
  });
  await listen(server, where);
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : where.port;
  const url = `http://${where.host.includes(':') ? `[${where.host}]` : where.host}:${port}`;
  florin.locate(url);
  return { url, stop: () => stop(server, upgraded) };
}

/** Pages are asked for by Request and answered by Response; what stands between is loaded with the first. */
function createPageListener(florin: Florin): (request: IncomingMessage, response: ServerResponse) => Promise<unknown> {
  let loading: Promise<(request: IncomingMessage, response: ServerResponse) => unknown> | undefined;
  const load = async () => {
    const { getRequestListener } = await import('@hono/node-server');
    return getRequestListener((request) => florin.fetch(request));
  };
  return async (request, response) => {
    loading ??= load();
    return (await loading)(request, response);
  };
}

/** The API's own way in: no Request and Response in between, since every payment passes here. */
async function answer(
  florin: Florin,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  question: number,
): Promise<void> {
  if (request.method === 'OPTIONS') {
    response.writeHead(204, PREFLIGHT_HEADERS).end();
    return;
  }
  const host = request.headers.host;
  const { status, headers, body, bytes } = await florin.api({
    method: request.method ?? 'GET',
    path,
    query: question < 0 ? '' : (request.url ?? '').slice(question + 1),
    header: (name) => {
      const value = request.headers[name];
      return Array.isArray(value) ? value[0] : value;
    },
    body: () => readBody(request, LARGEST_BODY, asText),
    bytes: (largest) => readBody(request, largest, asBytes),
    ip: request.socket.remoteAddress ?? null,
    baseUrl: host === undefined ? florin.engine.platformCaller().baseUrl : `http://${host}`,
  });
  headers['content-length'] = String(bytes?.byteLength ?? Buffer.byteLength(body));
  // A body that was not read to its end cannot be followed by another request.
  if (!request.complete) headers.connection = 'close';
  response.writeHead(status, headers).end(bytes ?? body);
}

const asText = (chunks: Buffer[]) => (chunks.length === 1 ? String(chunks[0]) : Buffer.concat(chunks).toString('utf8'));
const asBytes = (chunks: Buffer[]) => Buffer.concat(chunks);

function readBody<T>(request: IncomingMessage, largest: number, read: (chunks: Buffer[]) => T): Promise<T> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > largest) {
        request.pause();
        reject(bodyTooLarge(largest));
      } else chunks.push(chunk);
    });
    request.on('end', () => resolve(read(chunks)));
    request.on('error', () => reject(bodyCutOff()));
  });
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
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

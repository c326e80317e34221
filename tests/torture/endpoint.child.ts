/**
 * Webhook endpoints in a process of their own, so that their work does not slow Florin down. Each listens on its own
 * port and records its deliveries. Configured by the parent process; see endpoints.ts.
 */
import { hash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import Stripe from 'stripe';
import type { EndpointCommand, EndpointReport, Manner } from './endpoints.ts';
import { createRandom } from './simulation/random.ts';

/** Share of requests that a randomly failing endpoint rejects. */
const FAILING = 0.3;
/** Maximum failures per event, so that no event is given up. */
const MOST_FAILURES = 6;
/** Maximum delay of slow responses. */
const SLOWEST_MS = 400;

interface Arrivals {
  /** Time of the first delivery, in milliseconds since the epoch. */
  readonly cameAt: number;
  taken: boolean;
  times: number;
  failures: number;
  readonly body: string;
}

interface Endpoint {
  readonly manner: Manner;
  readonly events: Map<string, Arrivals>;
  secret: string;
  requests: number;
  taken: number;
  failed: number;
  forged: number;
  connections: number;
  mostConnections: number;
}

const endpoints: Endpoint[] = [];
const { webhooks } = new Stripe('sk_test_unused');
let random = createRandom('endpoints');

const answering: Record<'status 500' | 'reset' | 'slow' | 'redirect', (response: ServerResponse) => Promise<boolean>> =
  {
    'status 500': async (response) => {
      response.writeHead(500).end('out of order');
      return false;
    },
    reset: async (response) => {
      response.socket?.resetAndDestroy();
      return false;
    },
    slow: async (response) => {
      await wait(random.below(SLOWEST_MS));
      response.end();
      return true;
    },
    redirect: async (response) => {
      response.writeHead(302, { location: '/elsewhere' }).end();
      return false;
    },
  };
const WAYS = Object.values(answering);

async function receive(endpoint: Endpoint, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const now = performance.timeOrigin + performance.now();
  endpoint.requests++;
  const text = Buffer.concat(chunks).toString('utf8');
  const id = authentic(endpoint, text, String(request.headers['stripe-signature']));
  if (id === undefined) return void response.writeHead(400).end();
  const known = endpoint.events.get(id);
  const arrivals = known ?? { cameAt: now, taken: false, times: 0, failures: 0, body: digest(text) };
  if (!known) endpoint.events.set(id, arrivals);
  else if (arrivals.body !== digest(text)) endpoint.forged++;
  arrivals.times++;
  if (!(await answer(endpoint, arrivals, response)) || arrivals.taken) return;
  arrivals.taken = true;
  endpoint.taken++;
}

/** Returns the event's id if the signature is valid for this endpoint. */
function authentic(endpoint: Endpoint, text: string, signature: string): string | undefined {
  try {
    return webhooks.constructEvent(text, signature, endpoint.secret).id;
  } catch {
    endpoint.forged++;
    return undefined;
  }
}

/** Sends the endpoint's response; returns true if it is a success. */
async function answer(endpoint: Endpoint, arrivals: Arrivals, response: ServerResponse): Promise<boolean> {
  if (endpoint.manner === 'hangs') return false;
  if (endpoint.manner === 'fails' && arrivals.failures < MOST_FAILURES && random.chance(FAILING)) {
    if (await random.pick(WAYS)(response)) return true;
    arrivals.failures++;
    endpoint.failed++;
    return false;
  }
  response.end();
  return true;
}

/** Hashes an event without its pending deliveries. */
function digest(text: string): string {
  return hash('sha256', text.replace(/"pending_webhooks": \d+/, '"pending_webhooks": 0'), 'base64');
}

async function open(manner: Manner): Promise<string> {
  const endpoint: Endpoint = {
    manner,
    events: new Map(),
    secret: '',
    requests: 0,
    taken: 0,
    failed: 0,
    forged: 0,
    connections: 0,
    mostConnections: 0,
  };
  endpoints.push(endpoint);
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    receive(endpoint, request, response).catch(() => response.destroy());
  });
  server.on('connection', (socket) => {
    endpoint.mostConnections = Math.max(endpoint.mostConnections, ++endpoint.connections);
    socket.on('close', () => endpoint.connections--);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
}

function report({ events, requests, failed, forged, mostConnections }: Endpoint): EndpointReport {
  const all = [...events];
  return {
    ids: all.map(([id]) => id),
    cameAt: Float64Array.from(all, ([, { cameAt }]) => cameAt),
    taken: Uint8Array.from(all, ([, { taken }]) => (taken ? 1 : 0)),
    bodies: all.map(([, { body }]) => body),
    requests,
    failed,
    forged,
    mostConnections,
  };
}

async function obey(command: EndpointCommand): Promise<unknown> {
  switch (command.do) {
    case 'open':
      random = createRandom('endpoints', command.seed);
      return Promise.all(command.manners.map(open));
    case 'secrets':
      for (const [n, endpoint] of endpoints.entries()) endpoint.secret = command.secrets[n] ?? '';
      return undefined;
    case 'came':
      return endpoints.map(({ events }) => events.size);
    case 'taken':
      return endpoints.map(({ taken }) => taken);
    case 'report': {
      const endpoint = endpoints[command.endpoint];
      return endpoint && report(endpoint);
    }
  }
}

process.on('message', (command: EndpointCommand) => {
  obey(command).then(
    (answered) => process.send?.({ answered }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
// The parent process ended.
process.on('disconnect', () => process.exit());

import { connect, type Socket } from 'node:net';
import { argv, pid } from 'node:process';

/**
 * `bench/load.ts URL WHAT CONNECTIONS SECONDS`: keeps every connection busy with one request after the other, and
 * prints one JSON line: requests per second and latencies in milliseconds. It uses HTTP over bare sockets, so that it
 * costs less than the server it measures.
 */
const [url = '', what = 'payment', connections = '16', seconds = '5', target = '', key = 'sk_test_bench'] =
  argv.slice(2);
const { hostname, port } = new URL(url);
let made = 0;

const REQUESTS: Readonly<Record<string, () => Buffer>> = {
  payment: () => post('/v1/payment_intents', 'amount=1099&currency=usd&confirm=true&payment_method=pm_card_visa'),
  customer: () => post('/v1/customers', 'email=jenny%40example.com&name=Jenny%20Rosen'),
  checkout: () =>
    post(
      '/v1/checkout/sessions',
      `mode=payment&success_url=https%3A%2F%2Fshop.example%2Fthanks&line_items[0][price]=${target}&line_items[0][quantity]=2`,
    ),
  retrieve: () => get(`/v1/payment_intents/${target}`),
  list: () => get('/v1/payment_intents?limit=100'),
  get: () => get(target),
  bare: () => get('/'),
};

function post(path: string, body: string): Buffer {
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: ${hostname}:${port}\r\nauthorization: Bearer ${key}\r\ncontent-type: application/x-www-form-urlencoded\r\nidempotency-key: bench-${pid}-${Date.now()}-${made++}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
}

function get(path: string): Buffer {
  return Buffer.from(`GET ${path} HTTP/1.1\r\nhost: ${hostname}:${port}\r\nauthorization: Bearer ${key}\r\n\r\n`);
}

/** Reads answers off a socket, one at a time: the status of each once its body has come in whole. */
function answers(socket: Socket): () => Promise<number> {
  let waiting: ((status: number) => void) | undefined;
  let missing = -1;
  let status = 0;
  let head = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    let rest = chunk.length;
    if (missing < 0) {
      head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      const text = head.toString('latin1', 0, end);
      status = Number(text.slice(9, 12));
      missing = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
      rest = head.length - end - 4;
      head = Buffer.alloc(0);
    }
    missing -= rest;
    if (missing > 0) return;
    missing = -1;
    waiting?.(status);
  });
  return () => new Promise((resolve) => (waiting = resolve));
}

const latencies: number[] = [];
let refused = 0;
const until = performance.now() + Number(seconds) * 1000;
const started = performance.now();

async function client(): Promise<void> {
  const socket = connect(Number(port), hostname);
  socket.setNoDelay(true);
  const next = answers(socket);
  const request = REQUESTS[what];
  if (!request) throw new Error(`unknown load ${what}`);
  while (performance.now() < until) {
    const sent = performance.now();
    socket.write(request());
    if ((await next()) !== 200) refused++;
    latencies.push(performance.now() - sent);
  }
  socket.destroy();
}

await Promise.all(Array.from({ length: Number(connections) }, client));
const took = (performance.now() - started) / 1000;
latencies.sort((a, b) => a - b);
const at = (share: number) => Number((latencies[Math.floor(latencies.length * share)] ?? 0).toFixed(2));
console.log(
  JSON.stringify({
    perSecond: Math.round(latencies.length / took),
    p50: at(0.5),
    p99: at(0.99),
    requests: latencies.length,
    refused,
  }),
);

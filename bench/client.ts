import { connect, type Socket } from 'node:net';
import { pid } from 'node:process';

/** A server, and a key that opens a world of it. */
export interface Target {
  readonly url: string;
  readonly key: string;
}

/** Makes the next request to a server. */
export type NextRequest = () => Buffer;

/** The latencies of answered requests in milliseconds, and how many were not answered with 200. */
interface Answered {
  readonly latencies: number[];
  readonly refused: number;
  readonly seconds: number;
}

let posted = 0;

/** Returns a request that sends a form under a new Idempotency-Key, for a connected account if one is named. */
export function postRequest({ url, key }: Target, path: string, form: string, account?: string): Buffer {
  const acting = account === undefined ? '' : `stripe-account: ${account}\r\n`;
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: ${new URL(url).host}\r\nauthorization: Bearer ${key}\r\n${acting}content-type: application/x-www-form-urlencoded\r\nidempotency-key: bench-${pid}-${Date.now()}-${posted++}\r\ncontent-length: ${form.length}\r\n\r\n${form}`,
  );
}

export function getRequest({ url, key }: Target, path: string): Buffer {
  return Buffer.from(`GET ${path} HTTP/1.1\r\nhost: ${new URL(url).host}\r\nauthorization: Bearer ${key}\r\n\r\n`);
}

/**
 * Keeps every connection busy with one request after the other. It uses HTTP over bare sockets, so that it costs less
 * than the server it measures.
 */
export async function keepBusy(
  { url }: Target,
  next: NextRequest,
  { connections, seconds }: { readonly connections: number; readonly seconds: number },
): Promise<Answered> {
  const { hostname, port } = new URL(url);
  const latencies: number[] = [];
  let refused = 0;
  const started = performance.now();
  const until = started + seconds * 1000;

  async function client(): Promise<void> {
    const socket = connect(Number(port), hostname);
    socket.setNoDelay(true);
    const answer = answers(socket);
    while (performance.now() < until) {
      const sent = performance.now();
      socket.write(next());
      if ((await answer()) !== 200) refused++;
      latencies.push(performance.now() - sent);
    }
    socket.destroy();
  }

  await Promise.all(Array.from({ length: connections }, client));
  return { latencies, refused, seconds: (performance.now() - started) / 1000 };
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

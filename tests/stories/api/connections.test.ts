import { EventEmitter } from 'node:events';
import type { Server } from 'node:http';
import { createConnection, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BODY_BYTES, createBodyMemory, openBody } from '../../../src/api/door/body-memory.ts';
import {
  guardConnections,
  IDLE_MS,
  MOST_CONNECTIONS,
  MOST_PIPELINED,
  MOST_REQUESTS,
  UNREAD_BYTES,
} from '../../../src/api/door/connections.ts';
import { createFlorin, type Florin } from '../../../src/florin.ts';
import { type FlorinServer, serve } from '../../../src/server.ts';
import { rawRequest, statusOf } from '../../support/raw-request.ts';

/** A socket without a network, with as many unread bytes as the test gives it. */
class FakeSocket extends EventEmitter {
  writableLength = 0;
  destroyed = false;

  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.emit('close');
  }
}

function guarded() {
  const server = Object.assign(new EventEmitter(), { maxConnections: 0, timeout: 0 });
  const connections = guardConnections(server as unknown as Server);
  return {
    server,
    connections,
    begin: (socket: FakeSocket) => connections.begin(socket as unknown as Socket),
    end: (socket: FakeSocket) => connections.end(socket as unknown as Socket),
    isIdleFor30Seconds: (socket: FakeSocket) => server.emit('timeout', socket),
  };
}

describe('connections', () => {
  test('are bounded in number and in idle time', () => {
    const { server } = guarded();
    expect([server.maxConnections, server.timeout]).toEqual([MOST_CONNECTIONS, IDLE_MS]);
  });

  test('are closed when they are idle, but not while a request is being answered', () => {
    const { begin, end, isIdleFor30Seconds } = guarded();
    const [silent, slow] = [new FakeSocket(), new FakeSocket()];
    begin(slow);
    isIdleFor30Seconds(silent);
    isIdleFor30Seconds(slow);
    expect([silent.destroyed, slow.destroyed]).toEqual([true, false]);
    end(slow);
    isIdleFor30Seconds(slow);
    expect(slow.destroyed).toBe(true);
  });

  test('are closed when their response is not read', () => {
    const { begin, isIdleFor30Seconds } = guarded();
    const deaf = new FakeSocket();
    begin(deaf);
    deaf.writableLength = 1;
    isIdleFor30Seconds(deaf);
    expect(deaf.destroyed).toBe(true);
  });

  test('are cut off when they send too many requests ahead, and are forgotten when the others are answered', () => {
    const { connections, begin, end } = guarded();
    const hasty = new FakeSocket();
    for (let n = 0; n < MOST_PIPELINED; n++) expect(begin(hasty)).toBe('answer');
    expect([hasty.destroyed, begin(hasty), begin(hasty), hasty.destroyed]).toEqual([false, 'cut off', 'cut off', true]);
    for (let n = 0; n < MOST_PIPELINED; n++) end(hasty);
    expect(connections.requests).toBe(0);
  });

  test('have a bounded number of requests in progress together', () => {
    const { begin, end } = guarded();
    const first = new FakeSocket();
    begin(first);
    for (let n = 1; n < MOST_REQUESTS; n++) begin(new FakeSocket());
    const late = new FakeSocket();
    expect(begin(late)).toBe('refuse');
    end(late);
    end(first);
    expect(begin(late)).toBe('answer');
  });

  test('share the memory for responses that are not read', () => {
    const { begin, end } = guarded();
    const large = UNREAD_BYTES / 4;
    const answered = (bytes: number) => {
      const socket = new FakeSocket();
      begin(socket);
      socket.writableLength = bytes;
      end(socket);
      return socket;
    };
    const deaf = [answered(large), answered(large), answered(large), answered(large)];
    expect(deaf.map(({ destroyed }) => destroyed)).toEqual([false, false, false, false]);
    expect(answered(large).destroyed).toBe(true);
    expect(answered(1_000).destroyed).toBe(false);
    deaf[0]?.emit('drain');
    expect(answered(large).destroyed).toBe(false);
    deaf[1]?.destroy();
    expect(answered(large).destroyed).toBe(false);
    expect(answered(large).destroyed).toBe(true);
  });
});

test('bodies share their memory, which is free again when they are answered', () => {
  const memory = createBodyMemory();
  const chunk = Buffer.alloc(16 * 1_048_576);
  const bodies = Array.from({ length: BODY_BYTES / chunk.length }, () => openBody(memory));
  for (const body of bodies) body.add(chunk, chunk.length);
  const one = openBody(memory);
  expect(() => one.add(Buffer.alloc(1), chunk.length)).toThrow(/Too many requests/);
  bodies[0]?.release();
  bodies[0]?.release();
  expect(memory.taken).toBe(BODY_BYTES - chunk.length);
  one.add(chunk, chunk.length);
  expect(() => one.add(Buffer.alloc(1), chunk.length)).toThrow(/larger than/);
  expect(memory.taken).toBe(BODY_BYTES);
});

describe('a server', () => {
  let florin: Florin;
  let server: FlorinServer;
  beforeAll(async () => {
    florin = await createFlorin({ storage: ':memory:' });
    server = await serve(florin, { host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await server.stop();
    await florin.close();
  });

  const get = ['GET /v1/customers HTTP/1.1', 'Host: 127.0.0.1', 'Authorization: Bearer sk_test_connections'];
  const errorOf = (response: string) => JSON.parse(response.slice(response.indexOf('\r\n\r\n'))).error;

  test('answers as many requests as may be sent ahead, and cuts off a client that sends more', async () => {
    const ahead = (count: number) => [
      ...Array.from({ length: count - 1 }, () => [...get, '']).flat(),
      ...get,
      'Connection: close',
    ];
    const answers = (response: string) => response.split('HTTP/1.1 200').length - 1;
    expect(answers(await rawRequest(server.url, [...ahead(MOST_PIPELINED), '']))).toBe(MOST_PIPELINED);
    expect(answers(await rawRequest(server.url, [...ahead(MOST_PIPELINED + 1), '']))).toBe(0);
  });

  test('refuses a body that is too large by its Content-Length before it arrives', async () => {
    const post = ['POST /v1/customers HTTP/1.1', ...get.slice(1), 'Content-Length: 1000000000', ''];
    const response = await rawRequest(server.url, post);
    expect([statusOf(response), errorOf(response).type]).toEqual([413, 'invalid_request_error']);
  });

  test.each([
    [431, 'headers that are too large', [...get, `X-Pad: ${'x'.repeat(20_000)}`, '']],
    [431, 'a path that is too long', [`GET /v1/customers?email=${'x'.repeat(20_000)} HTTP/1.1`, ...get.slice(1), '']],
    [400, 'a header that is none', [...get, 'no header', '']],
    [400, 'a length that is none', [...get, 'Content-Length: x', '']],
  ])('answers %i in the form of an error to %s', async (status, _, lines) => {
    const response = await rawRequest(server.url, lines);
    expect(statusOf(response)).toBe(status);
    expect(errorOf(response)).toMatchObject({ type: 'invalid_request_error', message: expect.any(String) });
  });

  test('refuses bodies for which there is no memory, and answers the others', async () => {
    const { hostname, port } = new URL(server.url);
    const chunk = Buffer.alloc(15 * 1_048_576);
    const head = [
      'POST /v1/files HTTP/1.1',
      ...get.slice(1),
      'Content-Type: multipart/form-data; boundary=part',
      `Content-Length: ${chunk.length + 1}`,
    ];
    const statuses: number[] = [];
    const refused = Promise.withResolvers<void>();
    const sockets = Array.from({ length: Math.ceil(BODY_BYTES / chunk.length) + 1 }, () => {
      const socket = createConnection(Number(port), hostname);
      socket.on('error', () => {});
      socket.on('data', (data) => {
        statuses.push(statusOf(data.toString()));
        refused.resolve();
      });
      socket.write([...head, '', ''].join('\r\n'));
      socket.write(chunk);
      return socket;
    });
    await refused.promise;
    expect(new Set(statuses)).toEqual(new Set([429]));
    expect(statusOf(await rawRequest(server.url, [...get, 'Connection: close', '']))).toBe(200);
    for (const socket of sockets) socket.destroy();
  });
});

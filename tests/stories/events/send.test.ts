import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createSender, type Sender } from '../../../src/events/send.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A merchant's server and all connections made to it. */
async function serve(answer: RequestListener): Promise<{ url: URL; connections: Socket[] }> {
  const connections: Socket[] = [];
  const server = createServer(answer).on('connection', (socket) => connections.push(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`), connections };
}

function open(): (url: URL) => ReturnType<Sender['send']> {
  const sender = createSender();
  closing.push(sender.close);
  const message = { headers: { 'content-type': 'application/json' }, body: '{}' };
  return (url) => sender.send(url, message, { publicOnly: false }, new AbortController().signal);
}

test('consecutive webhooks share a connection', async () => {
  const { url, connections } = await serve((_, response) => response.end());
  const send = open();
  for (let n = 0; n < 5; n++) expect(await send(url)).toEqual({ status: 200, failure: null });
  expect(connections).toHaveLength(1);
});

test('an idle connection closed by the endpoint costs no attempt', async () => {
  let requests = 0;
  const { url, connections } = await serve((request, response) => {
    // Simulates a server that closes an idle connection just as the next request arrives.
    if (++requests === 2) request.socket.destroy();
    else response.end();
  });
  const send = open();
  await send(url);
  expect(await send(url)).toEqual({ status: 200, failure: null });
  expect(connections).toHaveLength(2);
});

test('an endpoint that breaks every connection has failed after one retry at most', async () => {
  let requests = 0;
  const { url } = await serve((request, response) => {
    if (++requests === 1) response.end();
    else request.socket.destroy();
  });
  const send = open();
  await send(url);
  expect(await send(url)).toMatchObject({ status: null, failure: expect.any(String) });
  expect(requests).toBe(3);
  expect(await send(url)).toMatchObject({ status: null });
  expect(requests).toBe(4);
});

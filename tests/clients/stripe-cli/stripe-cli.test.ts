import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createStripeCli, type StripeCli } from '../../../src/api/stripe-cli/stripe-cli.ts';
import { webhookEndpointResource } from '../../../src/events/webhook-endpoints.ts';
import {
  call,
  createManualClock,
  DEFAULT,
  emit,
  LATEST,
  openPlatform,
  type Platform,
  START_MS,
} from '../../stories/events/kit.ts';

const SUBPROTOCOL = 'stripecli-devproxy-v1';
const listening = { device_name: 'laptop', websocket_features: ['webhooks', 'v2_events'] };
const tailing = { device_name: 'laptop', websocket_features: ['request_logs'] };
const { webhooks } = new Stripe('sk_test_unused');

let platform: Platform;
let cli: StripeCli;
let server: Server;
let base: string;
let world: string;
const clients: WebSocket[] = [];

beforeEach(async () => {
  platform = await openPlatform(createManualClock());
  world = await platform.openWorld('acct_1');
  const { engine, eventFeed, requestLog, deliveryLog, errors } = platform;
  cli = createStripeCli({ engine, eventFeed, requestLog, deliveryLog, report: (error) => errors.push(error) });
  server = createServer().listen(0, '127.0.0.1');
  server.on('upgrade', (request, socket, head) => {
    if (!cli.handleUpgrade(request, socket, head)) socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n');
  });
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.terminate();
  server.close();
  await platform.close();
  expect(platform.errors).toEqual([]);
});

interface Session {
  readonly websocket_id: string;
  readonly websocket_url: string;
}

/** A connected client; `next` resolves with its messages one by one. */
async function connect(session: Session) {
  const client = dial(session);
  const messages: Record<string, never>[] = [];
  const waiting: ((message: Record<string, never>) => void)[] = [];
  client.on('message', (data) => {
    const message = JSON.parse(String(data));
    const next = waiting.shift();
    if (next) next(message);
    else messages.push(message);
  });
  await once(client, 'open');
  const next = (): Promise<Record<string, string>> =>
    new Promise((resolve) => {
      const message = messages.shift();
      if (message) resolve(message);
      else waiting.push(resolve);
    });
  return { client, next };
}

function dial({ websocket_id, websocket_url }: Session, protocol = SUBPROTOCOL): WebSocket {
  const client = new WebSocket(`${websocket_url}?websocket_feature=webhooks`, protocol, {
    headers: { 'Websocket-Id': websocket_id },
  });
  clients.push(client);
  return client;
}

/** Returns the status and body that reject a client. */
async function refusal(client: WebSocket): Promise<{ status: number | undefined; body: string }> {
  client.on('error', () => {});
  const [, response] = await once(client, 'unexpected-response');
  let body = '';
  for await (const chunk of response) body += chunk;
  return { status: response.statusCode, body };
}

test("a session's response has every field that the CLI reads", async () => {
  expect(await cli.handleSessions(world, listening, base)).toEqual({
    websocket_id: expect.stringMatching(/^cliws_\w{32}$/),
    websocket_url: `${base.replace('http', 'ws')}/stripecli/subscribe/acct_1`,
    websocket_authorized_feature: 'webhooks',
    reconnect_delay: 86_400,
    secret: expect.stringMatching(/^whsec_/),
    default_version: DEFAULT,
    latest_version: LATEST,
    display_connect_filter_warning: false,
    device_token: expect.any(String),
  });
});

test('an event is sent to listeners of its world, at the default and at the newest version, signed', async () => {
  const session = await cli.handleSessions(world, listening, base);
  const { next } = await connect(session);
  const elsewhere = await connect(await cli.handleSessions(await platform.openWorld('acct_2'), listening, base));
  const id = await emit(platform.engine, world, 'customer.created');
  const [byDefault, newest] = [await next(), await next()];
  expect(byDefault).toEqual({
    type: 'webhook_event',
    endpoint: { api_version: null },
    event_payload: expect.any(String),
    http_headers: expect.objectContaining({ 'Content-Type': 'application/json; charset=utf-8' }),
    webhook_conversation_id: expect.stringMatching(/^wc_/),
    webhook_id: expect.stringMatching(/^wh_/),
  });
  expect(newest).toMatchObject({ endpoint: { api_version: LATEST } });
  for (const [message, version] of [
    [byDefault, DEFAULT],
    [newest, LATEST],
  ] as const) {
    const { 'Stripe-Signature': signature } = message.http_headers as unknown as Record<string, string>;
    const payload = message.event_payload ?? '';
    const event = webhooks.constructEvent(payload, signature ?? '', session.secret, 300, undefined, START_MS / 1000);
    expect(event).toMatchObject({ id, api_version: version });
  }
  const other = await emit(platform.engine, 'acct_2', 'customer.deleted');
  expect(JSON.parse((await elsewhere.next()).event_payload ?? '')).toMatchObject({ id: other });
});

test('the response of the merchant’s server is recorded', async () => {
  const { client, next } = await connect(await cli.handleSessions(world, listening, base));
  const id = await emit(platform.engine, world, 'customer.created');
  const { webhook_conversation_id, webhook_id } = await next();
  const ack = { type: 'event_ack', event_id: id, webhook_conversation_id, webhook_id };
  const response = {
    type: 'webhook_response',
    webhook_conversation_id,
    webhook_id,
    forward_url: 'http://localhost/x',
    status: 201,
  };
  for (const message of [
    'no JSON',
    'null',
    '[]',
    JSON.stringify(ack),
    JSON.stringify(response),
    JSON.stringify(response),
  ]) {
    client.send(message);
  }
  client.ping();
  await once(client, 'pong');
  expect(await platform.deliveryLog.latest(world, 10)).toEqual([
    {
      event: id,
      type: 'customer.created',
      endpoint: 'stripe-cli',
      url: 'http://localhost/x',
      attempt: 0,
      status: 201,
      failure: null,
      at: START_MS,
    },
  ]);
});

test('a request is sent to clients that tail the log', async () => {
  const filters = JSON.stringify({ filter_http_method: ['GET'] });
  const { next } = await connect(await cli.handleSessions(world, { ...tailing, filters }, base));
  const entry = {
    id: 'req_1',
    method: 'POST',
    path: '/v1/customers/cus_1',
    status: 404,
    at: START_MS,
    ms: 1,
    apiVersion: DEFAULT,
    key: 'secret',
    idempotencyKey: null,
    replayed: false,
    ip: null,
    userAgent: null,
    errorType: 'invalid_request_error',
    errorCode: 'resource_missing',
    errorParam: 'id',
    errorMessage: 'No such customer',
  };
  platform.requestLog.add(world, entry);
  platform.requestLog.add(world, { ...entry, id: 'req_2', method: 'GET' });
  const message = await next();
  expect(message).toMatchObject({ type: 'request_log_event', request_log_id: expect.stringMatching(/^resp_/) });
  expect(JSON.parse(message.event_payload ?? '')).toEqual({
    created_at: START_MS / 1000,
    livemode: false,
    method: 'GET',
    request_id: 'req_2',
    status: 404,
    url: '/v1/customers/cus_1',
    error: { type: 'invalid_request_error', code: 'resource_missing' },
  });
});

test('a client without a session gets the error that the CLI recognizes', async () => {
  const session = {
    websocket_id: 'cliws_none',
    websocket_url: `${base.replace('http', 'ws')}/stripecli/subscribe/acct_1`,
  };
  const { status, body } = await refusal(dial(session));
  expect(status).toBe(400);
  expect(JSON.parse(body)).toMatchObject({ error: { message: 'Unknown WebSocket ID.' } });
});

test('a client with another protocol or path is rejected', async () => {
  const session = await cli.handleSessions(world, listening, base);
  expect(await refusal(dial(session, 'chat'))).toMatchObject({ status: 400 });
  expect(await refusal(dial({ ...session, websocket_url: `${base.replace('http', 'ws')}/chat` }))).toMatchObject({
    status: 404,
  });
});

test('a session has one connection at a time: the newest', async () => {
  const session = await cli.handleSessions(world, listening, base);
  const first = await connect(session);
  const closed = once(first.client, 'close');
  const second = await connect(session);
  await closed;
  const id = await emit(platform.engine, world, 'customer.created');
  expect(JSON.parse((await second.next()).event_payload ?? '')).toMatchObject({ id });
});

test('a stopping server closes connections cleanly', async () => {
  const { client } = await connect(await cli.handleSessions(world, listening, base));
  const closed = once(client, 'close');
  cli.close();
  expect((await closed)[0]).toBe(1001);
});

test('an event can be sent again to listeners, or to an endpoint', async () => {
  const id = await emit(platform.engine, world, 'customer.created');
  const { next } = await connect(await cli.handleSessions(world, listening, base));
  expect(await cli.handleRetry(world, id, { for_stripecli: 'true' })).toMatchObject({ id, pending_webhooks: 0 });
  expect(JSON.parse((await next()).event_payload ?? '')).toMatchObject({ id });

  const params = { url: 'http://127.0.0.1:9/', enabled_events: ['customer.deleted'] };
  const endpoint = await call<{ id: string }>(
    platform.engine,
    world,
    webhookEndpointResource.operations,
    'POST /v1/webhook_endpoints',
    params,
  );
  expect(await cli.handleRetry(world, id, { webhook_endpoint: endpoint.id })).toMatchObject({
    id,
    pending_webhooks: 1,
  });
  platform.worker.wake();
  await platform.worker.settled();
  expect(await platform.deliveryLog.latest(world, 1)).toMatchObject([{ event: id, endpoint: endpoint.id, attempt: 0 }]);
});

test.each([
  [{}, 400, 'parameter_missing'],
  [{ webhook_endpoint: 'we_none' }, 400, 'resource_missing'],
  // The event is none of that account.
  [{ for_stripecli: 'true', account: 'acct_2' }, 404, 'resource_missing'],
])('sending again with %j is rejected', async (form, status, code) => {
  const id = await emit(platform.engine, world, 'customer.created');
  await expect(cli.handleRetry(world, id, form)).rejects.toMatchObject({ status, detail: { code } });
});

test('a missing event is not sent again', async () => {
  const form = { for_stripecli: 'true' };
  await expect(cli.handleRetry(world, 'evt_none', form)).rejects.toMatchObject({ status: 404 });
});

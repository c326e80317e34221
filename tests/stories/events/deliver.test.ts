import { once } from 'node:events';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DELIVERY_TIMEOUT_MS } from '../../../src/events/deliver.ts';
import { eventResource } from '../../../src/events/events.ts';
import { scheduleDelivery } from '../../../src/events/outbox.ts';
import { waitAfter } from '../../../src/events/retry-schedule.ts';
import { webhookEndpointResource, webhookEndpointType } from '../../../src/events/webhook-endpoints.ts';
import { SLOW_MS } from '../../../src/timers/running.ts';
import { MOST_RUNNING } from '../../../src/timers/worker.ts';
import {
  call,
  createManualClock,
  DEFAULT,
  emit,
  openPlatform,
  openReceiver,
  type Platform,
  type Received,
  run,
  START_MS,
} from './kit.ts';

const ITEM = '/v1/webhook_endpoints/{webhook_endpoint}';
const DAY_MS = 86_400_000;
const { webhooks } = new Stripe('sk_test_unused');

let platform: Platform;
let world: string;
const receivers: Awaited<ReturnType<typeof openReceiver>>[] = [];

beforeEach(async () => {
  platform = await openPlatform(createManualClock());
  world = await platform.openWorld('acct_1');
});
afterEach(async () => {
  await platform.close();
  await Promise.all(receivers.splice(0).map((receiver) => receiver.close()));
  expect(platform.errors).toEqual([]);
});

async function receive(answer?: (request: Received) => void) {
  const receiver = await openReceiver(answer);
  receivers.push(receiver);
  return receiver;
}

async function listen(url: string, params: object = {}, owner = world): Promise<{ id: string; secret: string }> {
  const all = { url, enabled_events: ['*'], ...params };
  return call<{ id: string; secret: string }>(
    platform.engine,
    owner,
    webhookEndpointResource.operations,
    'POST /v1/webhook_endpoints',
    all,
  );
}

const pending = async (id: string) =>
  (await call(platform.engine, world, eventResource.operations, 'GET /v1/events/{id}', {}, { id })).pending_webhooks;
const attempts = async (owner = world) => (await platform.deliveryLog.latest(owner, 100)).reverse();

test('an event arrives signed, as Stripe sends it', async () => {
  const receiver = await receive();
  const { secret } = await listen(receiver.url);
  const id = await emit(platform.engine, world, 'customer.created');
  await platform.worker.settled();

  const [{ headers, body }] = receiver.requests as [Received];
  const receivedAt = START_MS / 1000;
  const event = webhooks.constructEvent(
    body,
    headers['stripe-signature'] as string,
    secret,
    300,
    undefined,
    receivedAt,
  );
  expect(event).toMatchObject({
    id,
    object: 'event',
    type: 'customer.created',
    api_version: DEFAULT,
    pending_webhooks: 1,
  });
  expect(headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
    'content-length': String(Buffer.byteLength(body)),
  });
  expect(body).not.toContain('never shown');
  expect(receiver.requests).toHaveLength(1);
  expect(await pending(id)).toBe(0);
});

test('each endpoint receives its enabled events, at its own version', async () => {
  const [one, two] = [await receive(), await receive()];
  await listen(one.url, { enabled_events: ['customer.deleted'], api_version: '2024-06-20' });
  await listen(two.url, { enabled_events: ['customer.created', 'customer.deleted'] });
  const first = await emit(platform.engine, world, 'customer.created');
  const second = await emit(platform.engine, world, 'customer.deleted');
  await platform.worker.settled();
  const told = (receiver: typeof one) => receiver.requests.map(({ body }) => JSON.parse(body));
  expect(told(one)).toMatchObject([{ id: second, api_version: '2024-06-20', rendered_at: '2024-06-20' }]);
  expect(
    told(two)
      .map(({ id }) => id)
      .sort(),
  ).toEqual([first, second]);
  expect(told(two)).toMatchObject([{ api_version: DEFAULT }, { api_version: DEFAULT }]);
});

test('another world receives nothing', async () => {
  const receiver = await receive();
  await listen(receiver.url, {}, await platform.openWorld('acct_2'));
  await emit(platform.engine, world, 'customer.created');
  await platform.worker.settled();
  expect(receiver.requests).toHaveLength(0);
});

test('failed deliveries are retried on the schedule of the world’s clock, each time with a new signature', async () => {
  const receiver = await receive((request) => request.answer(receiver.requests.length < 4 ? 500 : 200));
  const { secret } = await listen(receiver.url);
  const id = await emit(platform.engine, world, 'customer.created');
  await platform.worker.settled();
  expect(receiver.requests).toHaveLength(1);
  for (const attempt of [0, 1, 2]) {
    expect(await pending(id)).toBe(1);
    const wait = waitAfter(attempt) ?? 0;
    await platform.worker.advance(world, wait - 1_000);
    expect(receiver.requests).toHaveLength(attempt + 1);
    // Moves the wall clock too, so that the signatures' timestamps differ.
    platform.clock.move(1_000);
    await platform.worker.settled();
    expect(receiver.requests).toHaveLength(attempt + 2);
  }
  expect(await pending(id)).toBe(0);
  expect((await attempts()).map(({ attempt, status }) => [attempt, status])).toEqual([
    [0, 500],
    [1, 500],
    [2, 500],
    [3, 200],
  ]);
  expect(new Set(receiver.requests.map(({ body }) => body)).size).toBe(1);
  for (const [index, { headers, body }] of receiver.requests.entries()) {
    const at = START_MS / 1000 + index;
    expect(headers['stripe-signature']).toBe(
      webhooks.generateTestHeaderString({ payload: body, secret, timestamp: at }),
    );
  }
});

test('after three days a delivery is abandoned, and the event still counts as pending', async () => {
  const receiver = await receive((request) => request.answer(404));
  await listen(receiver.url);
  const id = await emit(platform.engine, world, 'customer.created');
  await platform.worker.settled();
  await platform.worker.advance(world, 3 * DAY_MS);
  expect(receiver.requests).toHaveLength(10);
  await platform.worker.advance(world, 5 * DAY_MS);
  expect(receiver.requests).toHaveLength(10);
  expect(await pending(id)).toBe(1);
  await platform.worker.advance(world, 30 * DAY_MS);
  expect(await platform.storage.listTimers(world, id)).toEqual([]);
});

test('an event sent again by hand is tried once, and can complete abandoned deliveries', async () => {
  let status = 503;
  const receiver = await receive((request) => request.answer(status));
  const endpoint = await listen(receiver.url);
  const id = await emit(platform.engine, world, 'customer.created');
  await platform.worker.advance(world, 4 * DAY_MS);
  const resend = async () => {
    await run(platform.engine, world, async ({ work }) =>
      scheduleDelivery(work, id, { endpoint: endpoint.id, resent: true }),
    );
    platform.worker.wake();
    await platform.worker.settled();
  };
  const before = receiver.requests.length;
  await resend();
  expect(receiver.requests).toHaveLength(before + 1);
  expect(await pending(id)).toBe(1);
  status = 204;
  await resend();
  expect(receiver.requests).toHaveLength(before + 2);
  expect(await pending(id)).toBe(0);
});

describe('a delivery fails if the endpoint', () => {
  async function firstAttempt(url: string, policy = { publicOnly: false }) {
    // The endpoint was created with looser rules, or its host resolved to another address then.
    const current = { publicOnly: false };
    const own = await openPlatform(createManualClock(), current);
    await own.openWorld('acct_1');
    await call(own.engine, 'acct_1', webhookEndpointResource.operations, 'POST /v1/webhook_endpoints', {
      url,
      enabled_events: ['*'],
    });
    Object.assign(current, policy);
    const id = await emit(own.engine, 'acct_1', 'customer.created');
    await own.worker.settled();
    const open = await own.storage.listTimers('acct_1', id);
    const [outcome] = await own.deliveryLog.latest('acct_1', 1);
    await own.close();
    expect(open).toMatchObject([{ attempt: 1 }]);
    return outcome;
  }

  test('redirects', async () => {
    const target = await receive();
    const receiver = await receive((request) => request.answer(302, { location: target.url }));
    expect(await firstAttempt(receiver.url)).toMatchObject({ status: 302, failure: null });
    expect(target.requests).toHaveLength(0);
  });

  test('refuses connections', async () => {
    const receiver = await openReceiver();
    await receiver.close();
    expect(await firstAttempt(receiver.url)).toMatchObject({
      status: null,
      failure: expect.stringContaining('ECONNREFUSED'),
    });
  });

  test('does not speak HTTP', async () => {
    const server = createTcpServer((socket) => socket.on('error', () => {}).end('hello?')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect(await firstAttempt(`http://127.0.0.1:${port}`)).toMatchObject({ status: null, failure: expect.any(String) });
    server.close();
  });

  test('is private and webhooks are limited to public addresses', async () => {
    const receiver = await receive();
    const strict = { publicOnly: true };
    const { port } = new URL(receiver.url);
    const failure = expect.stringContaining('not a public address');
    expect(await firstAttempt(receiver.url, strict)).toMatchObject({ status: null, failure });
    expect(await firstAttempt(`http://localhost:${port}`, strict)).toMatchObject({ status: null, failure });
    expect(receiver.requests).toHaveLength(0);
  });

  test('has a URL that no request can be made of, as older versions accepted', async () => {
    const { id } = await listen('https://shop.example/');
    await run(platform.engine, world, async ({ work }) => {
      work.save({ ...(await work.require(webhookEndpointType, id)), url: 'http://u%zz:p@127.0.0.1/' });
    });
    const event = await emit(platform.engine, world, 'customer.created');
    await platform.worker.settled();
    expect(await platform.storage.listTimers(world, event)).toMatchObject([{ attempt: 1 }]);
    expect(await platform.deliveryLog.latest(world, 1)).toMatchObject([{ status: null, failure: 'URI malformed' }]);
  });

  test('an oversized response is cut off, and its status still counts', async () => {
    const receiver = await receive((request) => request.answer(500, {}, 'x'.repeat(5_000_000)));
    expect(await firstAttempt(receiver.url)).toMatchObject({ status: 500, failure: null });
  });
});

test('an endpoint that was disabled or deleted meanwhile receives nothing', async () => {
  const receiver = await receive((request) => request.answer(500));
  const disabled = await listen(receiver.url);
  const deleted = await listen(receiver.url);
  const id = await emit(platform.engine, world, 'customer.created');
  await platform.worker.settled();
  expect(await pending(id)).toBe(2);
  const ask = (verb: string, endpoint: { id: string }, params: object) =>
    call(platform.engine, world, webhookEndpointResource.operations, `${verb} ${ITEM}`, params, {
      webhook_endpoint: endpoint.id,
    });
  await ask('POST', disabled, { disabled: true });
  await ask('DELETE', deleted, {});
  await platform.worker.advance(world, 4 * DAY_MS);
  expect(receiver.requests).toHaveLength(2);
  expect(await pending(id)).toBe(0);
});

test('endpoints that never respond do not delay others', async () => {
  const silent = await receive(() => {});
  const lively = await receive();
  for (const owner of [world, await platform.openWorld('acct_2')]) {
    for (let i = 0; i < 15; i++) await listen(silent.url, {}, owner);
  }
  await listen(lively.url);
  const EVENTS = 40;
  for (let i = 0; i < EVENTS; i++) {
    await emit(platform.engine, world, 'customer.created');
    await emit(platform.engine, 'acct_2', 'customer.created');
  }
  // So many decisions at one moment have used up positions ahead of the clock. No time passes, so nothing times out.
  platform.clock.move(100);
  platform.worker.wake();
  await lively.received(EVENTS);
  expect(new Set(lively.requests.map(({ body }) => JSON.parse(body).id)).size).toBe(EVENTS);
  const silently = async () => (await attempts()).filter(({ url }) => url === silent.url);
  expect(await silently()).toEqual([]);
  const waiting = silent.requests.length;
  expect(waiting).toBeLessThanOrEqual(MOST_RUNNING);

  platform.clock.move(DELIVERY_TIMEOUT_MS);
  await silent.received(waiting + 1);
  const [first] = await silently();
  expect(first).toMatchObject({ attempt: 0, status: null, failure: 'no response within 10 seconds' });
});

test('an endpoint that never responds does not block an advance of the clock; its deliveries follow', async () => {
  const silent = await receive(() => {});
  const failing = await receive((request) => request.answer(failing.requests.length <= EVENTS ? 500 : 200));
  const EVENTS = 40;
  for (const receiver of [silent, failing]) await listen(receiver.url);
  for (let i = 0; i < EVENTS; i++) await emit(platform.engine, world, 'customer.created');
  const wait = waitAfter(0) ?? 0;
  const later = { clock: null, after: START_MS + wait / 2, until: START_MS + 2 * wait, excludeQueues: [] };
  await vi.waitUntil(async () => (await platform.storage.countDue(world, later)) === EVENTS);
  const advanced = platform.worker.advance(world, wait + 1_000);
  // Delivery waits for this request until it turns out to be slow.
  await setImmediate();
  platform.clock.move(SLOW_MS);
  await advanced;
  expect(failing.requests).toHaveLength(2 * EVENTS);
  const waiting = silent.requests.length;
  expect(waiting).toBeLessThan(EVENTS);
  platform.clock.move(DELIVERY_TIMEOUT_MS);
  await silent.received(waiting + 1);
});

test('the next attempt is scheduled from the start of the last one', async () => {
  const silent = await receive(() => {});
  await listen(silent.url);
  const id = await emit(platform.engine, world, 'customer.created');
  await silent.received(1);
  platform.clock.move(DELIVERY_TIMEOUT_MS);
  await platform.worker.settled();
  const [next] = await platform.storage.listTimers(world, id);
  expect(next).toMatchObject({ attempt: 1, dueAt: START_MS + (waitAfter(0) ?? 0) });
});

test('deliveries in flight when the server stops are neither lost nor counted', async () => {
  const silent = await receive(() => {});
  await listen(silent.url);
  await emit(platform.engine, world, 'customer.created');
  await silent.received(1);
  const logged = vi.spyOn(platform.storage, 'writeLogs');
  await platform.close();
  expect(logged).not.toHaveBeenCalled();
  expect(platform.errors).toEqual([]);
});

test('commits without events, or without endpoints, schedule nothing', async () => {
  const id = await emit(platform.engine, world, 'customer.created');
  expect(await platform.storage.listTimers(world, id)).toEqual([]);
  expect(await platform.storage.nextWake(platform.clock.now())).toBeUndefined();
});

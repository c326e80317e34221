import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { accountOf } from '../../../src/api/authenticate.ts';
import { createHarness, type Harness, type Json } from '../../support/harness.ts';

const WORLD = `/_florin/worlds/${accountOf('sk_test_harness')}`;

let harness: Harness;
/** A merchant's server, and what it received. */
let server: Server;
let received: { readonly name: string; readonly body: string; readonly signature: string }[];
let endpoint: string;
let secret: string;

beforeAll(async () => {
  harness = await createHarness();
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { data } = JSON.parse(body) as { data: { object: { name: string } } };
    received.push({ name: data.object.name, body, signature: String(request.headers['stripe-signature']) });
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(async () => {
  await harness.close();
  server.closeAllConnections();
  server.close();
});

beforeEach(async () => {
  received = [];
  const created = await harness.stripe.webhookEndpoints.create({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    enabled_events: ['customer.created'],
  });
  endpoint = created.id;
  secret = created.secret ?? '';
});
afterEach(async () => {
  await harness.stripe.webhookEndpoints.del(endpoint);
});

async function door(method: string, path: string, form: Record<string, string> = {}): Promise<Json> {
  const { status, body } = await harness.call(method, WORLD + path, form);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

const disturb = (kind: string, times: number, more: Record<string, string> = {}) =>
  door('POST', `/webhook_endpoints/${endpoint}/disturbance`, { kind, times: String(times), ...more });

/** Creates customers one after the other; each is an event for the endpoint. */
async function create(...names: string[]): Promise<string[]> {
  for (const name of names) {
    await harness.stripe.customers.create({ name });
    await harness.florin.settled();
  }
  return received.map(({ name }) => name);
}

test('deliveries are late, and then arrive', async () => {
  await disturb('delay', 1, { seconds: '60' });
  expect(await create('late', 'next')).toEqual(['next']);
  await harness.florin.advance('2m');
  expect(received.map(({ name }) => name)).toEqual(['next', 'late']);
  expect((await door('GET', `/webhook_endpoints/${endpoint}/disturbance`)).armed).toBeNull();
});

test('deliveries arrive twice, or overtake each other', async () => {
  await disturb('duplicate', 1);
  expect(await create('twice', 'once')).toEqual(['twice', 'twice', 'once']);
  received = [];
  await disturb('reorder', 2);
  expect(await create('first', 'second')).toEqual(['second']);
  await harness.florin.advance('5s');
  expect(received.map(({ name }) => name)).toEqual(['second', 'first']);
});

test('lost deliveries and those that are answered with 500 are tried again by the schedule', async () => {
  await disturb('drop', 1);
  expect(await create('lost')).toEqual([]);
  await disturb('error', 1);
  await create('refused');
  const { data } = await door('GET', '/deliveries', { endpoint });
  expect(data.map(({ status }: { status: number | null }) => status)).toEqual([500, null]);
  await harness.florin.advance('10m');
  expect(received.map(({ name }) => name)).toEqual(['lost', 'refused']);
});

test('disturbances can be disarmed, and have bounds', async () => {
  await disturb('drop', 5);
  await door('DELETE', `/webhook_endpoints/${endpoint}/disturbance`);
  expect(await create('here')).toEqual(['here']);
  const { body } = await harness.call('POST', `${WORLD}/webhook_endpoints/${endpoint}/disturbance`, {
    kind: 'delay',
    seconds: '100000',
  });
  expect(body.error).toMatchObject({ param: 'seconds' });
});

test('a secret that was replaced signs beside the new one for as long as it should', async () => {
  const path = `/webhook_endpoints/${endpoint}/roll`;
  const { secret: fresh } = await door('POST', path, { overlap_hours: '24' });
  await create('during');
  const { body, signature } = received[0] ?? { body: '', signature: '' };
  const { webhooks } = harness.stripe;
  for (const one of [fresh, secret]) {
    expect(webhooks.constructEvent(body, signature, one, Number.POSITIVE_INFINITY).type).toBe('customer.created');
  }
  const { secret: newest } = await door('POST', path);
  await create('after');
  const after = received[1] ?? { body: '', signature: '' };
  expect(after.signature.match(/v1=/g)).toHaveLength(1);
  expect(webhooks.constructEvent(after.body, after.signature, newest, Number.POSITIVE_INFINITY)).toBeDefined();
});

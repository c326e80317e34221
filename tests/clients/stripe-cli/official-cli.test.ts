import Stripe from 'stripe';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createFlorin, type Florin } from '../../../src/florin.ts';
import { type FlorinServer, serve } from '../../../src/server.ts';
import { openReceiver } from '../../stories/events/kit.ts';
import { openCli } from './official-cli.ts';

const KEY = 'sk_test_officialCommandLine';
const problems: unknown[] = [];
let florin: Florin;
let server: FlorinServer;
let stripe: Stripe;
let cli: Awaited<ReturnType<typeof openCli>>;

beforeAll(async () => {
  florin = await createFlorin({ storage: ':memory:', report: (error) => problems.push(error) });
  server = await serve(florin, { host: '127.0.0.1', port: 0 });
  const { hostname, port } = new URL(server.url);
  stripe = new Stripe(KEY, { host: hostname, port, protocol: 'http', maxNetworkRetries: 0 });
});
afterAll(async () => {
  await server.stop();
  await florin.close();
  expect(problems).toEqual([]);
});
beforeEach(async () => {
  cli = await openCli(server.url, KEY);
});
afterEach(() => cli.close());

const listenTo = (...args: string[]) => cli.start('listen', '--skip-update', ...args);

test('stripe listen forwards events, signed with the secret it shows', async () => {
  const receiver = await openReceiver();
  const listening = listenTo('--all-snapshot', '--forward-to', receiver.url);
  const [, version, secret = ''] = await listening.said(/Version \[([\w.-]+)\].*signing secret is (whsec_\w+)/);
  expect(version).toBe('2026-02-25.clover');
  const customer = await stripe.customers.create({ name: 'Jenny' });
  await stripe.paymentIntents.create({ amount: 2000, currency: 'usd', customer: customer.id });
  await receiver.received(2);
  const events = receiver.requests.map(({ headers, body }) =>
    stripe.webhooks.constructEvent(body, headers['stripe-signature'] as string, secret),
  );
  expect(events.map(({ type }) => type).sort()).toEqual(['customer.created', 'payment_intent.created']);
  expect(events.map((event) => event.api_version)).toEqual(['2026-02-25.clover', '2026-02-25.clover']);
  await listening.said(/<--\s+\[200\] POST .* \[evt_\w+\]/);
  await receiver.close();
});

test('stripe listen --all-thin forwards events without their objects, which the SDK fetches', async () => {
  const receiver = await openReceiver();
  const listening = listenTo('--all-thin', '--forward-to', receiver.url);
  const [, secret = ''] = await listening.said(/signing secret is (whsec_\w+)/);
  const customer = await stripe.customers.create({ name: 'Jenny' });
  await receiver.received(1);
  const [request] = receiver.requests;
  const { body = '', headers } = request ?? {};
  const notification = stripe.parseEventNotification(body, String(headers?.['stripe-signature']), secret);
  expect(notification).toMatchObject({
    object: 'v2.core.event',
    type: 'v1.customer.created',
    related_object: { id: customer.id, type: 'customer', url: `/v1/customers/${customer.id}` },
    reason: { type: 'request' },
  });
  expect(body).not.toContain('Jenny');
  await receiver.close();
});

test('stripe listen --print-secret prints the secret that a later stripe listen signs with', async () => {
  const printing = listenTo('--print-secret');
  expect(await printing.ended).toBe(0);
  const [secret = ''] = /whsec_\w+/.exec(printing.output()) ?? [];
  await listenTo('--all-snapshot').said(new RegExp(`signing secret is ${secret}`));
});

test('stripe listen --latest gets events at the newest version, each once', async () => {
  const receiver = await openReceiver();
  await listenTo('--all-snapshot', '--latest', '--forward-to', receiver.url).said(/Ready!/);
  for (const name of ['A', 'B']) await stripe.customers.create({ name });
  await receiver.received(2);
  const events = receiver.requests.map(({ body }) => JSON.parse(body));
  expect(events.map((event) => event.data.object.name).sort()).toEqual(['A', 'B']);
  expect(events.map((event) => event.api_version)).toEqual(Array(2).fill('2026-10-28.endive'));
  await receiver.close();
});

test("stripe listen --use-configured-webhooks uses the account's endpoints", async () => {
  const receiver = await openReceiver();
  const endpoint = await stripe.webhookEndpoints.create({
    url: 'https://shop.example/hooks/stripe',
    enabled_events: ['customer.deleted'],
  });
  await listenTo('--all-snapshot', '--use-configured-webhooks', '--forward-to', new URL(receiver.url).origin).said(
    /Ready!/,
  );
  const { id } = await stripe.customers.create({ name: 'Gone' });
  await stripe.customers.del(id);
  await receiver.received(1);
  expect(receiver.requests.map(({ body }) => JSON.parse(body).type)).toEqual(['customer.deleted']);
  await receiver.close();
  await stripe.webhookEndpoints.del(endpoint.id);
});

test('stripe events resend sends an event again, to listeners or to an endpoint', async () => {
  const receiver = await openReceiver();
  await stripe.customers.create({ name: 'Again' });
  const [event] = (await stripe.events.list({ type: 'customer.created', limit: 1 })).data;
  const listening = listenTo('--all-snapshot', '--forward-to', receiver.url);
  await listening.said(/Ready!/);
  const resending = cli.start('events', 'resend', event?.id ?? '');
  expect(await resending.ended).toBe(0);
  expect(JSON.parse(resending.output())).toMatchObject({ id: event?.id, object: 'event', type: 'customer.created' });
  await receiver.received(1);
  listening.child.kill('SIGTERM');
  await listening.ended;

  const endpoint = await stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ['customer.deleted'] });
  expect(await cli.start('events', 'resend', event?.id ?? '', '--webhook-endpoint', endpoint.id).ended).toBe(0);
  await receiver.received(2);
  expect(receiver.requests.map(({ body }) => JSON.parse(body).id)).toEqual([event?.id, event?.id]);
  await stripe.webhookEndpoints.del(endpoint.id);
  await receiver.close();
});

test('stripe logs tail prints new requests that match its filters', async () => {
  const all = cli.start('logs', 'tail');
  const failures = cli.start(
    'logs',
    'tail',
    '--filter-status-code-type',
    '4XX',
    '--filter-http-method',
    'GET',
    '--format',
    'JSON',
  );
  await Promise.all([all.said(/Ready!/), failures.said(/Ready!/)]);
  await stripe.customers.create({ name: 'Logged' });
  await expect(stripe.customers.retrieve('cus_none')).rejects.toThrow();
  await all.said(/\[200\] POST \/v1\/customers \[req_\w+\]/);
  await all.said(/\[404\] GET \/v1\/customers\/cus_none \[req_\w+\]/);
  await failures.said(/cus_none/);
  expect(failures.output()).toContain('resource_missing');
  expect(failures.output()).not.toMatch(/POST/);
});

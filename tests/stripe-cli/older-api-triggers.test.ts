import Stripe from 'stripe';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createFlorin, type Florin } from '../../src/florin.ts';
import { type FlorinServer, serve } from '../../src/server.ts';
import { openCli } from './official-cli.ts';

const KEY = 'sk_test_triggersOfTheOlderApi';
let florin: Florin;
let server: FlorinServer;
let stripe: Stripe;
let cli: Awaited<ReturnType<typeof openCli>>;

beforeAll(async () => {
  florin = await createFlorin({ storage: ':memory:' });
  server = await serve(florin, { host: '127.0.0.1', port: 0 });
  const { hostname, port } = new URL(server.url);
  stripe = new Stripe(KEY, { host: hostname, port, protocol: 'http', maxNetworkRetries: 0 });
});
afterAll(async () => {
  await server.stop();
  await florin.close();
});
beforeEach(async () => {
  cli = await openCli(server.url, KEY);
});
afterEach(() => cli.close());

test.each([
  'charge.captured',
  'charge.failed',
  'charge.succeeded',
  'customer.created',
  'customer.deleted',
  'customer.source.created',
  'customer.source.updated',
  'customer.updated',
])('stripe trigger %s makes that event happen', async (type) => {
  const triggering = cli.start('trigger', type);
  expect(await triggering.ended, triggering.output()).toBe(0);
  expect((await stripe.events.list({ type, limit: 1 })).data).toHaveLength(1);
});

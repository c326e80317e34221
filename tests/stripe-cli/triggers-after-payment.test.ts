import Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFlorin, type Florin } from '../../src/florin.ts';
import { type FlorinServer, serve } from '../../src/server.ts';
import { openCli } from './official-cli.ts';

const KEY = 'sk_test_triggersAfterPayment';
let florin: Florin;
let server: FlorinServer;
let stripe: Stripe;
let cli: Awaited<ReturnType<typeof openCli>>;

beforeAll(async () => {
  florin = await createFlorin({ storage: ':memory:' });
  server = await serve(florin, { host: '127.0.0.1', port: 0 });
  const { hostname, port } = new URL(server.url);
  stripe = new Stripe(KEY, { host: hostname, port, protocol: 'http', maxNetworkRetries: 0 });
  cli = await openCli(server.url, KEY);
});
afterAll(async () => {
  await cli.close();
  await server.stop();
  await florin.close();
});

/** Every trigger of the CLI that is about what follows a payment. It knows none of refund.…, review.… and radar.…. */
const TRIGGERS = [
  'charge.captured',
  'charge.dispute.closed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.refund.updated',
  'charge.refunded',
];

test.each(TRIGGERS)('stripe trigger %s brings that event about', async (type) => {
  const trigger = cli.start('trigger', type);
  expect(await trigger.ended, trigger.output()).toBe(0);
  expect((await stripe.events.list({ type })).data.length, trigger.output()).toBeGreaterThan(0);
});

import Stripe from 'stripe';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createFlorin, type Florin } from '../../src/florin.ts';
import { type FlorinServer, serve } from '../../src/server.ts';
import { openCli } from './official-cli.ts';

/** What the official command line can make happen with cards: the event that each command is named after. */
const TRIGGERS = [
  'charge.captured',
  'charge.failed',
  'charge.refunded',
  'charge.succeeded',
  'payment_intent.amount_capturable_updated',
  'payment_intent.canceled',
  'payment_intent.created',
  'payment_intent.payment_failed',
  'payment_intent.requires_action',
  'payment_intent.succeeded',
  'payment_method.attached',
  'payment_method.detached',
  'payment_method.updated',
];

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

it.each(TRIGGERS)('stripe trigger %s', { timeout: 30_000 }, async (type) => {
  const key = `sk_test_trigger_${type.replaceAll('.', '_')}`;
  const { hostname, port } = new URL(server.url);
  const stripe = new Stripe(key, { host: hostname, port, protocol: 'http', maxNetworkRetries: 0 });
  const cli = await openCli(server.url, key);
  try {
    const trigger = cli.start('trigger', type);
    expect(await trigger.ended, trigger.output()).toBe(0);
    const events = await stripe.events.list({ limit: 100 });
    expect(events.data.map((event) => event.type as string)).toContain(type);
  } finally {
    await cli.close();
  }
});

import Stripe from 'stripe';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createFlorin, type Florin } from '../../src/florin.ts';
import { type FlorinServer, serve } from '../../src/server.ts';
import { openCli } from './official-cli.ts';

const problems: unknown[] = [];
let florin: Florin;
let server: FlorinServer;
let cli: Awaited<ReturnType<typeof openCli>>;

beforeAll(async () => {
  florin = await createFlorin({ storage: ':memory:', report: (error) => problems.push(error) });
  server = await serve(florin, { host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await server.stop();
  await florin.close();
  expect(problems).toEqual([]);
});
afterEach(() => cli.close());

const TRIGGERS = [
  ['setup_intent.created', /requires_/],
  ['setup_intent.succeeded', /succeeded/],
  ['setup_intent.setup_failed', /requires_payment_method/],
  ['setup_intent.canceled', /canceled/],
  ['setup_intent.requires_action', /requires_action/],
] as const;

let key: string;
beforeEach(async ({ task }) => {
  // A key is a world, so what each command did is all there is in its world.
  key = `sk_test_trigger${task.name.replace(/\W/g, '')}`;
  cli = await openCli(server.url, key);
});

test.each(TRIGGERS)('stripe trigger %s makes it happen', async (type, status) => {
  const triggering = cli.start('trigger', type);
  expect([await triggering.ended, triggering.output()]).toEqual([0, expect.stringContaining('Trigger succeeded')]);
  const { hostname, port } = new URL(server.url);
  const stripe = new Stripe(key, { host: hostname, port, protocol: 'http', maxNetworkRetries: 0 });
  const [event] = (await stripe.events.list({ type })).data;
  expect(event?.data.object).toMatchObject({ status: expect.stringMatching(status) });
});

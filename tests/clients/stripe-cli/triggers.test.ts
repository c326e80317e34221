import { setTimeout as delay } from 'node:timers/promises';
import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFlorin, type Florin } from '../../../src/florin.ts';
import { type FlorinServer, serve } from '../../../src/server.ts';
import { openCli } from './official-cli.ts';

/** Commands of the official CLI, and the object of the event that each is named after. */
const TRIGGERS: Readonly<Record<string, object>> = {
  'balance.available': { object: 'balance', available: [{ amount: expect.any(Number), currency: 'usd' }] },
  'cash_balance.funds_available': { object: 'cash_balance', available: { usd: 1000 } },
  'charge.captured': { object: 'charge', captured: true },
  'charge.dispute.closed': { object: 'dispute', status: expect.stringMatching(/^(won|lost|warning_closed)$/) },
  'charge.dispute.created': { object: 'dispute', status: expect.stringMatching(/needs_response$/) },
  'charge.dispute.updated': { object: 'dispute' },
  'charge.failed': { object: 'charge', status: 'failed', paid: false },
  'charge.refund.updated': { object: 'refund' },
  'charge.refunded': { object: 'charge', refunded: true },
  'charge.succeeded': { object: 'charge', status: 'succeeded', paid: true },
  'checkout.session.async_payment_failed': { object: 'checkout.session', status: 'complete', payment_status: 'unpaid' },
  'checkout.session.async_payment_succeeded': {
    object: 'checkout.session',
    status: 'complete',
    payment_status: 'paid',
  },
  'checkout.session.completed': { object: 'checkout.session', status: 'complete', payment_status: 'paid' },
  'checkout.session.expired': { object: 'checkout.session', status: 'expired', url: null },
  'coupon.created': { object: 'coupon', valid: true },
  'coupon.deleted': { object: 'coupon' },
  'coupon.updated': { object: 'coupon' },
  'customer_cash_balance_transaction.created': { object: 'customer_cash_balance_transaction', type: 'funded' },
  'customer.created': { object: 'customer' },
  'customer.deleted': { object: 'customer' },
  'customer.discount.created': { object: 'discount', customer: expect.stringMatching(/^cus_/) },
  'customer.discount.deleted': { object: 'discount' },
  'customer.discount.updated': { object: 'discount' },
  'customer.source.created': { object: expect.stringMatching(/^(card|source)$/) },
  'customer.source.updated': { object: expect.stringMatching(/^(card|source)$/) },
  'customer.updated': { object: 'customer' },
  'payment_intent.amount_capturable_updated': { object: 'payment_intent', status: 'requires_capture' },
  'payment_intent.canceled': { object: 'payment_intent', status: 'canceled' },
  'payment_intent.created': { object: 'payment_intent' },
  'payment_intent.partially_funded': { object: 'payment_intent', status: 'requires_action' },
  'payment_intent.payment_failed': { object: 'payment_intent', status: 'requires_payment_method' },
  'payment_intent.processing': { object: 'payment_intent', status: 'processing' },
  'payment_intent.requires_action': { object: 'payment_intent', status: 'requires_action' },
  'payment_intent.succeeded': { object: 'payment_intent', status: 'succeeded' },
  'payment_method.attached': { object: 'payment_method', customer: expect.stringMatching(/^cus_/) },
  'payment_method.detached': { object: 'payment_method', customer: null },
  'payment_method.updated': { object: 'payment_method' },
  'plan.created': { object: 'plan' },
  'plan.deleted': { object: 'plan' },
  'plan.updated': { object: 'plan' },
  'price.created': { object: 'price', active: true },
  'price.updated': { object: 'price' },
  'product.created': { object: 'product', active: true },
  'product.deleted': { object: 'product' },
  'product.updated': { object: 'product' },
  'promotion_code.created': { object: 'promotion_code', active: true },
  'promotion_code.updated': { object: 'promotion_code' },
  'setup_intent.canceled': { object: 'setup_intent', status: 'canceled' },
  'setup_intent.created': { object: 'setup_intent' },
  'setup_intent.requires_action': { object: 'setup_intent', status: 'requires_action' },
  'setup_intent.setup_failed': { object: 'setup_intent', status: 'requires_payment_method' },
  'setup_intent.succeeded': { object: 'setup_intent', status: 'succeeded' },
  'tax_rate.created': { object: 'tax_rate', active: true },
  'tax_rate.updated': { object: 'tax_rate' },
};

/** Commands that fail with an error, by reason. */
const REFUSED: Readonly<Record<string, readonly string[]>> = {
  'no subscriptions': ['created', 'deleted', 'paused', 'trial_will_end', 'updated'].map(
    (what) => `customer.subscription.${what}`,
  ),
};
const ALL_REFUSED = Object.values(REFUSED).flat();

const BANK_ANSWERS_MS = 10_000;
const POLL_MS = 200;

/** The areas of this table. The CLI has commands for others, but none for refunds, reviews or mandates alone. */
const ITS_AREAS =
  /^(balance|cash_balance|charge|checkout|customer_cash_balance_transaction|coupon|payment_intent|payment_method|plan|price|product|promotion_code|setup_intent|tax_rate|customer\.)/;

const problems: unknown[] = [];
let florin: Florin;
let server: FlorinServer;

beforeAll(async () => {
  florin = await createFlorin({ storage: ':memory:', report: (error) => problems.push(error) });
  server = await serve(florin, { host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await server.stop();
  await florin.close();
  expect(problems).toEqual([]);
});

/** Runs a command in a new world, which then contains only its objects. */
async function trigger(type: string) {
  const key = `sk_test_trigger_${type.replaceAll('.', '_')}`;
  const { hostname, port } = new URL(server.url);
  const stripe = new Stripe(key, { host: hostname, port, protocol: 'http', maxNetworkRetries: 0 });
  const cli = await openCli(server.url, key);
  try {
    const command = cli.start('trigger', type);
    const code = await command.ended;
    await florin.settled();
    return { code, output: command.output(), events: await eventsOf(stripe, type) };
  } finally {
    await cli.close();
  }
}

/** Returns a world's events of a type, and waits for them: banks answer in seconds. */
async function eventsOf(stripe: Stripe, type: string): Promise<Stripe.Event[]> {
  for (const deadline = Date.now() + BANK_ANSWERS_MS; ; await delay(POLL_MS)) {
    const { data } = await stripe.events.list({ type });
    if (data.length > 0 || !/async_payment/.test(type) || Date.now() > deadline) return data;
  }
}

describe('stripe trigger', () => {
  test('has no command of these areas that is missing here', async () => {
    const cli = await openCli(server.url, 'sk_test_trigger');
    const help = cli.start('trigger', '--help');
    await help.ended;
    await cli.close();
    const [, listed = ''] = /Supported events:\n([\s\S]*?)\n\n/.exec(help.output()) ?? [];
    const known = listed.split('\n').map((line) => line.trim());
    expect(known.filter((type) => ITS_AREAS.test(type)).sort()).toEqual(
      [...Object.keys(TRIGGERS), ...ALL_REFUSED].sort(),
    );
  });

  test.each(Object.entries(TRIGGERS))('%s triggers its event', { timeout: 30_000 }, async (type, told) => {
    const { code, output, events } = await trigger(type);
    expect([code, output]).toEqual([0, expect.stringContaining('Trigger succeeded')]);
    expect(events.length, output).toBeGreaterThan(0);
    expect(events[0]?.data.object).toMatchObject(told);
  });

  test.each(ALL_REFUSED)('%s triggers its event, or reports that it did not', { timeout: 30_000 }, async (type) => {
    const { code, events } = await trigger(type);
    expect(code === 0).toBe(events.length > 0);
  });
});

import { setTimeout as delay } from 'node:timers/promises';
import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFlorin, type Florin } from '../../../src/florin.ts';
import { type FlorinServer, serve } from '../../../src/server.ts';
import { openCli } from './official-cli.ts';

/** Commands of the official CLI by the object of their event, where nothing else of it is compared. */
const OBJECTS: Readonly<Record<string, readonly string[]>> = {
  'billing_portal.configuration': ['billing_portal.configuration.created', 'billing_portal.configuration.updated'],
  'billing_portal.session': ['billing_portal.session.created'],
  coupon: ['coupon.deleted', 'coupon.updated'],
  credit_note: ['credit_note.updated'],
  customer: ['customer.created', 'customer.deleted', 'customer.updated'],
  discount: ['customer.discount.deleted', 'customer.discount.updated'],
  dispute: ['charge.dispute.updated'],
  invoice: ['invoice.created', 'invoice.deleted', 'invoice.sent', 'invoice.updated'],
  invoiceitem: ['invoiceitem.created', 'invoiceitem.deleted'],
  payment_intent: ['payment_intent.created'],
  payment_link: ['payment_link.created', 'payment_link.updated'],
  payment_method: ['payment_method.updated'],
  payout: ['payout.created', 'payout.updated'],
  plan: ['plan.created', 'plan.deleted', 'plan.updated'],
  price: ['price.updated'],
  product: ['product.deleted', 'product.updated'],
  promotion_code: ['promotion_code.updated'],
  refund: ['charge.refund.updated'],
  setup_intent: ['setup_intent.created'],
  subscription: ['customer.subscription.created', 'customer.subscription.updated'],
  subscription_schedule: ['subscription_schedule.created', 'subscription_schedule.updated'],
  tax_rate: ['tax_rate.updated'],
  'test_helpers.test_clock': ['test_helpers.test_clock.deleted'],
  topup: ['topup.created'],
  transfer: ['transfer.created', 'transfer.updated'],
};

/** Commands of the official CLI, and the object of the event that each is named after. */
const TRIGGERS: Readonly<Record<string, object>> = {
  'balance.available': { object: 'balance', available: [{ amount: expect.any(Number), currency: 'usd' }] },
  'cash_balance.funds_available': { object: 'cash_balance', available: { usd: 1000 } },
  'charge.captured': { object: 'charge', captured: true },
  'charge.dispute.closed': { object: 'dispute', status: expect.stringMatching(/^(won|lost|warning_closed)$/) },
  'charge.dispute.created': { object: 'dispute', status: expect.stringMatching(/needs_response$/) },
  'charge.failed': { object: 'charge', status: 'failed', paid: false },
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
  'customer_cash_balance_transaction.created': { object: 'customer_cash_balance_transaction', type: 'funded' },
  'customer.discount.created': { object: 'discount', customer: expect.stringMatching(/^cus_/) },
  'customer.source.created': { object: expect.stringMatching(/^(card|source)$/) },
  'customer.source.updated': { object: expect.stringMatching(/^(card|source)$/) },
  'payment_intent.amount_capturable_updated': { object: 'payment_intent', status: 'requires_capture' },
  'payment_intent.canceled': { object: 'payment_intent', status: 'canceled' },
  'payment_intent.partially_funded': { object: 'payment_intent', status: 'requires_action' },
  'payment_intent.payment_failed': { object: 'payment_intent', status: 'requires_payment_method' },
  'payment_intent.processing': { object: 'payment_intent', status: 'processing' },
  'payment_intent.requires_action': { object: 'payment_intent', status: 'requires_action' },
  'payment_intent.succeeded': { object: 'payment_intent', status: 'succeeded' },
  'payment_method.attached': { object: 'payment_method', customer: expect.stringMatching(/^cus_/) },
  'payment_method.detached': { object: 'payment_method', customer: null },
  'price.created': { object: 'price', active: true },
  'product.created': { object: 'product', active: true },
  'promotion_code.created': { object: 'promotion_code', active: true },
  'setup_intent.canceled': { object: 'setup_intent', status: 'canceled' },
  'setup_intent.requires_action': { object: 'setup_intent', status: 'requires_action' },
  'setup_intent.setup_failed': { object: 'setup_intent', status: 'requires_payment_method' },
  'setup_intent.succeeded': { object: 'setup_intent', status: 'succeeded' },
  'tax_rate.created': { object: 'tax_rate', active: true },
  'credit_note.created': { object: 'credit_note', status: 'issued' },
  'credit_note.voided': { object: 'credit_note', status: 'void' },
  'customer.subscription.deleted': { object: 'subscription', status: 'canceled' },
  'customer.subscription.paused': { object: 'subscription', status: 'paused' },
  'customer.subscription.trial_will_end': { object: 'subscription', status: 'trialing' },
  'invoice.finalized': { object: 'invoice', status: 'open' },
  'invoice.marked_uncollectible': { object: 'invoice', status: 'uncollectible' },
  'invoice.paid': { object: 'invoice', status: 'paid' },
  'invoice.payment_action_required': { object: 'invoice', status: 'open' },
  'invoice.payment_failed': { object: 'invoice', status: 'open', attempted: true },
  'invoice.payment_succeeded': { object: 'invoice', status: 'paid' },
  'invoice.voided': { object: 'invoice', status: 'void' },
  'quote.accepted': { object: 'quote', status: 'accepted' },
  'quote.canceled': { object: 'quote', status: 'canceled' },
  'quote.created': { object: 'quote', status: 'draft' },
  'quote.finalized': { object: 'quote', status: 'open' },
  'subscription_schedule.canceled': { object: 'subscription_schedule', status: 'canceled' },
  'subscription_schedule.released': { object: 'subscription_schedule', status: 'released' },
  'test_helpers.test_clock.advancing': { object: 'test_helpers.test_clock', status: 'advancing' },
  'test_helpers.test_clock.created': { object: 'test_helpers.test_clock', status: 'ready' },
  'test_helpers.test_clock.ready': { object: 'test_helpers.test_clock', status: 'ready' },
  'transfer.reversed': { object: 'transfer', amount_reversed: 100 },
  ...Object.fromEntries(Object.entries(OBJECTS).flatMap(([object, types]) => types.map((type) => [type, { object }]))),
};

/** Commands that succeed without an event of that name in the account itself. */
const WITHOUT_EVENT: readonly string[] = [
  // Events of the connected account.
  'account.application.deauthorized',
  'account.updated',
  // Events of these names do not exist: those of the invoice are emitted.
  'subscription.payment_failed',
  'subscription.payment_succeeded',
  // The fixtures cancel the schedule, release it, and end nine days before it ends.
  'subscription_schedule.aborted',
  'subscription_schedule.completed',
  'subscription_schedule.expiring',
];

/** Areas of which Florin has nothing, and the commands that send to a host of their own, which no option names. */
const NOT_BUILT = /^(identity|issuing_\w+|reporting)\.|^v1\.billing\.meter\./;

const BANK_ANSWERS_MS = 10_000;
const POLL_MS = 200;

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
    if (type.startsWith('transfer.')) await fund(stripe);
    const command = cli.start('trigger', type);
    const code = await command.ended;
    await florin.settled();
    return { code, output: command.output(), events: await eventsOf(stripe, type) };
  } finally {
    await cli.close();
  }
}

/** The funds that the fixture itself receives do not cover its transfer and the fee. */
async function fund(stripe: Stripe): Promise<void> {
  await stripe.paymentIntents.create({
    amount: 5_000,
    currency: 'usd',
    confirm: true,
    payment_method: 'pm_card_bypassPending',
    return_url: 'https://shop.example/',
  });
}

/** Returns a world's events of a type, and waits for them: banks answer in seconds, and test clocks advance. */
async function eventsOf(stripe: Stripe, type: string): Promise<Stripe.Event[]> {
  for (const deadline = Date.now() + BANK_ANSWERS_MS; ; await delay(POLL_MS)) {
    const { data } = await stripe.events.list({ type });
    if (data.length > 0 || !/async_payment|clock.ready/.test(type) || Date.now() > deadline) return data;
  }
}

describe('stripe trigger', () => {
  test('has no command of a built area that is missing here', async () => {
    const cli = await openCli(server.url, 'sk_test_trigger');
    const help = cli.start('trigger', '--help');
    await help.ended;
    await cli.close();
    const [, listed = ''] = /Supported events:\n([\s\S]*?)\n\n/.exec(help.output()) ?? [];
    const known = listed.split('\n').map((line) => line.trim());
    const built = known.filter((type) => !NOT_BUILT.test(type));
    expect(built.sort()).toEqual([...Object.keys(TRIGGERS), ...WITHOUT_EVENT].sort());
  });

  test.each(Object.entries(TRIGGERS))('%s triggers its event', { timeout: 30_000 }, async (type, told) => {
    const { code, output, events } = await trigger(type);
    expect([code, output]).toEqual([0, expect.stringContaining('Trigger succeeded')]);
    expect(events.length, output).toBeGreaterThan(0);
    expect(events[0]?.data.object).toMatchObject(told);
  });

  test.each(WITHOUT_EVENT)('%s succeeds', { timeout: 30_000 }, async (type) => {
    const { code, output } = await trigger(type);
    expect([code, output]).toEqual([0, expect.stringContaining('Trigger succeeded')]);
  });
});

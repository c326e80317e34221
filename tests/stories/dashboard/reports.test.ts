import { afterAll, beforeAll, expect, test } from 'vitest';
import { accountOf } from '../../../src/api/authenticate.ts';
import { createFlorin, type Florin } from '../../../src/florin.ts';
import { createHarness, type Harness, type Json } from '../../support/harness.ts';

const KEY = 'sk_test_harness';
const BASE = 'http://127.0.0.1:12111';

let harness: Harness;
beforeAll(async () => {
  harness = await createHarness();
});
afterAll(() => harness.close());

async function report(query: Record<string, string> = {}): Promise<Json> {
  const { status, body } = await harness.call('GET', `/_florin/worlds/${accountOf(KEY)}/reports`, query);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

/** The figures of one currency: its sums over all days. */
function sumsOf({ currencies }: Json, currency = 'usd') {
  const { days } = currencies.find((one: Json) => one.currency === currency);
  const names = ['payments', 'gross', 'refunds', 'fees', 'net', 'payouts', 'failures', 'failed', 'started', 'ended'];
  return Object.fromEntries(names.map((name) => [name, days.reduce((sum: number, day: Json) => sum + day[name], 0)]));
}

function pay(amount: number, method = 'pm_card_visa') {
  return harness.stripe.paymentIntents.create({
    amount,
    currency: 'usd',
    confirm: true,
    payment_method: method,
    allowed_payment_method_types: ['card'],
  });
}

test('reports sum up payments, refunds, fees, payouts and failures by day and currency', async () => {
  const { id } = await pay(10_000, 'pm_card_bypassPending');
  await harness.stripe.refunds.create({ payment_intent: id, amount: 1_500 });
  await pay(700, 'pm_card_visa_chargeDeclinedInsufficientFunds').catch(() => {});
  await harness.stripe.payouts.create({ amount: 2_000, currency: 'usd' });
  const { data: transactions } = await harness.stripe.balanceTransactions.list({ type: 'charge' });
  const fee = transactions[0]?.fee ?? 0;
  expect(sumsOf(await report())).toEqual({
    payments: 1,
    gross: 10_000,
    refunds: 1_500,
    fees: fee,
    net: 8_500 - fee,
    payouts: 2_000,
    failures: 1,
    failed: 700,
    started: 0,
    ended: 0,
  });
  const { currencies, complete } = await report();
  expect(complete).toBe(true);
  expect(currencies[0].failures).toEqual([{ reason: 'insufficient_funds', count: 1, amount: 700 }]);
  // The next day has nothing of it.
  await harness.florin.advance('24h', { key: KEY });
  expect((await report({ days: '1' })).currencies).toEqual([]);
});

test('recurring revenue is that of active subscriptions, as if all were paid monthly', async () => {
  const { stripe } = harness;
  const customer = await stripe.customers.create({
    payment_method: 'pm_card_visa',
    invoice_settings: { default_payment_method: 'pm_card_visa' },
  });
  const subscribe = (unit_amount: number, interval: 'month' | 'year', more: object = {}) =>
    stripe.prices
      .create({ currency: 'eur', unit_amount, recurring: { interval }, product_data: { name: 'Plan' } })
      .then(({ id }) => stripe.subscriptions.create({ customer: customer.id, items: [{ price: id }], ...more }));
  await subscribe(1_200, 'month');
  const yearly = await subscribe(12_000, 'year');
  await subscribe(5_000, 'month', { trial_period_days: 7 });
  const eur = async () => (await report()).currencies.find(({ currency }: Json) => currency === 'eur');
  expect(await eur()).toMatchObject({ mrr: 2_200, active: 2 });
  await stripe.subscriptions.update(yearly.id, {
    items: [{ id: yearly.items.data[0]?.id ?? '', quantity: 3 }],
    proration_behavior: 'none',
  });
  expect(await eur()).toMatchObject({ mrr: 4_200, active: 2 });
  await harness.florin.advance('24h', { key: KEY });
  await stripe.subscriptions.cancel(yearly.id);
  const after = await eur();
  expect(after).toMatchObject({ mrr: 1_200, active: 1 });
  expect(after.days.at(-1)).toMatchObject({ mrr: 1_200, churned: 3_000, ended: 1 });
  expect(after.days.at(-2)).toMatchObject({ mrr: 4_200, started: 2 });
});

test('an account with many payments is counted in parts, each once', async () => {
  const florin = await createFlorin({ storage: ':memory:' });
  const headers = { authorization: `Bearer ${KEY}` };
  const take = (amount: string) =>
    florin.fetch(`${BASE}/v1/charges`, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ amount, currency: 'usd', source: 'tok_visa' }),
    });
  const counted = async () =>
    (await florin.fetch(`${BASE}/_florin/worlds/${accountOf(KEY)}/reports`, { headers })).json();
  await take('100');
  const copies = 10_500;
  await copyTransaction(florin, copies);
  expect((await counted()).complete).toBe(false);
  expect((await counted()).complete).toBe(true);
  expect(sumsOf(await counted())).toMatchObject({ payments: copies + 1, gross: 100 * (copies + 1) });
  await take('250');
  expect(sumsOf(await counted())).toMatchObject({ payments: copies + 2, gross: 100 * (copies + 1) + 250 });
  await florin.close();
});

/** Positions between the copies and what the world itself has: ten seconds. */
const BEFORE = 2_048 * 10_000;

/** Writes copies of a world's only balance transaction, through the storage port. */
async function copyTransaction({ engine: { storage } }: Florin, count: number): Promise<void> {
  const world = accountOf(KEY);
  const type = 'balance_transaction';
  const [first] = await storage.list(world, { list: type, descending: true, limit: 1 });
  if (!first) throw new Error('there is no transaction to copy');
  const made = Array.from({ length: count }, (_, n) => {
    const id = `txn_copy${n}`;
    return { id, position: first.position - BEFORE + n, body: JSON.stringify({ ...JSON.parse(first.body), id }) };
  });
  await storage.commit({
    world,
    expected: [],
    revisions: made.map(({ id, position, body }) => ({ revision: position, id, body })),
    objects: made.map(({ id, position }) => {
      return { id, type, version: 1, revision: position, position, deleted: false };
    }),
    listings: { add: made.map(({ id, position }) => ({ list: type, position, id })), remove: [] },
    events: [],
    postings: [],
    timers: { add: [], remove: [] },
    idempotency: null,
  });
}

test('the CSV of a report has a row for each day and currency', async () => {
  const path = `/_florin/worlds/${accountOf(KEY)}/export/reports.csv?days=3&currency=usd`;
  const response = await harness.florin.fetch(BASE + path, {
    headers: { authorization: `Bearer ${KEY}` },
  });
  const [header, ...rows] = (await response.text()).trim().split('\r\n');
  expect(header).toMatch(/^day,currency,payments,.*gross,refunds,fees,net/);
  expect(rows).toHaveLength(3);
  expect(rows[0]).toMatch(/^\d{4}-\d{2}-\d{2},usd,1,.*,100\.00,15\.00/);
});

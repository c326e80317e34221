import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHarness, type Harness, type Json } from '../../support/harness.ts';
import { at, openClock, planOf } from '../../support/plans.ts';

let harness: Harness;
let stripe: Stripe;
beforeAll(async () => {
  harness = await createHarness();
  ({ stripe } = harness);
});
afterAll(() => harness.close());

/** A customer on a test clock of their own who subscribed to a monthly price. */
async function subscriber(since: string, amount: number) {
  const { id: test_clock, go } = await openClock(harness, since);
  const { id: customer } = await stripe.customers.create({ test_clock });
  const { id: card } = await stripe.paymentMethods.attach('pm_card_visa', { customer });
  await stripe.customers.update(customer, { invoice_settings: { default_payment_method: card } });
  const plan = await monthly(amount);
  const subscription = await stripe.subscriptions.create({ customer, items: [{ price: plan.id }] });
  return { customer, subscription, item: subscription.items.data[0]?.id ?? '', go };
}

const monthly = (amount: number) => planOf(stripe, amount);

const get = (path: string, query: Record<string, string> = {}, version = '2022-08-01') =>
  harness.call('GET', `${path}?${new URLSearchParams(query)}`, '', { headers: { 'stripe-version': version } });

const upcoming = (query: Record<string, string>) => get('/v1/invoices/upcoming', query);

describe('the upcoming invoice of older versions', () => {
  test('is the next one of a customer, in the form that invoices had', async () => {
    const { customer, subscription, go } = await subscriber('2027-01-01', 5_000);
    await go('2027-01-16');
    await stripe.invoiceItems.create({ customer, currency: 'usd', amount: 300 });
    const { status, body } = await upcoming({ customer });
    // 5000 for February, and the 300 that wait.
    expect([status, body.amount_due, body.period_end]).toEqual([200, 5_300, at('2027-02-01')]);
    expect(body).toMatchObject({
      object: 'invoice',
      id: null,
      status: 'draft',
      billing_reason: 'upcoming',
      subscription: subscription.id,
      paid: false,
    });
    expect((await upcoming({ subscription: subscription.id })).body.amount_due).toBe(5_300);
    expect((await stripe.invoices.list({ customer })).data).toHaveLength(1);
  });

  test('shows a change by the names that its parameters had', async () => {
    const { subscription, item, go } = await subscriber('2027-01-01', 5_000);
    await go('2027-01-16');
    const { id: price } = await monthly(10_000);
    const change = {
      subscription: subscription.id,
      'subscription_items[0][id]': item,
      'subscription_items[0][price]': price,
      subscription_proration_date: String(at('2027-01-16')),
    };
    // 16 of 31 days are left: 5000 · 16/31 = 2580.6 back, 10000 · 16/31 = 5161.3 for them, and 10000 for February.
    expect((await upcoming(change)).body.amount_due).toBe(10_000 - 2_581 + 5_161);
    expect((await upcoming({ ...change, subscription_prorate: 'false' })).body.amount_due).toBe(10_000);
    // 5161 − 2581, at once.
    const now = { ...change, subscription_proration_behavior: 'always_invoice' };
    expect((await upcoming(now)).body.amount_due).toBe(2_580);
    const extra = { 'invoice_items[0][amount]': '-1000', 'invoice_items[0][currency]': 'usd' };
    expect((await upcoming({ subscription: subscription.id, ...extra })).body.amount_due).toBe(4_000);
    const half = await stripe.coupons.create({ percent_off: 50, duration: 'once' });
    expect((await upcoming({ subscription: subscription.id, coupon: half.id })).body.amount_due).toBe(2_500);
  });

  test('has its lines at an address of their own, in pages', async () => {
    const { customer } = await subscriber('2027-01-01', 5_000);
    for (const amount of [100, 200]) await stripe.invoiceItems.create({ customer, currency: 'usd', amount });
    const lines = (query: Record<string, string>) => get('/v1/invoices/upcoming/lines', { customer, ...query });
    const { body } = await lines({});
    expect(body).toMatchObject({ object: 'list', url: '/v1/invoices/upcoming/lines', has_more: false });
    expect(body.data.map((line: Json) => line.amount).sort()).toEqual([100, 200, 5_000]);
    expect((await lines({ limit: '2' })).body).toMatchObject({ has_more: true, data: [{}, {}] });
  });

  test('is refused without a customer, where nothing is due, and at versions with previews', async () => {
    expect(await upcoming({})).toMatchObject({
      status: 400,
      body: {
        error: {
          type: 'invalid_request_error',
          message: 'You must either provide a `customer` or a `subscription` to the upcoming invoice endpoint.',
        },
      },
    });
    const { id: customer } = await stripe.customers.create();
    expect(await upcoming({ customer })).toMatchObject({
      status: 404,
      body: { error: { code: 'invoice_upcoming_none', message: `No upcoming invoices for customer: ${customer}` } },
    });
    const newer = await get('/v1/invoices/upcoming', { customer }, '2025-03-31.basil');
    expect(newer).toMatchObject({ status: 404, body: { error: { type: 'invalid_request_error' } } });
    expect(newer.body.error.message).toContain('2025-03-31.basil');
    expect((await get('/v1/invoices/upcoming', { customer }, '2025-02-24.acacia')).status).toBe(404);
  });
});

describe('the event of an upcoming invoice', () => {
  const announced = async (subscription: string): Promise<Json[]> => {
    const { data } = await stripe.events.list({ type: 'invoice.upcoming', limit: 100 });
    const all: Json[] = data.map((event) => event.data.object);
    return all.filter((one) => one.parent.subscription_details.subscription === subscription).reverse();
  };

  test('comes a week before each renewal, once a period, with what will be billed', async () => {
    const { customer, subscription, go } = await subscriber('2027-01-01', 5_000);
    await go('2027-01-24');
    expect(await announced(subscription.id)).toEqual([]);
    await stripe.invoiceItems.create({ customer, currency: 'usd', amount: 300 });
    await go('2027-01-26');
    // February 1st less 7 days is January 25th: 5000 and the 300 that wait.
    const [first, ...more] = await announced(subscription.id);
    expect(first).toMatchObject({ object: 'invoice', customer, amount_due: 5_300, billing_reason: 'upcoming' });
    expect(first.id).toMatch(/^upcoming_in_/);
    expect(more).toEqual([]);
    await stripe.subscriptions.update(subscription.id, { description: 'A change within the week' });
    await go('2027-02-02');
    await go('2027-02-28');
    // March 1st less 7 days is February 22nd.
    expect((await announced(subscription.id)).map((one) => one.amount_due)).toEqual([5_300, 5_000]);
  });

  test('does not come for a subscription that ends with its period, or is canceled', async () => {
    const ending = await subscriber('2027-01-01', 5_000);
    await stripe.subscriptions.update(ending.subscription.id, { cancel_at_period_end: true });
    const canceled = await subscriber('2027-01-01', 5_000);
    await stripe.subscriptions.cancel(canceled.subscription.id);
    for (const { subscription, go } of [ending, canceled]) {
      await go('2027-01-30');
      expect(await announced(subscription.id)).toEqual([]);
    }
  });

  test('comes before a trial’s end as well', async () => {
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time: at('2027-01-01') });
    const { id: customer } = await stripe.customers.create({ test_clock: clock.id });
    const { id: price } = await monthly(700);
    const made = await stripe.subscriptions.create({ customer, items: [{ price }], trial_period_days: 14 });
    await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: at('2027-01-09') });
    await harness.florin.settled();
    // January 15th less 7 days is the 8th.
    expect((await announced(made.id)).map((one) => one.amount_due)).toEqual([700]);
  });
});

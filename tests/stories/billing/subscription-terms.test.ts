import type Stripe from 'stripe';
import { expect, test } from 'vitest';
import { connectAccount } from '../../support/connected.ts';
import { type Harness, withFlorin } from '../../support/harness.ts';
import { refusal } from '../../support/refusal.ts';

const DAY = 86_400;
const JANUARY = Date.UTC(2027, 0, 1) / 1000;
const FEBRUARY = Date.UTC(2027, 1, 1) / 1000;
const MARCH = Date.UTC(2027, 2, 1) / 1000;

/** A customer with a card on a clock, and a price of 31.00 a month: one dollar a day of January. */
async function open({ stripe }: Harness) {
  const { id: clock } = await stripe.testHelpers.testClocks.create({ frozen_time: JANUARY });
  const { id: customer } = await stripe.customers.create({ test_clock: clock, source: 'tok_visa' });
  const price = await stripe.prices.create({
    currency: 'usd',
    unit_amount: 3100,
    recurring: { interval: 'month' },
    product_data: { name: 'Plan' },
  });
  return { clock, customer, items: [{ price: price.id }] };
}

/** A metered price of 2 cents a call. */
async function metered({ stripe }: Harness) {
  const meter = await stripe.billing.meters.create({
    display_name: 'Calls',
    event_name: 'calls',
    default_aggregation: { formula: 'sum' },
  });
  return stripe.prices.create({
    currency: 'usd',
    unit_amount: 2,
    product_data: { name: 'Call' },
    recurring: { interval: 'month', usage_type: 'metered', meter: meter.id },
  });
}

async function advance({ stripe, florin }: Harness, clock: string, to: number) {
  await stripe.testHelpers.testClocks.advance(clock, { frozen_time: to });
  await florin.settled();
}

const invoicesOf = async ({ stripe }: Harness, subscription: string): Promise<Stripe.Invoice[]> =>
  (await stripe.invoices.list({ subscription })).data.toReversed();

test('pending items are billed at their own interval between renewals', () =>
  withFlorin(async (shop) => {
    const { stripe } = shop;
    const { clock, customer, items } = await open(shop);
    const weekly = { interval: 'week' } as const;
    const made = await stripe.subscriptions.create({ customer, items, pending_invoice_item_interval: weekly });
    expect(made).toMatchObject({
      pending_invoice_item_interval: { interval: 'week', interval_count: 1 },
      next_pending_invoice_item_invoice: JANUARY + 7 * DAY,
    });
    await stripe.invoiceItems.create({ customer, subscription: made.id, amount: 500, currency: 'usd' });
    await advance(shop, clock, JANUARY + 22 * DAY);
    // Nothing was pending in the second week.
    const [, pending, ...none] = await invoicesOf(shop, made.id);
    expect(pending).toMatchObject({ created: JANUARY + 7 * DAY, status: 'paid', total: 500 });
    expect(none).toEqual([]);
    expect(await stripe.subscriptions.retrieve(made.id)).toMatchObject({
      latest_invoice: pending?.id,
      next_pending_invoice_item_invoice: JANUARY + 28 * DAY,
    });
    const cleared = await stripe.subscriptions.update(made.id, { pending_invoice_item_interval: '' });
    expect(cleared).toMatchObject({ pending_invoice_item_interval: null, next_pending_invoice_item_invoice: null });
    const years = { interval: 'year', interval_count: 2 } as const;
    expect(await refusal(stripe.subscriptions.update(made.id, { pending_invoice_item_interval: years }))).toMatchObject(
      {
        param: 'pending_invoice_item_interval[interval_count]',
      },
    );
  }));

test('usage is billed as soon as it reaches an amount, and the rest when the period ends', () =>
  withFlorin(async (shop) => {
    const { stripe, florin } = shop;
    const { clock, customer } = await open(shop);
    const { id: price } = await metered(shop);
    const subscription = await stripe.subscriptions.create({
      customer,
      items: [{ price, billing_thresholds: { usage_gte: 1_000 } }],
      billing_thresholds: { amount_gte: 5_000 },
    });
    const use = async (value: string) => {
      await stripe.billing.meterEvents.create({
        event_name: 'calls',
        payload: { stripe_customer_id: customer, value },
      });
      await florin.settled();
    };
    await advance(shop, clock, JANUARY + 3 * DAY);
    await use('999');
    expect(await invoicesOf(shop, subscription.id)).toEqual([]);
    await use('51');
    const [first] = await invoicesOf(shop, subscription.id);
    const [line] = first?.lines.data ?? [];
    expect(first).toMatchObject({
      billing_reason: 'subscription_threshold',
      status: 'draft',
      total: 2_100,
      threshold_reason: { amount_gte: null, item_reasons: [{ line_item_ids: [line?.id], usage_gte: 1_000 }] },
      period_end: JANUARY + 3 * DAY,
    });
    await use('3000');
    const [, second] = await invoicesOf(shop, subscription.id);
    expect(second).toMatchObject({ total: 6_000, threshold_reason: { amount_gte: 5_000 } });
    await use('7');
    await advance(shop, clock, FEBRUARY + DAY);
    const all = await invoicesOf(shop, subscription.id);
    expect(all.map(({ billing_reason: reason, total, status }) => [reason, total, status])).toEqual([
      ['subscription_threshold', 2_100, 'paid'],
      ['subscription_threshold', 6_000, 'paid'],
      ['subscription_cycle', 14, 'paid'],
    ]);
  }));

test('a threshold may begin a new cycle, and is set only where usage is counted', () =>
  withFlorin(async (shop) => {
    const { stripe, florin } = shop;
    const { clock, customer, items } = await open(shop);
    const { id: price } = await metered(shop);
    const subscription = await stripe.subscriptions.create({
      customer,
      items: [{ price }],
      billing_thresholds: { amount_gte: 1_000, reset_billing_cycle_anchor: true },
    });
    await advance(shop, clock, JANUARY + 3 * DAY);
    await stripe.billing.meterEvents.create({
      event_name: 'calls',
      payload: { stripe_customer_id: customer, value: '600' },
    });
    await florin.settled();
    const [invoice] = await invoicesOf(shop, subscription.id);
    expect(invoice).toMatchObject({ billing_reason: 'subscription_threshold', total: 1_200 });
    const { billing_cycle_anchor: anchor, items: anew } = await stripe.subscriptions.retrieve(subscription.id);
    expect([anchor, anew.data[0]?.current_period_start]).toEqual([JANUARY + 3 * DAY, JANUARY + 3 * DAY]);
    const licensed = stripe.subscriptions.create({
      customer,
      items: items.map((item) => ({ ...item, billing_thresholds: { usage_gte: 5 } })),
    });
    expect(await refusal(licensed)).toMatchObject({ param: 'items[0][billing_thresholds][usage_gte]' });
  }));

test('a trial may end without moving the days on which a subscription is billed', () =>
  withFlorin(async (shop) => {
    const { stripe } = shop;
    const { clock, customer, items } = await open(shop);
    const made = await stripe.subscriptions.create({
      customer,
      items,
      trial_period_days: 10,
      trial_settings: { end_behavior: { missing_payment_method: 'create_invoice', billing_cycle_anchor: 'unchanged' } },
    });
    expect(made.billing_cycle_anchor).toBe(JANUARY);
    await advance(shop, clock, FEBRUARY + DAY);
    const totals = (await invoicesOf(shop, made.id)).map(({ total, created }) => [total, created]);
    expect(totals).toEqual([
      [0, JANUARY],
      [2_100, JANUARY + 10 * DAY],
      [3_100, FEBRUARY],
    ]);
    const again = await stripe.subscriptions.update(made.id, { trial_end: FEBRUARY + 8 * DAY });
    expect([again.status, again.billing_cycle_anchor]).toEqual(['trialing', JANUARY]);
    await advance(shop, clock, MARCH);
    const later = (await invoicesOf(shop, made.id)).slice(-2);
    expect(later.map(({ created, subtotal }) => [created, subtotal])).toEqual([
      // 27 of 28 days are credited, and 20 billed.
      [FEBRUARY + 8 * DAY, -775],
      [MARCH, 3_100],
    ]);
  }));

test('an update may begin the trial that a price has', () =>
  withFlorin(async (shop) => {
    const { stripe, call } = shop;
    const { customer, items } = await open(shop);
    const made = await stripe.subscriptions.create({ customer, items });
    const plan = await call('POST', '/v1/plans', {
      currency: 'usd',
      amount: '3100',
      interval: 'month',
      trial_period_days: '5',
      'product[name]': 'Plan',
    });
    const updated = await stripe.subscriptions.update(made.id, {
      items: [{ id: made.items.data[0]?.id ?? '', price: plan.body.id }],
      trial_from_plan: true,
    });
    expect(updated).toMatchObject({ status: 'trialing', trial_end: JANUARY + 5 * DAY });
  }));

test('a part of each invoice is transferred', () =>
  withFlorin(async (shop) => {
    const { stripe } = shop;
    const { customer, items } = await open(shop);
    const id = await connectAccount(shop.florin, 'sk_test_harness', { capabilities: { transfers: 'active' } });
    const made = await stripe.subscriptions.create({
      customer,
      items,
      transfer_data: { destination: id, amount_percent: 12.5 },
      payment_behavior: 'default_incomplete',
    });
    expect(made.transfer_data).toEqual({ destination: id, amount_percent: 12.5 });
    const [payment] = (await stripe.paymentIntents.list({ customer })).data;
    expect(payment).toMatchObject({ amount: 3_100, transfer_data: { destination: id, amount: 388 } });
    const whole = stripe.subscriptions.update(made.id, { transfer_data: { destination: id, amount_percent: 101 } });
    expect(await refusal(whole)).toMatchObject({ param: 'transfer_data[amount_percent]' });
  }));

test('a customer gives the merchant’s own reason for canceling', () =>
  withFlorin(async (shop) => {
    const { stripe } = shop;
    const { customer, items } = await open(shop);
    const option = await stripe.billing.feedbackOptions.create({ description: 'Moved abroad' });
    const made = await stripe.subscriptions.create({ customer, items });
    const cancellation_details = { feedback_option: option.id };
    const planned = await stripe.subscriptions.update(made.id, { cancel_at_period_end: true, cancellation_details });
    expect(planned.cancellation_details?.feedback_option).toBe(option.id);
    await stripe.billing.feedbackOptions.deactivate(option.id);
    expect(await refusal(stripe.subscriptions.cancel(made.id, { cancellation_details }))).toMatchObject({
      param: 'cancellation_details[feedback_option]',
    });
    const canceled = await stripe.subscriptions.cancel(made.id, {
      expand: ['cancellation_details.feedback_option'],
    });
    expect(canceled.cancellation_details?.feedback_option).toMatchObject({ description: 'Moved abroad' });
  }));

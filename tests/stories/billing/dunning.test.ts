import { expect, test } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';

const DAY = 86_400;
const HOUR = 3_600;
const JANUARY = Date.UTC(2027, 0, 1) / 1000;
const FEBRUARY = Date.UTC(2027, 1, 1) / 1000;

const set = ({ call }: Harness, settings: Record<string, string>) =>
  call('POST', '/_florin/billing_settings', settings);

/** A subscription on a clock whose card is declined from the first renewal on, or whose invoices are sent. */
async function subscribed({ stripe }: Harness, isSent = false) {
  const { id: clock } = await stripe.testHelpers.testClocks.create({ frozen_time: JANUARY });
  const { id: customer } = await stripe.customers.create({
    test_clock: clock,
    email: 'jenny@example.com',
    source: 'tok_visa',
  });
  const price = await stripe.prices.create({
    currency: 'usd',
    unit_amount: 900,
    recurring: { interval: 'month' },
    product_data: { name: 'Plan' },
  });
  const made = await stripe.subscriptions.create({
    customer,
    items: [{ price: price.id }],
    ...(isSent && { collection_method: 'send_invoice', days_until_due: 10 }),
  });
  const declined = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer });
  await stripe.subscriptions.update(made.id, { default_payment_method: declined.id });
  return { clock, customer, id: made.id };
}

async function advance({ stripe, florin }: Harness, clock: string, to: number) {
  await stripe.testHelpers.testClocks.advance(clock, { frozen_time: to });
  await florin.settled();
}

test('failed payments are retried on the chosen days, and leave the subscription unpaid and the invoice written off', () =>
  withFlorin(async (shop) => {
    const { stripe, call } = shop;
    const usual = (await call('GET', '/_florin/billing_settings')).body;
    expect(usual).toEqual({
      object: 'florin.billing_settings',
      retry_days: [1, 2, 3, 4, 6, 8, 10, 14],
      subscription_afterwards: 'cancel',
      invoice_afterwards: 'open',
      overdue_days: null,
      renewal_notice_days: 7,
      due_notice_days: 3,
    });
    const changed = await set(shop, {
      'retry_days[0]': '3',
      'retry_days[1]': '5',
      subscription_afterwards: 'unpaid',
      invoice_afterwards: 'uncollectible',
    });
    expect(changed.body).toEqual({
      ...usual,
      retry_days: [3, 5],
      subscription_afterwards: 'unpaid',
      invoice_afterwards: 'uncollectible',
    });
    const { clock, id } = await subscribed(shop);
    const latest = async () => (await stripe.invoices.list({ subscription: id, limit: 1 })).data[0];
    await advance(shop, clock, FEBRUARY + 2 * HOUR);
    expect(await latest()).toMatchObject({
      attempt_count: 1,
      next_payment_attempt: FEBRUARY + HOUR + 3 * DAY,
    });
    await advance(shop, clock, FEBRUARY + 6 * DAY);
    expect(await latest()).toMatchObject({ attempt_count: 3, next_payment_attempt: null, status: 'uncollectible' });
    expect((await stripe.subscriptions.retrieve(id)).status).toBe('unpaid');
    // Later periods are drafts that nothing collects.
    await advance(shop, clock, FEBRUARY + 40 * DAY);
    expect(await latest()).toMatchObject({ status: 'draft', auto_advance: false });
    expect((await set(shop, { retry_days: '' })).body.retry_days).toEqual(usual.retry_days);
  }));

test('the subscription may stay past due, or end with its last retry', () =>
  withFlorin(async (shop) => {
    const { stripe } = shop;
    await set(shop, { 'retry_days[0]': '1', subscription_afterwards: 'past_due' });
    const { clock, id } = await subscribed(shop);
    await advance(shop, clock, FEBRUARY + 3 * DAY);
    expect((await stripe.subscriptions.retrieve(id)).status).toBe('past_due');
    await set(shop, { subscription_afterwards: 'cancel' });
    const other = await subscribed(shop);
    await advance(shop, other.clock, FEBRUARY + 3 * DAY);
    expect(await stripe.subscriptions.retrieve(other.id)).toMatchObject({
      status: 'canceled',
      cancellation_details: { reason: 'payment_failed' },
    });
  }));

test('a sent invoice is announced before it is due, and ends its subscription once it is long overdue', () =>
  withFlorin(async (shop) => {
    const { stripe, eventTypes } = shop;
    await set(shop, { overdue_days: '30', due_notice_days: '2', renewal_notice_days: '3' });
    const { clock, id } = await subscribed(shop, true);
    const due = JANUARY + HOUR + 10 * DAY;
    await advance(shop, clock, due - 3 * DAY);
    expect(await eventTypes()).not.toContain('invoice.will_be_due');
    await advance(shop, clock, due + DAY);
    expect(await eventTypes()).toEqual(expect.arrayContaining(['invoice.will_be_due', 'invoice.overdue']));
    expect((await stripe.subscriptions.retrieve(id)).status).toBe('past_due');
    await advance(shop, clock, FEBRUARY - 4 * DAY);
    expect(await eventTypes()).not.toContain('invoice.upcoming');
    await advance(shop, clock, FEBRUARY - 2 * DAY);
    expect(await eventTypes()).toContain('invoice.upcoming');
    await advance(shop, clock, due + 29 * DAY);
    expect((await stripe.subscriptions.retrieve(id)).status).toBe('past_due');
    await advance(shop, clock, due + 31 * DAY);
    expect((await stripe.subscriptions.retrieve(id)).status).toBe('canceled');
  }));

test('settings out of their bounds, and those of a connected account, are refused', () =>
  withFlorin(async (shop) => {
    for (const [param, value] of [
      ['retry_days[0]', '0'],
      ['overdue_days', '91'],
      ['renewal_notice_days', '0'],
      ['due_notice_days', '61'],
      ['subscription_afterwards', 'forgive'],
      ['colour', 'red'],
    ] as const) {
      expect((await set(shop, { [param]: value })).body.error).toMatchObject({ param });
    }
    const back = await set(shop, { 'retry_days[0]': '3', 'retry_days[1]': '3' });
    expect(back.body.error).toMatchObject({ param: 'retry_days[1]' });
    expect((await shop.call('GET', '/_florin/billing_settings')).body.retry_days).toHaveLength(8);
  }));

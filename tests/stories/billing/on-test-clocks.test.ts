import { expect, test } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';
import { refusal } from '../../support/refusal.ts';

const FROZEN = 1_800_000_000;

async function subscribed({ stripe }: Harness) {
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: FROZEN });
  const customer = await stripe.customers.create({ test_clock: clock.id, source: 'tok_visa' });
  const price = await stripe.prices.create({
    currency: 'usd',
    unit_amount: 900,
    recurring: { interval: 'month' },
    product_data: { name: 'Plan' },
  });
  const made = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
  return { clock: clock.id, customer: customer.id, price: price.id, subscription: made.id };
}

test('subscriptions and invoices on test clocks are in lists of their customer and clock only', () =>
  withFlorin(async (harness) => {
    const { stripe } = harness;
    const { clock, customer, price, subscription } = await subscribed(harness);
    const ids = async (list: Promise<{ data: { id?: string }[] }>) => (await list).data.map(({ id }) => id);
    expect(await ids(stripe.subscriptions.list())).toEqual([]);
    expect(await ids(stripe.subscriptions.list({ price }))).toEqual([]);
    expect(await ids(stripe.subscriptions.list({ customer }))).toEqual([subscription]);
    expect(await ids(stripe.subscriptions.list({ test_clock: clock, created: { gte: FROZEN } }))).toEqual([
      subscription,
    ]);
    expect(await ids(stripe.subscriptions.list({ test_clock: clock, created: { gt: FROZEN } }))).toEqual([]);
    expect(await ids(stripe.invoices.list())).toEqual([]);
    expect(await ids(stripe.invoices.list({ status: 'paid' }))).toEqual([]);
    expect(await ids(stripe.invoices.list({ subscription }))).toHaveLength(1);
    const found = await stripe.subscriptions.search({ query: 'status:"active"' });
    expect(found.data.map(({ id }) => id)).toEqual([subscription]);
  }));

test('an item is changed at the time of its subscription’s clock', () =>
  withFlorin(async (harness) => {
    const { stripe } = harness;
    const { clock, subscription } = await subscribed(harness);
    await stripe.testHelpers.testClocks.advance(clock, { frozen_time: FROZEN + 15 * 86_400 });
    await harness.florin.settled();
    const [item] = (await stripe.subscriptionItems.list({ subscription })).data;
    await stripe.subscriptionItems.update(item?.id ?? '', { quantity: 3, proration_behavior: 'always_invoice' });
    const [invoice] = (await stripe.invoices.list({ subscription })).data;
    // 16 of the 31 days from 15 January 2027 08:00.
    expect(invoice).toMatchObject({ total: 929, created: FROZEN + 15 * 86_400 });
  }));

test('subscriptions are found below their customer, where older clients look for them', () =>
  withFlorin(async (harness) => {
    const { customer, price, subscription } = await subscribed(harness);
    const path = `/v1/customers/${customer}/subscriptions`;
    const listed = await harness.call('GET', path);
    expect([listed.body.url, listed.body.data.map(({ id }: { id: string }) => id)]).toEqual([path, [subscription]]);
    const made = await harness.call('POST', path, { 'items[0][price]': price });
    expect([made.status, made.body.customer]).toEqual([200, customer]);
    expect((await harness.call('DELETE', `${path}/${made.body.id}`)).body.status).toBe('canceled');
    expect((await harness.call('GET', `/v1/customers/cus_none/subscriptions/${subscription}`)).status).toBe(404);
    const shown = await harness.stripe.customers.retrieve(customer, { expand: ['subscriptions'] });
    expect(shown).toMatchObject({ subscriptions: { total_count: 1 } });
  }));

test('the customer that a guide names exists in every world that any key opens, and in no other', async () => {
  await withFlorin(async ({ stripe }) => {
    expect(await stripe.customers.retrieve('cus_ODQluYFNl44ODI')).toMatchObject({
      object: 'customer',
      created: 1767603600,
    });
    await stripe.customers.del('cus_ODQluYFNl44ODI');
    expect(await stripe.customers.retrieve('cus_ODQluYFNl44ODI')).toMatchObject({ deleted: true });
    expect((await refusal(stripe.customers.retrieve('cus_ODQluYFNl44ODJ'))).statusCode).toBe(404);
  });
});

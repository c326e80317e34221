import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHarness, type Harness } from '../../support/harness.ts';
import { complete, JENNY } from '../accounts/onboarding-data.ts';

let harness: Harness;
let stripe: Stripe;
let shop: string;
let blank: string;
let customer: string;
let price: string;

beforeAll(async () => {
  harness = await createHarness();
  stripe = harness.client('sk_test_shared_billing');
  const individual = { ...JENNY, dob: { day: 1, month: 1, year: 1902 }, id_number: '222222222' };
  shop = (await stripe.accounts.create(complete({ individual }))).id;
  blank = (await stripe.accounts.create({ type: 'custom', capabilities: { transfers: { requested: true } } })).id;
  customer = (
    await stripe.customers.create({
      payment_method: 'pm_card_visa',
      invoice_settings: { default_payment_method: 'pm_card_visa' },
    })
  ).id;
  price = (
    await stripe.prices.create({
      unit_amount: 2000,
      currency: 'usd',
      recurring: { interval: 'month' },
      product_data: { name: 'Cups' },
    })
  ).id;
});
afterAll(() => harness.close());

test("a part of each payment of a subscription is its account's", async () => {
  const subscription = await stripe.subscriptions.create({
    customer,
    items: [{ price }],
    transfer_data: { destination: shop, amount_percent: 82.5 },
  });
  expect(subscription.transfer_data).toEqual({ amount_percent: 82.5, destination: shop });
  const amounts = async () => (await stripe.transfers.list({ destination: shop })).data.map(({ amount }) => amount);
  expect(await amounts()).toEqual([1650]);
  await harness.florin.advance('32d', { key: 'sk_test_shared_billing' });
  expect(await amounts()).toEqual([1650, 1650]);
  await stripe.subscriptions.update(subscription.id, { transfer_data: { destination: shop, amount_percent: 50 } });
  await harness.florin.advance('31d', { key: 'sk_test_shared_billing' });
  expect(await amounts()).toEqual([1000, 1650, 1650]);
  await expect(stripe.subscriptions.update(subscription.id, { application_fee_percent: 10 })).rejects.toMatchObject({
    statusCode: 400,
    param: 'transfer_data[amount_percent]',
  });
  await stripe.subscriptions.cancel(subscription.id);
});

type Shares = Pick<Stripe.SubscriptionCreateParams, 'application_fee_percent' | 'transfer_data' | 'on_behalf_of'>;

test.each<[string, () => Shares, string | undefined, string | undefined]>([
  ['a fee that no account pays', () => ({ application_fee_percent: 10 }), 'application_fee_percent', undefined],
  [
    'a fee above the whole',
    () => ({ application_fee_percent: 101, transfer_data: { destination: shop } }),
    'application_fee_percent',
    undefined,
  ],
  [
    'a part above the whole',
    () => ({ transfer_data: { destination: shop, amount_percent: 101 } }),
    'transfer_data[amount_percent]',
    undefined,
  ],
  [
    'a fee beside a part',
    () => ({ application_fee_percent: 10, transfer_data: { destination: shop, amount_percent: 50 } }),
    'transfer_data[amount_percent]',
    undefined,
  ],
  [
    'an unknown destination',
    () => ({ transfer_data: { destination: 'acct_x' } }),
    'transfer_data[destination]',
    'resource_missing',
  ],
  [
    'a destination that receives no transfers',
    () => ({ transfer_data: { destination: blank } }),
    undefined,
    'insufficient_capabilities_for_transfer',
  ],
  ['an unknown merchant', () => ({ on_behalf_of: 'acct_x' }), 'on_behalf_of', 'resource_missing'],
])('a subscription with %s is refused', async (_, shares, param, code) => {
  const before = (await stripe.subscriptions.list({ status: 'all' })).data.length;
  const error = await stripe.subscriptions
    .create({ customer, items: [{ price }], ...shares() })
    .catch((caught: unknown) => caught);
  expect(error).toMatchObject({ statusCode: 400, type: 'StripeInvalidRequestError' });
  expect(error).toHaveProperty('param', param);
  expect(error).toHaveProperty('code', code);
  expect((await stripe.subscriptions.list({ status: 'all' })).data).toHaveLength(before);
});

test.each<[string, () => Stripe.Checkout.SessionCreateParams.PaymentIntentData, string | undefined]>([
  ['a fee that no account pays', () => ({ application_fee_amount: 10 }), 'application_fee_amount'],
  [
    'a fee above the total',
    () => ({ application_fee_amount: 1001, transfer_data: { destination: shop } }),
    'application_fee_amount',
  ],
  [
    'a transfer above the total',
    () => ({ transfer_data: { destination: shop, amount: 1001 } }),
    'transfer_data][amount',
  ],
  ['an unknown destination', () => ({ transfer_data: { destination: 'acct_x' } }), 'transfer_data][destination'],
  ['an unknown merchant', () => ({ on_behalf_of: 'acct_x' }), 'on_behalf_of'],
])('a Checkout Session with %s is refused', async (_, shares, param) => {
  const created = stripe.checkout.sessions.create({
    mode: 'payment',
    line_items: [{ price_data: { currency: 'usd', unit_amount: 1000, product_data: { name: 'Cup' } }, quantity: 1 }],
    payment_intent_data: shares(),
    success_url: 'https://shop.example',
  });
  await expect(created).rejects.toMatchObject({ statusCode: 400, param: `payment_intent_data[${param}]` });
});

test('an account has no accounts of its own', async () => {
  const count = async () => (await stripe.accounts.list({ limit: 100 })).data.length;
  const before = await count();
  await expect(stripe.accounts.create({}, { stripeAccount: shop })).rejects.toMatchObject({ statusCode: 400 });
  expect(await count()).toBe(before);
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHarness, type Harness } from '../../support/harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await createHarness();
});
afterAll(() => harness.close());

it.each([
  ['/v1/charges', 'customer', 'cus_nobody'],
  ['/v1/charges', 'payment_intent', 'pi_nothing'],
  ['/v1/payment_intents', 'customer', 'cus_nobody'],
  ['/v1/setup_intents', 'customer', 'cus_nobody'],
  ['/v1/payment_methods', 'customer', 'cus_nobody'],
  ['/v1/refunds', 'charge', 'ch_nothing'],
  ['/v1/refunds', 'payment_intent', 'pi_nothing'],
  ['/v1/disputes', 'charge', 'ch_nothing'],
  ['/v1/disputes', 'payment_intent', 'pi_nothing'],
  ['/v1/radar/early_fraud_warnings', 'charge', 'ch_nothing'],
])('%s rejects a %s that never existed, rather than return an empty list', async (path, param, id) => {
  expect(await harness.call('GET', path, { [param]: id })).toMatchObject({
    status: 400,
    body: { error: { type: 'invalid_request_error', code: 'resource_missing', param } },
  });
});

it('returns the payments of a deleted customer', async () => {
  const { stripe } = harness;
  const customer = await stripe.customers.create();
  const paid = await stripe.paymentIntents.create({
    amount: 1000,
    currency: 'usd',
    customer: customer.id,
    payment_method: 'pm_card_visa',
    confirm: true,
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
  });
  await stripe.customers.del(customer.id);
  const intents = await stripe.paymentIntents.list({ customer: customer.id });
  const charges = await stripe.charges.list({ customer: customer.id });
  expect([intents.data[0]?.id, charges.data[0]?.id]).toEqual([paid.id, paid.latest_charge]);
});

it('returns the refunds that belong to both the charge and the payment', async () => {
  const { stripe } = harness;
  const pay = () =>
    stripe.paymentIntents.create({
      amount: 1000,
      currency: 'usd',
      payment_method: 'pm_card_visa',
      confirm: true,
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    });
  const [one, other] = [await pay(), await pay()];
  const refund = await stripe.refunds.create({ payment_intent: one.id, amount: 300 });
  const charge = one.latest_charge as string;
  const both = await stripe.refunds.list({ charge, payment_intent: one.id });
  expect(both.data.map(({ id }) => id)).toEqual([refund.id]);
  expect((await stripe.refunds.list({ charge, payment_intent: other.id })).data).toEqual([]);
});

import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';

const AGREED = {
  customer_acceptance: { type: 'online', online: { ip_address: '123.123.123.123', user_agent: 'curl/1.2.3' } },
} as const satisfies Stripe.SetupIntentCreateParams.MandateData;

/** Sets up a company's own bank account. */
const OWN: Stripe.SetupIntentCreateParams = {
  attach_to_self: true,
  flow_directions: ['inbound'],
  allowed_payment_method_types: ['us_bank_account'],
  payment_method_data: {
    type: 'us_bank_account',
    us_bank_account: { account_holder_type: 'company', account_number: '000123456789', routing_number: '110000000' },
    billing_details: { name: 'Company Corp' },
  },
  mandate_data: AGREED,
  confirm: true,
};

/** Sets up an account and verifies the amounts of its microdeposits. */
async function setUp({ stripe }: Harness, more: Partial<Stripe.SetupIntentCreateParams> = {}) {
  const asked = await stripe.setupIntents.create({ ...OWN, ...more });
  expect(asked).toMatchObject({
    attach_to_self: true,
    customer: null,
    flow_directions: ['inbound'],
    payment_method_types: ['us_bank_account'],
    next_action: { type: 'verify_with_microdeposits' },
  });
  return stripe.setupIntents.verifyMicrodeposits(asked.id, { amounts: [32, 45] });
}

describe('a company that sets up its own bank account', () => {
  it('verifies it, with a mandate, attached to itself', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const setup = await setUp(harness);
      expect(setup).toMatchObject({
        status: 'succeeded',
        attach_to_self: true,
        flow_directions: ['inbound'],
        mandate: expect.stringMatching(/^mandate_/),
      });
      const method = await stripe.paymentMethods.retrieve(String(setup.payment_method));
      expect(method).toMatchObject({ type: 'us_bank_account', customer: null });
      const [attempt] = (await stripe.setupAttempts.list({ setup_intent: setup.id })).data;
      expect(attempt).toMatchObject({ attach_to_self: true, flow_directions: ['inbound'], status: 'succeeded' });
      expect(await harness.eventTypes()).not.toContain('payment_method.attached');
    }));

  it('uses it for itself only: it cannot pay, and has no customer', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { payment_method: own } = await setUp(harness);
      const method = String(own);
      const customer = await stripe.customers.create();
      const refused = { statusCode: 400, param: 'payment_method' };
      await expect(
        stripe.paymentIntents.create({
          amount: 1000,
          currency: 'usd',
          payment_method: method,
          allowed_payment_method_types: ['us_bank_account'],
        }),
      ).rejects.toMatchObject(refused);
      await expect(stripe.paymentMethods.attach(method, { customer: customer.id })).rejects.toMatchObject(refused);
      const { allowed_payment_method_types } = OWN as { allowed_payment_method_types: ['us_bank_account'] };
      await expect(
        stripe.setupIntents.create({ payment_method: method, allowed_payment_method_types }),
      ).rejects.toMatchObject(refused);
      const again = { attach_to_self: true, payment_method: method, allowed_payment_method_types };
      expect(await stripe.setupIntents.create(again)).toMatchObject({ status: 'requires_confirmation' });
    }));

  it('finds its own setups', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const other = await stripe.setupIntents.create();
      expect(other).not.toHaveProperty('attach_to_self');
      const { id } = await setUp(harness);
      const ids = async (own: boolean) =>
        (await stripe.setupIntents.list({ attach_to_self: own })).data.map((intent) => intent.id);
      expect(await ids(true)).toEqual([id]);
      expect(await ids(false)).toEqual([other.id]);
    }));

  it('can declare later that it is for itself', () =>
    withFlorin(async ({ stripe }) => {
      const { id } = await stripe.setupIntents.create({ allowed_payment_method_types: ['card', 'us_bank_account'] });
      const own = await stripe.setupIntents.update(id, { attach_to_self: true, flow_directions: ['inbound'] });
      expect(own).toMatchObject({
        attach_to_self: true,
        flow_directions: ['inbound'],
        payment_method_types: ['us_bank_account'],
      });
      const customer = await stripe.customers.create();
      await expect(stripe.setupIntents.update(id, { customer: customer.id })).rejects.toMatchObject({
        param: 'attach_to_self',
      });
      const theirs = await stripe.setupIntents.update(id, { attach_to_self: false, customer: customer.id });
      expect(theirs).toMatchObject({ attach_to_self: false, customer: customer.id });
    }));

  it('gets errors for conflicting parameters', () =>
    withFlorin(async ({ stripe, call }) => {
      const customer = await stripe.customers.create();
      const create = (params: Stripe.SetupIntentCreateParams) => stripe.setupIntents.create(params);
      await expect(create({ attach_to_self: true, customer: customer.id })).rejects.toMatchObject({
        statusCode: 400,
        param: 'attach_to_self',
      });
      await expect(create({ attach_to_self: true, allowed_payment_method_types: ['card'] })).rejects.toMatchObject({
        statusCode: 400,
        param: 'allowed_payment_method_types',
      });
      for (const directions of [['outbound'], ['inbound', 'outbound']] as const) {
        await expect(create({ ...OWN, flow_directions: [...directions] })).rejects.toMatchObject({
          statusCode: 501,
          param: 'flow_directions',
        });
      }
      const older = { headers: { 'stripe-version': '2025-08-27.basil' } };
      const form = { attach_to_self: 'true', 'payment_method_types[]': 'card' };
      const { status, body } = await call('POST', '/v1/setup_intents', form, older);
      expect([status, body.error.param]).toEqual([400, 'payment_method_types[0]']);
      expect((await stripe.setupIntents.list()).data).toEqual([]);
    }));
});

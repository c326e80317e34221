import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHarness, type Harness } from '../support/harness.ts';
import { pageOf, send } from '../support/visit.ts';

/** Every parameter either has an effect or is rejected. */

let harness: Harness;
let stripe: Stripe;
let customer: Stripe.Customer;
beforeAll(async () => {
  harness = await createHarness();
  stripe = harness.stripe;
  customer = await stripe.customers.create();
});
afterAll(() => harness.close());

const CARD = {
  amount: 1000,
  currency: 'usd',
  payment_method: 'pm_card_visa',
  automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
} as const satisfies Stripe.PaymentIntentCreateParams;

const reserve = (more: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  stripe.paymentIntents.create({ ...CARD, capture_method: 'manual', confirm: true, ...more });

describe('parameters of payments', () => {
  it('cannot confirm another amount', async () => {
    const { id } = await stripe.paymentIntents.create(CARD);
    await expect(stripe.paymentIntents.confirm(id, { amount_to_confirm: 400 })).rejects.toMatchObject({
      param: 'amount_to_confirm',
    });
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe('requires_confirmation');
  });

  it('do not lose a statement descriptor at the capture', async () => {
    const { id } = await reserve();
    await expect(stripe.paymentIntents.capture(id, { statement_descriptor: 'LATER' })).rejects.toMatchObject({
      param: 'statement_descriptor',
    });
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe('requires_capture');
    const captured = await stripe.paymentIntents.capture(id, { statement_descriptor_suffix: 'LATE' });
    expect(captured.statement_descriptor_suffix).toBe('LATE');
  });

  it.each([
    ['application_fee_amount', 100, 'application_fee_amount'],
    ['on_behalf_of', 'acct_1', 'on_behalf_of'],
    ['transfer_data', { destination: 'acct_1' }, 'transfer_data[destination]'],
  ])('do not ignore %s', async (name, value, param) => {
    const params = { ...CARD, [name]: value };
    await expect(stripe.paymentIntents.create(params)).rejects.toMatchObject({ statusCode: 400, param });
  });

  it('do not lose options sent before the confirmation', async () => {
    const challenged = { ...CARD, payment_method: 'pm_card_authenticationRequired' };
    const { id } = await stripe.paymentIntents.create({
      ...challenged,
      payment_method_options: { card: { moto: true } },
    });
    expect((await stripe.paymentIntents.confirm(id)).status).toBe('succeeded');
  });

  it('set an option, keep it, and reset it', async () => {
    const { id } = await stripe.paymentIntents.create({
      ...CARD,
      payment_method_options: { card: { request_three_d_secure: 'any', setup_future_usage: 'off_session' } },
    });
    const change = async (card: object) =>
      (await stripe.paymentIntents.update(id, { payment_method_options: { card } })).payment_method_options?.card;
    expect(await change({ capture_method: 'manual' })).toMatchObject({
      capture_method: 'manual',
      request_three_d_secure: 'any',
      setup_future_usage: 'off_session',
    });
    const after = await change({ capture_method: '', setup_future_usage: '' });
    expect(after).toMatchObject({ request_three_d_secure: 'any' });
    expect(after).not.toHaveProperty('capture_method');
    expect(after).not.toHaveProperty('setup_future_usage');
    const cleared = await stripe.paymentIntents.update(id, { payment_method_options: { card: '' } });
    expect(cleared.payment_method_options?.card).toMatchObject({ request_three_d_secure: 'automatic' });
  });

  it('require a new authentication if the amount has changed', async () => {
    const challenged = { ...CARD, payment_method: 'pm_card_threeDSecure2Required', confirm: true };
    const asked = await stripe.paymentIntents.create(challenged);
    const { id } = asked;
    const changed = await stripe.paymentIntents.update(id, { amount: 90_000 });
    expect(changed).toMatchObject({ status: 'requires_confirmation', next_action: null });
    await send(harness.florin, pageOf(asked), { choice: 'authorize' });
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe('requires_confirmation');
    expect((await stripe.paymentIntents.confirm(id)).status).toBe('requires_action');
  });

  it('invalidate an approval for another amount, with confirmation_method=manual too', async () => {
    const challenged = { ...CARD, payment_method: 'pm_card_threeDSecure2Required', confirm: true };
    const asked = await stripe.paymentIntents.create({ ...challenged, confirmation_method: 'manual' });
    const { id } = asked;
    await send(harness.florin, pageOf(asked), { choice: 'authorize' });
    await stripe.paymentIntents.update(id, { amount: 90_000 });
    expect((await stripe.paymentIntents.confirm(id)).status).toBe('requires_action');
  });
});

describe('parameters of refunds', () => {
  it('keep reason and metadata when an authorization is released', async () => {
    const { latest_charge: charge } = await reserve();
    const refund = await stripe.refunds.create({
      charge: charge as string,
      reason: 'duplicate',
      metadata: { why: 'twice' },
    });
    expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({ reason: 'duplicate', metadata: { why: 'twice' } });
  });

  it("must have the charge's currency", async () => {
    const { latest_charge } = await stripe.paymentIntents.create({ ...CARD, confirm: true });
    const charge = latest_charge as string;
    await expect(stripe.refunds.create({ charge, currency: 'eur' })).rejects.toMatchObject({ param: 'currency' });
    expect((await stripe.refunds.create({ charge, currency: 'usd' })).currency).toBe('usd');
  });
});

describe('parameters of customers', () => {
  it('keep invoice settings', async () => {
    const { id } = await stripe.customers.create({
      invoice_settings: {
        footer: 'Thank you',
        custom_fields: [{ name: 'VAT', value: 'DK12345678' }],
        rendering_options: { amount_tax_display: 'exclude_tax' },
      },
    });
    const settings = async () => ((await stripe.customers.retrieve(id)) as Stripe.Customer).invoice_settings;
    expect(await settings()).toMatchObject({
      footer: 'Thank you',
      custom_fields: [{ name: 'VAT', value: 'DK12345678' }],
      rendering_options: { amount_tax_display: 'exclude_tax' },
    });
    await stripe.customers.update(id, { invoice_settings: { custom_fields: '', rendering_options: '' } });
    expect(await settings()).toMatchObject({ footer: 'Thank you', custom_fields: null, rendering_options: null });
  });

  it('deletion detaches all payment methods', async () => {
    const { id } = await stripe.customers.create();
    const first = await stripe.paymentMethods.attach('pm_card_visa', { customer: id });
    await Promise.all(
      Array.from({ length: 520 }, () => stripe.paymentMethods.attach('pm_card_visa', { customer: id })),
    );
    await stripe.customers.del(id);
    const left = await stripe.paymentMethods.list({ customer: id });
    expect(left.data).toEqual([]);
    expect((await stripe.paymentMethods.retrieve(first.id)).customer).toBeNull();
  });
});

describe('parameters of payment methods', () => {
  it('filter by allow_redisplay', async () => {
    const { id } = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
    await stripe.paymentMethods.attach('pm_card_mastercard', { customer: customer.id });
    await stripe.paymentMethods.update(id, { allow_redisplay: 'always' });
    const listed = await stripe.paymentMethods.list({ customer: customer.id, allow_redisplay: 'always' });
    expect(listed.data.map((method) => method.id)).toEqual([id]);
    const own = await stripe.customers.listPaymentMethods(customer.id, { allow_redisplay: 'limited' });
    expect(own.data).toEqual([]);
  });

  it('select the preferred network of the card', async () => {
    const make = (preferred: 'visa' | 'cartes_bancaires' | 'mastercard') =>
      stripe.paymentMethods.create({
        type: 'card',
        card: { number: '4000002500001001', exp_month: 12, exp_year: 2034, networks: { preferred } },
      });
    const method = await make('visa');
    expect(method.card?.networks).toEqual({ available: ['cartes_bancaires', 'visa'], preferred: 'visa' });
    await expect(make('mastercard')).rejects.toMatchObject({ param: 'card[networks][preferred]' });
    const paid = await stripe.paymentIntents.create({
      ...CARD,
      payment_method: method.id,
      confirm: true,
      expand: ['latest_charge'],
    });
    expect(paid.latest_charge).toMatchObject({ payment_method_details: { card: { network: 'visa' } } });
  });

  it.each([
    [{ exp_month: 13 }, 'exp_month'],
    [{ exp_month: 0 }, 'exp_month'],
    [{ exp_year: 2025 }, 'exp_year'],
    [{ exp_year: 2099 }, 'exp_year'],
    [{ exp_month: 12, exp_year: -1 }, 'exp_year'],
  ])('reject impossible expiry dates: %o', async (card, param) => {
    const { id } = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
    await expect(stripe.paymentMethods.update(id, { card })).rejects.toMatchObject({ statusCode: 402, param });
    expect((await stripe.paymentMethods.update(id, { card: { exp_month: 2, exp_year: 31 } })).card).toMatchObject({
      exp_month: 2,
      exp_year: 2031,
    });
  });
});

describe('a DELETE with a body', () => {
  it('is treated like one with a query', async () => {
    const { id } = await stripe.customers.create();
    const remove = (body: string) =>
      harness.florin.fetch(`http://florin.test/v1/customers/${id}`, {
        method: 'DELETE',
        headers: { authorization: 'Bearer sk_test_harness' },
        body,
      });
    expect((await remove('cascade=true')).status).toBe(400);
    expect(await stripe.customers.retrieve(id)).not.toHaveProperty('deleted');
    expect((await remove('')).status).toBe(200);
  });
});

describe('filters that are not built', () => {
  it.each(['/v1/payment_intents', '/v1/payment_methods'])('%s is rejected', async (path) => {
    const answer = await harness.call('GET', path, { customer_account: 'acct_1' });
    expect([answer.status, answer.body.error.param]).toEqual([501, 'customer_account']);
  });
});

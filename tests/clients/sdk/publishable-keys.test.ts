import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUILT } from '../../support/declared.ts';
import { createHarness, type Harness } from '../../support/harness.ts';

const PAGE_KEY = 'pk_test_harness';
/** Fields of a payment that publishable keys cannot read. */
const NOT_FOR_PAGES = ['customer', 'metadata', 'latest_charge', 'transfer_data', 'application_fee_amount'];

let harness: Harness;
let stripe: Stripe;
/** The official SDK as a page uses it. */
let page: Stripe;

beforeAll(async () => {
  harness = await createHarness();
  stripe = harness.stripe;
  page = harness.client(PAGE_KEY);
});
afterAll(() => harness.close());

async function newIntent(
  more: Partial<Stripe.PaymentIntentCreateParams> = {},
): Promise<{ id: string; secret: string }> {
  const intent = await stripe.paymentIntents.create({
    amount: 1000,
    currency: 'usd',
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    ...more,
  });
  return { id: intent.id, secret: intent.client_secret ?? '' };
}

/** Sends a request with the page's key. */
const call = (method: string, path: string, form: Record<string, string> = {}) =>
  harness.call(method, path, form, { key: PAGE_KEY });

describe('a page pays with its publishable key', () => {
  it('creates payment methods and tokens', async () => {
    const card = { number: '4242424242424242', exp_month: 12, exp_year: 2034, cvc: '123' };
    const method = await page.paymentMethods.create({ type: 'card', card });
    expect(method).toMatchObject({ object: 'payment_method', card: { last4: '4242' }, customer: null });
    const token = await page.tokens.create({ card: { ...card, exp_month: '12', exp_year: '2034' } });
    expect(token).toMatchObject({ object: 'token', card: { last4: '4242' } });
  });

  it("does not receive the card's fingerprint or metadata", async () => {
    const card = { number: '4242424242424242', exp_month: 12, exp_year: 2034, cvc: '123' };
    const made = await page.paymentMethods.create({ type: 'card', card, metadata: { seat: '7' } });
    const { id, secret } = await newIntent({ payment_method: made.id });
    const { body: declined } = await call('POST', `/v1/payment_intents/${id}/confirm`, {
      client_secret: secret,
      payment_method: 'pm_card_chargeDeclined',
    });
    const { body: expanded } = await call('POST', `/v1/payment_intents/${id}/confirm`, {
      client_secret: secret,
      payment_method: made.id,
      'expand[]': 'payment_method',
    });
    const failed = declined.error.payment_intent.last_payment_error.payment_method;
    for (const method of [made, failed, declined.error.payment_method, expanded.payment_method]) {
      expect(method).toMatchObject({ object: 'payment_method', card: { brand: 'visa' } });
      expect(method).not.toHaveProperty('metadata');
      expect(method.card).not.toHaveProperty('fingerprint');
    }
    const token = await page.tokens.create({ card: { ...card, exp_month: '12', exp_year: '2034' } });
    for (const hidden of ['fingerprint', 'metadata', 'customer']) expect(token.card).not.toHaveProperty(hidden);
    const { body: kept } = await call('POST', '/v1/confirmation_tokens', { payment_method: 'pm_card_visa' });
    expect(kept.payment_method_preview.card).toMatchObject({ last4: '4242' });
    expect(kept.payment_method_preview.card).not.toHaveProperty('fingerprint');
    const whole = await stripe.paymentMethods.retrieve(made.id);
    expect(whole).toMatchObject({ metadata: { seat: '7' }, card: { fingerprint: expect.any(String) } });
  });

  it('reads the public fields of a payment with its secret', async () => {
    const customer = await stripe.customers.create();
    const { id, secret } = await newIntent({ customer: customer.id, metadata: { cost: '3.50' } });
    const seen = await page.paymentIntents.retrieve(id, { client_secret: secret });
    expect(seen).toMatchObject({ id, amount: 1000, client_secret: secret, status: 'requires_payment_method' });
    for (const field of NOT_FOR_PAGES) expect(seen).not.toHaveProperty(field);
  });

  it('confirms it', async () => {
    const { id, secret } = await newIntent();
    const { body } = await call('POST', `/v1/payment_intents/${id}/confirm`, {
      client_secret: secret,
      payment_method: 'pm_card_visa',
    });
    expect(body).toMatchObject({ id, status: 'succeeded' });
    for (const field of NOT_FOR_PAGES) expect(body).not.toHaveProperty(field);
    expect((await stripe.paymentIntents.retrieve(id)).amount_received).toBe(1000);
  });

  it('gets declines with the same fields only', async () => {
    const { id, secret } = await newIntent({ metadata: { cost: '3.50' } });
    const confirm = (method: string) =>
      call('POST', `/v1/payment_intents/${id}/confirm`, { client_secret: secret, payment_method: method });
    const declined = await confirm('pm_card_chargeDeclined');
    expect(declined).toMatchObject({ status: 402, body: { error: { code: 'card_declined' } } });
    await confirm('pm_card_visa');
    const again = await confirm('pm_card_visa');
    expect(again).toMatchObject({ status: 400, body: { error: { code: 'payment_intent_unexpected_state' } } });
    for (const { body } of [declined, again]) {
      expect(body.error.payment_intent).toMatchObject({ id });
      for (const field of NOT_FOR_PAGES) expect(body.error.payment_intent).not.toHaveProperty(field);
    }
  });

  it('expands the payment method, but nothing inside it', async () => {
    const customer = await stripe.customers.create();
    const card = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
    const { id, secret } = await newIntent({ customer: customer.id, payment_method: card.id });
    const expanding = (expand: string) =>
      call('GET', `/v1/payment_intents/${id}`, { client_secret: secret, 'expand[]': expand });
    expect(await expanding('payment_method')).toMatchObject({ status: 200, body: { payment_method: { id: card.id } } });
    for (const path of ['customer', 'latest_charge', 'payment_method.customer']) {
      expect(await expanding(path)).toMatchObject({ status: 400, body: { error: { param: 'expand' } } });
    }
  });
});

describe('a page is limited to its own payment', () => {
  it('needs the secret, and the right one', async () => {
    const { id, secret } = await newIntent();
    const other = await newIntent();
    const path = `/v1/payment_intents/${id}`;
    expect((await call('GET', path)).status).toBe(401);
    for (const wrong of [other.secret, `${secret}x`, secret.slice(0, -1), id, 'x'])
      expect(await call('GET', path, { client_secret: wrong })).toMatchObject({ status: 400 });
    expect(await call('GET', path, { client_secret: '' })).toMatchObject({ status: 400 });
    const refused = await call('POST', `${path}/confirm`, {
      client_secret: other.secret,
      payment_method: 'pm_card_visa',
    });
    expect(refused).toMatchObject({ status: 400, body: { error: { param: 'client_secret' } } });
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe('requires_payment_method');
  });

  it('reveals nothing of a payment if the secret is wrong', async () => {
    const { id } = await newIntent({ description: 'confidential' });
    const { body } = await call('GET', `/v1/payment_intents/${id}`, { client_secret: 'wrong' });
    expect(JSON.stringify(body)).not.toContain('confidential');
    expect(body.error).not.toHaveProperty('payment_intent');
  });

  it("leaves a payment with confirmation_method=manual to the server's key", async () => {
    const { id, secret } = await newIntent({ confirmation_method: 'manual', payment_method: 'pm_card_visa' });
    const { status } = await call('POST', `/v1/payment_intents/${id}/confirm`, { client_secret: secret });
    expect(status).toBe(400);
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe('requires_confirmation');
  });

  it('is rejected everywhere else', async () => {
    const { id } = await newIntent();
    const closed = BUILT.filter((operation) => operation.access === 'secret');
    expect(closed.length).toBeGreaterThan(25);
    for (const operation of closed) {
      const [method = '', path = ''] = operation.id.split(' ');
      const answer = await call(method, path.replaceAll(/\{\w+\}/g, id), { client_secret: 'anything' });
      expect([operation.id, answer.status, answer.body.error.code ?? answer.body.error]).toEqual([
        operation.id,
        401,
        'secret_key_required',
      ]);
    }
    expect((await call('POST', '/_florin/clock/advance', { by: '1h' })).status).toBe(401);
    expect((await call('POST', '/v1/stripecli/sessions', { device_name: 'x' })).status).toBe(401);
  });

  it('opens no other world with its key', async () => {
    const { id, secret } = await newIntent();
    const elsewhere = await harness.call(
      'GET',
      `/v1/payment_intents/${id}`,
      { client_secret: secret },
      { key: 'pk_test_other' },
    );
    expect(elsewhere.status).toBe(404);
  });
});

import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resourceShape } from '../../src/kernel/contract.ts';
import { isCurrency, smallestAmount } from '../../src/kernel/currencies.ts';
import type { PaymentMethodModule } from '../../src/payment-methods/method.ts';
import { METHODS, typesFor } from '../../src/payment-methods/registry.ts';
import { pageOf, send } from '../pages/visit.ts';
import { createHarness, type Harness, type Json } from '../support/harness.ts';

/** Currencies to try: those of Florin's markets, one without decimals, and one that few methods take. */
const CURRENCIES = ['usd', 'eur', 'dkk', 'sek', 'nok', 'gbp', 'jpy', 'krw', 'brl'];
const OLDER = { headers: { 'stripe-version': '2025-08-27.basil' } };

/** Seconds. Many calls on a clock that stands still push a world's time some milliseconds on: positions must rise. */
const A_MOMENT = 1;

/** What of a method's own data its create call cannot do without. */
const SAMPLES: Readonly<Record<string, Record<string, string>>> = { card: { 'card[token]': 'tok_visa' } };

describe.each(METHODS.map((module) => [module.type, module] as const))('the payment method %s', (type, module) => {
  let harness: Harness;
  let stripe: Stripe;
  beforeAll(async () => {
    harness = await createHarness();
    stripe = harness.stripe;
  });
  afterAll(() => harness.close());

  const currency = module.currencies === 'all' ? 'usd' : (module.currencies[0] ?? '');
  const amount = 100 * smallestAmount(currency);

  async function make(): Promise<Json> {
    const { status, body } = await harness.call('POST', '/v1/payment_methods', { type, ...SAMPLES[type] });
    expect([status, body.type]).toEqual([200, type]);
    return body;
  }

  // What a method does not do is not told of it; a test that was skipped would ask why.
  const redirects = module.flow === 'redirect' ? it : undefined;
  const ends = module.actionSeconds === null ? undefined : it;
  const reserves = module.capture.manual ? it : undefined;

  /** Starts a payment by this method alone. */
  async function pay(more: Record<string, string> = {}) {
    const method = more.payment_method ?? (await make()).id;
    const params = { amount: String(amount), currency, confirm: 'true', return_url: 'https://example.com/back' };
    return harness.call(
      'POST',
      '/v1/payment_intents',
      { ...params, 'payment_method_types[]': type, payment_method: method, ...more },
      OLDER,
    );
  }

  /** A payment as far as it goes when its payer says yes. */
  async function paid(more: Record<string, string> = {}): Promise<Stripe.PaymentIntent> {
    const { status, body } = await pay(more);
    expect([status, body.error]).toEqual([200, undefined]);
    if (body.status === 'requires_action') await send(harness.florin, pageOf(body), { choice: 'authorize' });
    return stripe.paymentIntents.retrieve(body.id, { expand: ['latest_charge', 'payment_method'] });
  }

  const chargeOf = (intent: Stripe.PaymentIntent) => intent.latest_charge as Stripe.Charge;

  it('has a hash of its name, and no other', async () => {
    const method = await make();
    expect(method).toHaveProperty(type);
    for (const other of METHODS) if (other.type !== type) expect(method).not.toHaveProperty(other.type);
    expect(method.customer).toBeNull();
  });

  it.each(CURRENCIES)('takes %s, or says that it does not', async (other) => {
    const takes = module.currencies === 'all' || module.currencies.includes(other);
    const params = { amount: String(10 * smallestAmount(other)), currency: other, 'payment_method_types[]': type };
    const { status, body } = await harness.call('POST', '/v1/payment_intents', params, OLDER);
    if (takes) expect([status, body.payment_method_types]).toEqual([200, [type]]);
    else expect([status, body.error?.param]).toEqual([400, 'payment_method_types[0]']);
    expect(typesFor(other).includes(type)).toBe(takes);
  });

  it('names currencies that there are', () => {
    if (module.currencies !== 'all') for (const one of module.currencies) expect(isCurrency(one)).toBe(true);
  });

  it('is chosen by itself where its currency is', async () => {
    const intent = await stripe.paymentIntents.create({ amount, currency });
    expect(intent.payment_method_types).toContain(type);
    expect(intent.payment_method_options).toHaveProperty(type);
  });

  it('is left out where payers may not be sent away', async () => {
    const params = {
      amount,
      currency,
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    } as const;
    const types = await stripe.paymentIntents.create(params).then(
      (intent) => intent.payment_method_types,
      () => [],
    );
    expect((types as string[]).includes(type)).toBe(module.flow !== 'redirect');
  });

  it('pays at once, or sends its payer to a page first', async () => {
    const { body } = await pay();
    expect(body.status).toBe(module.flow === 'redirect' ? 'requires_action' : 'succeeded');
    if (module.flow === 'redirect')
      expect(body.next_action.redirect_to_url.return_url).toBe('https://example.com/back');
  });

  it('leaves a charge that tells of it', async () => {
    const charge = chargeOf(await paid());
    expect(charge).toMatchObject({ paid: true, captured: true, payment_method_details: { type } });
    expect(charge.id).toMatch(new RegExp(`^${module.chargePrefix}_`));
    expect(charge.payment_method_details).toHaveProperty(type);
    const source = await stripe.balanceTransactions.list({ source: charge.id });
    expect(source.data[0]?.type).toBe(module.chargePrefix === 'ch' ? 'charge' : 'payment');
  });

  redirects?.('asks for another method when its payer says no', async () => {
    const { body } = await pay();
    await send(harness.florin, pageOf(body), { choice: 'fail' });
    const intent = await stripe.paymentIntents.retrieve(body.id);
    expect(intent).toMatchObject({ status: 'requires_payment_method', payment_method: null, latest_charge: null });
    expect(intent.last_payment_error).toMatchObject({ payment_method: { type } });
  });

  redirects?.('needs to know where its payer goes back to', async () => {
    const params = { amount: String(amount), currency, confirm: 'true', 'payment_method_types[]': type };
    const refused = await harness.call(
      'POST',
      '/v1/payment_intents',
      { ...params, payment_method: (await make()).id },
      OLDER,
    );
    expect(refused).toMatchObject({ status: 400, body: { error: { param: 'return_url' } } });
  });

  ends?.('gives its payer as long as it says', async () => {
    const { body } = await pay();
    await harness.florin.advance(`${(module.actionSeconds ?? 0) - A_MOMENT}s`);
    expect((await stripe.paymentIntents.retrieve(body.id)).status).toBe('requires_action');
    await harness.florin.advance(`${2 * A_MOMENT}s`);
    expect((await stripe.paymentIntents.retrieve(body.id)).status).toBe('requires_payment_method');
  });

  it('is reserved for as long as it says, or cannot be reserved', async () => {
    if (!module.capture.manual) {
      expect(await pay({ capture_method: 'manual' })).toMatchObject({
        status: 400,
        body: { error: { param: 'capture_method' } },
      });
      return;
    }
    const intent = await paid({ capture_method: 'manual' });
    expect(intent).toMatchObject({ status: 'requires_capture', amount_capturable: amount });
    expect(chargeOf(intent)).toMatchObject({ captured: false, balance_transaction: null });
    await harness.florin.advance(`${module.capture.holdsSeconds - A_MOMENT}s`);
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('requires_capture');
    await harness.florin.advance(`${2 * A_MOMENT}s`);
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'canceled',
      cancellation_reason: 'expired',
    });
  });

  reserves?.('is captured in part, or in full only', async () => {
    const { id } = await paid({ capture_method: 'manual' });
    const partial = stripe.paymentIntents.capture(id, { amount_to_capture: amount - 1 });
    if (module.capture.partial) expect((await partial).amount_received).toBe(amount - 1);
    else {
      await expect(partial).rejects.toMatchObject({ param: 'amount_to_capture' });
      expect((await stripe.paymentIntents.capture(id, { amount_to_capture: amount })).amount_received).toBe(amount);
    }
    await expect(stripe.paymentIntents.capture(id)).rejects.toMatchObject({ code: 'payment_intent_unexpected_state' });
  });

  it('is reserved by its own option, too', async () => {
    const answer = await pay({ [`payment_method_options[${type}][capture_method]`]: 'manual' });
    if (!module.capture.manual) expect(answer.status).toBe(400);
    else {
      if (answer.body.status === 'requires_action')
        await send(harness.florin, pageOf(answer.body), { choice: 'authorize' });
      expect((await stripe.paymentIntents.retrieve(answer.body.id)).status).toBe('requires_capture');
    }
  });

  it('is refunded in parts, or in full only, and never beyond', async () => {
    const { id } = await paid();
    const part = stripe.refunds.create({ payment_intent: id, amount: 1 });
    if (module.refund.partial) expect((await part).amount).toBe(1);
    else await expect(part).rejects.toMatchObject({ param: 'amount' });
    const left = module.refund.partial ? amount - 1 : amount;
    await expect(stripe.refunds.create({ payment_intent: id, amount: left + 1 })).rejects.toMatchObject({
      param: 'amount',
    });
    expect((await stripe.refunds.create({ payment_intent: id })).amount).toBe(left);
    await expect(stripe.refunds.create({ payment_intent: id })).rejects.toMatchObject({
      code: 'charge_already_refunded',
    });
  });

  it('is kept for a customer, or cannot be', async () => {
    const customer = await stripe.customers.create();
    const { id } = await make();
    const attaching = stripe.paymentMethods.attach(id, { customer: customer.id });
    if (!module.reusable) await expect(attaching).rejects.toMatchObject({ statusCode: 400, param: 'payment_method' });
    else {
      expect((await attaching).customer).toBe(customer.id);
      for (const _ of [1, 2])
        expect((await paid({ customer: customer.id, payment_method: id })).status).not.toBe('requires_payment_method');
    }
  });

  it('is used once where it belongs to nobody', async () => {
    const { id } = await make();
    await paid({ payment_method: id });
    expect(await pay({ payment_method: id })).toMatchObject({ status: 400 });
  });

  it.each(['on_session', 'off_session'] as const)('is set up for %s use, or says that it cannot be', async (usage) => {
    const customer = await stripe.customers.create();
    const answer = await pay({ customer: customer.id, setup_future_usage: usage });
    if (!module.setupFutureUsage.includes(usage)) {
      expect(answer).toMatchObject({ status: 400, body: { error: { param: 'setup_future_usage' } } });
      return;
    }
    if (answer.body.status === 'requires_action')
      await send(harness.florin, pageOf(answer.body), { choice: 'authorize' });
    const kept = await stripe.customers.listPaymentMethods(customer.id);
    expect(kept.data.map((method) => method.type)).toEqual([type]);
  });

  it('tells only of errors that the API knows', () => {
    const errors = resourceShape('payment_intent')?.fields.get('last_payment_error');
    const shape = errors?.kind === 'hash' ? errors : undefined;
    const codes = shape?.fields.get('code');
    for (const signal of ['authorized', 'failed', 'expired'] as const) {
      const verdict: ReturnType<PaymentMethodModule['next']> = module.next(signal);
      expect(verdict.move).toBe(signal === 'authorized' ? 'authorize' : 'fail');
      if (verdict.move === 'fail' && codes?.kind === 'enum') expect(codes.values).toContain(verdict.code);
    }
  });

  it('lasts at least as long as its payer has, and is reserved at least a day', () => {
    if (module.capture.manual) expect(module.capture.holdsSeconds).toBeGreaterThanOrEqual(86_400);
    if (module.actionSeconds !== null) expect(module.actionSeconds).toBeGreaterThan(0);
    expect(module.flow === 'redirect' ? module.chargePrefix : 'ch').toBe(module.chargePrefix);
  });
});

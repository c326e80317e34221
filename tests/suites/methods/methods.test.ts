import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paramsOf, resourceShape } from '../../../src/contract/contract.ts';
import type { PaymentMethodModule } from '../../../src/methods/method.ts';
import { METHODS, typesFor } from '../../../src/methods/registry.ts';
import { isCurrency, smallestAmount } from '../../../src/shared/currencies.ts';
import { createHarness, type Harness, type Json } from '../../support/harness.ts';
import { pageOf, send } from '../../support/visit.ts';
import { AGREED, ENTERED, SAMPLES, WITH } from './method-samples.ts';

/** Currencies to test: those of Florin's markets, one without decimals, and one that few methods support. */
const CURRENCIES = ['usd', 'eur', 'dkk', 'sek', 'nok', 'gbp', 'jpy', 'krw', 'brl'];
const OLDER = { headers: { 'stripe-version': '2025-08-27.basil' } };

/** Seconds. Many calls on a stopped clock move a world's time by some milliseconds, because positions must rise. */
const A_MOMENT = 1;

it('every type that the API creates has a module, but for the custom ones of a Dashboard', () => {
  const type = paramsOf('POST /v1/payment_methods').fields.get('type');
  const official = type?.kind === 'enum' ? type.values : [];
  expect(METHODS.map((module) => module.type).sort()).toEqual(official.filter((one) => one !== 'custom').sort());
});

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
  const { moneyFlow } = module;
  /** Payers answer in an app by themselves; others act on a page. */
  const inApp = moneyFlow?.payerActs === 'in_an_app';
  /** Mandates are always required, or only for saved methods. */
  const needsMandate = module.mandate?.needed === 'always';

  async function make(email?: string): Promise<Json> {
    const params = { type, ...SAMPLES[type], ...(email !== undefined && { 'billing_details[email]': email }) };
    const { status, body } = await harness.call('POST', '/v1/payment_methods', params);
    expect([status, body.type]).toEqual([200, type]);
    return body;
  }

  // Tests of features that a method lacks are left out; skipped tests would look unfinished.
  const redirects = module.flow === 'redirect' ? it : undefined;
  const ends = module.actionSeconds === null ? undefined : it;
  const shown =
    module.moneyFlow && !module.paidFrom && ['approves', 'pays'].includes(module.moneyFlow.payer) ? it : undefined;
  const reserves = module.capture.manual ? it : undefined;
  const settles = module.moneyFlow !== undefined && module.moneyFlow.settlesAfterSeconds > 0;
  const settling = settles ? it : undefined;
  /** The customer must act before money moves. */
  const waits =
    module.deposits !== undefined || (module.moneyFlow && ['approves', 'pays'].includes(module.moneyFlow.payer));
  const limited = module.amounts[currency] ? it : undefined;

  /** Creates a payment with this method only. */
  async function pay(more: Record<string, string> = {}) {
    const method = more.payment_method ?? (await make()).id;
    // Transferred money always belongs to a customer.
    const owner = module.paidFrom && !more.customer ? { customer: (await stripe.customers.create()).id } : {};
    const params = { amount: String(amount), currency, confirm: 'true', return_url: 'https://example.com/back' };
    return harness.call(
      'POST',
      '/v1/payment_intents',
      {
        ...params,
        'payment_method_types[]': type,
        payment_method: method,
        ...WITH[type],
        ...ENTERED[type],
        ...owner,
        ...(needsMandate && more.off_session === undefined && AGREED),
        ...more,
      },
      OLDER,
    );
  }

  /** Creates a payment whose customer approves it. */
  async function paid(more: Record<string, string> = {}): Promise<Stripe.PaymentIntent> {
    const { status, body } = await pay(more);
    expect([status, body.error]).toEqual([200, undefined]);
    await goOn(body);
    return stripe.paymentIntents.retrieve(body.id, { expand: ['latest_charge', 'payment_method'] });
  }

  /** Lets the customer approve, then the bank. */
  async function goOn(intent: Json): Promise<void> {
    if (intent.status === 'requires_action') await yes(intent);
    if (moneyFlow && moneyFlow.settlesAfterSeconds > 0)
      await harness.florin.advance(`${moneyFlow.settlesAfterSeconds + A_MOMENT}s`);
  }

  async function yes(intent: Json): Promise<void> {
    if (module.paidFrom) {
      await stripe.testHelpers.customers.fundCashBalance(intent.customer, { amount, currency });
      await harness.florin.advance('1s');
    } else if (intent.next_action.verify_with_microdeposits) {
      await stripe.paymentIntents.verifyMicrodeposits(intent.id, { amounts: [32, 45] });
    } else if (inApp) {
      await harness.florin.advance('2s');
    } else {
      await send(harness.florin, pageOf(intent), { choice: 'authorize' });
    }
  }

  const chargeOf = (intent: Stripe.PaymentIntent) => intent.latest_charge as Stripe.Charge;

  it('accepts a hash of its name, and no other', async () => {
    const method = await make();
    expect(method).toHaveProperty(type);
    for (const other of METHODS) if (other.type !== type) expect(method).not.toHaveProperty(other.type);
    expect(method.customer).toBeNull();
  });

  it.each(CURRENCIES)('supports %s, or rejects it', async (other) => {
    const takes = module.currencies === 'all' || module.currencies.includes(other);
    const params = { amount: String(100 * smallestAmount(other)), currency: other, 'payment_method_types[]': type };
    const { status, body } = await harness.call('POST', '/v1/payment_intents', params, OLDER);
    if (takes) expect([status, body.payment_method_types]).toEqual([200, [type]]);
    else expect([status, body.error?.param]).toEqual([400, 'payment_method_types[0]']);
    expect(typesFor(other).includes(type)).toBe(takes);
  });

  it('has a unique rank, so its place in the registry does not matter', () => {
    expect(METHODS.filter(({ rank }) => rank === module.rank)).toEqual([module]);
  });

  it('has existing currencies', () => {
    if (module.currencies !== 'all') for (const one of module.currencies) expect(isCurrency(one)).toBe(true);
  });

  it("is offered automatically where its currency and the merchant's defaults allow it", async () => {
    const intent = await stripe.paymentIntents.create({ amount, currency });
    expect(intent.payment_method_types.includes(type)).toBe(module.onByDefault);
    const allowed = await stripe.paymentIntents.create({ amount, currency, allowed_payment_method_types: [type] });
    expect(allowed.payment_method_types).toEqual([type]);
    expect(allowed.payment_method_options).toHaveProperty(type);
  });

  it('is left out where redirects are not allowed', async () => {
    const params: Stripe.PaymentIntentCreateParams = {
      amount,
      currency,
      allowed_payment_method_types: [type],
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    };
    const types = await stripe.paymentIntents.create(params).then(
      (intent) => intent.payment_method_types,
      () => [],
    );
    expect((types as string[]).includes(type)).toBe(module.flow !== 'redirect');
  });

  it('pays immediately, or requires an action of the customer first', async () => {
    const { body } = await pay();
    expect([body.status, body.error]).toEqual([
      waits ? 'requires_action' : settles ? 'processing' : 'succeeded',
      undefined,
    ]);
    if (!waits) return;
    const { type: what } = body.next_action;
    if (module.flow === 'redirect') expect(body.next_action[what].return_url).toBe('https://example.com/back');
    else expect(body.next_action).toHaveProperty(what);
  });

  settling?.('is processing until its bank has answered', async () => {
    const { body } = await pay();
    if (waits) await yes(body);
    const before = await stripe.paymentIntents.retrieve(body.id, { expand: ['latest_charge'] });
    expect(before).toMatchObject({ status: 'processing', amount_received: 0 });
    expect(chargeOf(before)).toMatchObject({ status: 'pending', paid: false, balance_transaction: null });
    await expect(stripe.refunds.create({ payment_intent: body.id })).rejects.toMatchObject({ statusCode: 400 });
    await expect(stripe.paymentIntents.cancel(body.id)).rejects.toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
    await harness.florin.advance(`${moneyFlow?.settlesAfterSeconds ?? 0}s`);
    await harness.florin.settled();
    const after = await stripe.paymentIntents.retrieve(body.id, { expand: ['latest_charge'] });
    expect(after).toMatchObject({ status: 'succeeded', amount_received: amount });
    expect(chargeOf(after)).toMatchObject({ status: 'succeeded', paid: true });
    expect(chargeOf(after).balance_transaction).not.toBeNull();
  });

  it('creates a charge with its details', async () => {
    const charge = chargeOf(await paid());
    expect(charge).toMatchObject({ paid: true, captured: true, payment_method_details: { type } });
    expect(charge.id).toMatch(new RegExp(`^${module.chargePrefix}_`));
    expect(charge.payment_method_details).toHaveProperty(type);
    const source = await stripe.balanceTransactions.list({ source: charge.id });
    expect(source.data[0]?.type).toBe(module.chargePrefix === 'ch' ? 'charge' : 'payment');
  });

  limited?.('takes no less and no more than it says', async () => {
    const { min, max } = module.amounts[currency] ?? {};
    const tooMuch = async (wrong: number) =>
      harness.call(
        'POST',
        '/v1/payment_intents',
        { amount: String(wrong), currency, 'payment_method_types[]': type },
        OLDER,
      );
    if (max !== undefined) expect((await tooMuch(max + 1)).body.error.code).toBe('amount_too_large');
    if (min !== undefined && min > smallestAmount(currency))
      expect((await tooMuch(min - 1)).body.error.code).toBe('amount_too_small');
  });

  shown?.('asks for another method when its payer says no', async () => {
    const { body } = await pay(inApp ? { payment_method: (await make('customer_declined@example.com')).id } : {});
    if (inApp) await harness.florin.advance('10s');
    else await send(harness.florin, pageOf(body), { choice: 'fail' });
    const intent = await stripe.paymentIntents.retrieve(body.id);
    expect(intent).toMatchObject({ status: 'requires_payment_method', payment_method: null, latest_charge: null });
    expect(intent.last_payment_error).toMatchObject({ payment_method: { type } });
  });

  redirects?.('needs to know where its payer goes back to', async () => {
    const params = { amount: String(amount), currency, confirm: 'true', 'payment_method_types[]': type };
    const refused = await harness.call(
      'POST',
      '/v1/payment_intents',
      { ...params, payment_method: (await make()).id, ...WITH[type], ...ENTERED[type] },
      OLDER,
    );
    expect(refused).toMatchObject({ status: 400, body: { error: { param: 'return_url' } } });
  });

  ends?.('gives its payer as long as it says', async () => {
    const { body } = await pay(inApp ? { payment_method: (await make('customer_timeout@example.com')).id } : {});
    await harness.florin.advance(`${(module.actionSeconds ?? 0) - A_MOMENT}s`);
    expect((await stripe.paymentIntents.retrieve(body.id)).status).toBe('requires_action');
    await harness.florin.advance(`${2 * A_MOMENT}s`);
    expect((await stripe.paymentIntents.retrieve(body.id)).status).toBe('requires_payment_method');
  });

  const displayed = ['voucher', 'qr_code'].includes(module.flow) ? it : undefined;
  displayed?.('says until when it can be paid, and asks for another method after that', async () => {
    const { body } = await pay();
    const until = Number(/"expires_(?:at|after)":(\d+)/.exec(JSON.stringify(body.next_action))?.[1] ?? 0);
    const left = until === 0 ? (module.actionSeconds ?? 0) : until - body.created;
    await harness.florin.advance(`${left - A_MOMENT}s`);
    expect((await stripe.paymentIntents.retrieve(body.id)).status).toBe('requires_action');
    await harness.florin.advance(`${2 * A_MOMENT}s`);
    const intent = await stripe.paymentIntents.retrieve(body.id);
    expect(intent).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'payment_intent_payment_attempt_expired' },
    });
  });

  it('is authorized for its declared time, or cannot be', async () => {
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

  it('is authorized by its own option, too', async () => {
    const answer = await pay({ [`payment_method_options[${type}][capture_method]`]: 'manual' });
    if (!module.capture.manual) expect(answer.status).toBe(400);
    else {
      if (answer.body.status === 'requires_action') await yes(answer.body);
      expect((await stripe.paymentIntents.retrieve(answer.body.id)).status).toBe('requires_capture');
    }
  });

  it('is refunded in parts, or in full only, and never beyond', async () => {
    const { id } = await paid();
    if (module.refund.impossible) {
      await expect(stripe.refunds.create({ payment_intent: id })).rejects.toMatchObject({
        code: 'charge_not_refundable',
      });
      return;
    }
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

  const backWithin = module.refund.withinDays === undefined || module.refund.impossible ? undefined : it;
  backWithin?.('is not refunded once it is too late', async () => {
    const { id } = await paid();
    await harness.florin.advance(`${(module.refund.withinDays ?? 0) * 86_400}s`);
    await expect(stripe.refunds.create({ payment_intent: id })).rejects.toMatchObject({
      code: 'charge_not_refundable',
    });
  });

  it('is saved for a customer, or cannot be', async () => {
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

  it('is consumed if it has no customer', async () => {
    const { id } = await make();
    await paid({ payment_method: id });
    expect(await pay({ payment_method: id })).toMatchObject({ status: 400 });
  });

  it.each(['on_session', 'off_session'] as const)('is set up for %s use, or says that it cannot be', async (usage) => {
    const customer = await stripe.customers.create();
    const answer = await pay({ customer: customer.id, setup_future_usage: usage, ...(module.mandate && AGREED) });
    if (!module.setupFutureUsage.includes(usage)) {
      expect(answer).toMatchObject({ status: 400, body: { error: { param: 'setup_future_usage' } } });
      return;
    }
    expect([answer.status, answer.body.error]).toEqual([200, undefined]);
    await goOn(answer.body);
    const kept = await stripe.customers.listPaymentMethods(customer.id);
    expect(kept.data.map((method) => method.type)).toEqual([module.generates ?? type]);
  });

  it('is set up without a payment, or cannot be', async () => {
    const customer = await stripe.customers.create();
    const params = {
      'payment_method_types[]': type,
      payment_method: (await make()).id,
      customer: customer.id,
      confirm: 'true',
      return_url: 'https://example.com/back',
      ...ENTERED[type],
      ...(module.mandate && AGREED),
    };
    const { status, body } = await harness.call('POST', '/v1/setup_intents', params, OLDER);
    if (!module.setup) {
      expect([status, body.error.param]).toEqual([400, 'payment_method_types[0]']);
      return;
    }
    expect([status, body.error]).toEqual([200, undefined]);
    if (body.status === 'requires_action') {
      if (module.deposits) await stripe.setupIntents.verifyMicrodeposits(body.id, { amounts: [32, 45] });
      else if (inApp) await harness.florin.advance('10s');
      else await send(harness.florin, pageOf(body), { choice: 'authorize' });
    }
    const done = await stripe.setupIntents.retrieve(body.id, { expand: ['latest_attempt', 'mandate'] });
    expect(done).toMatchObject({ status: 'succeeded', latest_attempt: { status: 'succeeded' } });
    expect(done.mandate !== null).toBe(module.mandate !== undefined && module.generates === undefined);
    const kept = await stripe.customers.listPaymentMethods(customer.id);
    expect(kept.data.map((method) => method.type)).toEqual([module.generates ?? type]);
    if (!module.mandate || module.generates) return;
    const later = await pay({
      customer: customer.id,
      payment_method: String(done.payment_method),
      off_session: 'true',
    });
    expect([later.body.status, later.body.error]).toEqual([settles ? 'processing' : 'succeeded', undefined]);
  });

  it('only has error codes of the API', () => {
    const errors = resourceShape('payment_intent')?.fields.get('last_payment_error');
    const shape = errors?.kind === 'hash' ? errors : undefined;
    const codes = shape?.fields.get('code');
    for (const signal of ['authorized', 'failed', 'expired'] as const) {
      const verdict: ReturnType<PaymentMethodModule['next']> = module.next(signal);
      expect(verdict.move).toBe(signal === 'authorized' ? 'authorize' : 'fail');
      if (verdict.move === 'fail' && codes?.kind === 'enum') expect(codes.values).toContain(verdict.code);
    }
  });

  it('lasts at least as long as its customer has time, and its authorization at least a day', () => {
    if (module.capture.manual) expect(module.capture.holdsSeconds).toBeGreaterThanOrEqual(86_400);
    if (module.actionSeconds !== null) expect(module.actionSeconds).toBeGreaterThan(0);
    expect(module.moneyFlow === undefined).toBe(module.chargePrefix === 'ch');
  });
});

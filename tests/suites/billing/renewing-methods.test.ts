import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY_SECONDS } from '../../../src/kernel/clock.ts';
import type { PaymentMethodModule } from '../../../src/methods/method.ts';
import { methodOf } from '../../../src/methods/registry.ts';
import { smallestAmount } from '../../../src/shared/currencies.ts';
import { createHarness, type Harness } from '../../support/harness.ts';
import { pageOf, send } from '../../support/visit.ts';
import { AGREED, ENTERED } from '../methods/method-samples.ts';
import { canFail, dataOf, RENEWING } from './renewing-methods.ts';

const START = Date.parse('2027-01-01T00:00:00Z') / 1000;
const FEBRUARY = Date.parse('2027-02-01T00:00:00Z') / 1000;
const HOUR_SECONDS = 3_600;
/** The most seconds that a test bank needs to answer. */
const ANSWERED = 200;
/** A version whose setups name their types. */
const OLDER = { headers: { 'stripe-version': '2025-08-27.basil' } };
/** Debits that are not submitted again without their payer. */
const NEVER_RETRIED = ['au_becs_debit', 'bacs_debit', 'sepa_debit'];

let harness: Harness;
let stripe: Stripe;
beforeAll(async () => {
  harness = await createHarness();
  stripe = harness.stripe;
});
afterAll(() => harness.close());

/** A subscriber on a test clock of their own. */
async function subscriber(module: PaymentMethodModule) {
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: START });
  const { id: customer } = await stripe.customers.create({ email: 'jenny@example.com', test_clock: clock.id });
  const currency = module.currencies === 'all' ? 'usd' : (module.currencies[0] ?? '');
  const price = await stripe.prices.create({
    currency,
    unit_amount: 100 * smallestAmount(currency),
    recurring: { interval: 'month' },
    product_data: { name: 'Images' },
  });
  async function go(to: number): Promise<void> {
    await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: to });
    await harness.florin.settled();
  }

  /** Sets a method up for charges without its payer, who is there now. Returns the method that is charged later. */
  async function setUp(fate: 'pays' | 'fails' | 'nameless'): Promise<string> {
    const made = await harness.call('POST', '/v1/payment_methods', dataOf(module.type, fate));
    const params = {
      'payment_method_types[]': module.type,
      payment_method: made.body.id,
      customer,
      confirm: 'true',
      usage: 'off_session',
      return_url: 'https://example.com/back',
      ...ENTERED[module.type],
      ...(module.mandate && AGREED),
    };
    const { status, body } = await harness.call('POST', '/v1/setup_intents', params, OLDER);
    expect([status, body.error]).toEqual([200, undefined]);
    if (body.status === 'requires_action') {
      if (module.deposits) await stripe.setupIntents.verifyMicrodeposits(body.id, { amounts: [32, 45] });
      else if (module.moneyFlow?.payerActs === 'in_an_app') await go(START + 10);
      else await send(harness.florin, pageOf(body), { choice: 'authorize' });
    }
    expect((await stripe.setupIntents.retrieve(body.id)).status).toBe('succeeded');
    const { data } = await stripe.customers.listPaymentMethods(customer);
    return data[0]?.id ?? '';
  }

  function subscribe(method: string, more: Partial<Stripe.SubscriptionCreateParams> = {}) {
    return stripe.subscriptions.create({
      customer,
      items: [{ price: price.id }],
      default_payment_method: method,
      off_session: true,
      ...more,
    });
  }
  return { customer, go, setUp, subscribe };
}

/** A subscription, and its newest invoice with the payment of it. */
async function stateOf(id: string) {
  const subscription = await stripe.subscriptions.retrieve(id);
  const { id: invoice, status } = await stripe.invoices.retrieve(String(subscription.latest_invoice));
  const { data } = await stripe.invoicePayments.list({ invoice });
  const intent = await stripe.paymentIntents.retrieve(String(data[0]?.payment.payment_intent));
  return { subscription: subscription.status, invoice: status, payment: intent.status, id: invoice };
}

const PAID = { subscription: 'active', invoice: 'paid', payment: 'succeeded' };
const ON_ITS_WAY = { subscription: 'active', invoice: 'open', payment: 'processing' };
const UNPAID = { subscription: 'past_due', invoice: 'open', payment: 'requires_payment_method' };

it('includes every method that renews subscriptions', () => {
  expect(RENEWING.map(({ type }) => type)).toEqual(
    expect.arrayContaining(
      'acss_debit amazon_pay au_becs_debit bacs_debit bancontact card cashapp ideal kakao_pay kr_card naver_pay paypal revolut_pay sepa_debit sofort us_bank_account'.split(
        ' ',
      ),
    ),
  );
});

it('is past due where its method lacks what a debit needs, and time goes on', async () => {
  const { go, setUp, subscribe } = await subscriber(methodOf('sofort'));
  const { id } = await subscribe(await setUp('nameless'), { trial_end: FEBRUARY });
  await go(FEBRUARY + 2 * HOUR_SECONDS);
  expect(await stateOf(id)).toMatchObject(UNPAID);
});

it('by a voucher waits for its payer', async () => {
  const { setUp, subscribe } = await subscriber(methodOf('boleto'));
  const { id } = await subscribe(await setUp('pays'));
  expect(await stateOf(id)).toMatchObject({ subscription: 'incomplete', invoice: 'open', payment: 'requires_action' });
});

describe.each(RENEWING.map((module) => [module.type, module] as const))('a subscription by %s', (type, module) => {
  /** Bank accounts are charged in place of the methods that generate them. */
  const charged = methodOf(module.generates ?? type);
  const isDelayed = (charged.moneyFlow?.settlesAfterSeconds ?? 0) > 0;

  it('is paid when it starts and renews without its payer', async () => {
    const { go, setUp, subscribe } = await subscriber(module);
    const method = await setUp('pays');
    expect((await stripe.paymentMethods.retrieve(method)).type).toBe(charged.type);
    const { id } = await subscribe(method);
    expect(await stateOf(id)).toMatchObject(isDelayed ? ON_ITS_WAY : PAID);
    await go(START + ANSWERED);
    expect(await stateOf(id)).toMatchObject(PAID);
    // Renewals are drafts for an hour.
    const renewed = (await stripe.subscriptions.retrieve(id)).items.data[0]?.current_period_end ?? 0;
    await go(renewed + HOUR_SECONDS);
    expect(await stateOf(id)).toMatchObject(isDelayed ? ON_ITS_WAY : PAID);
    await go(renewed + HOUR_SECONDS + ANSWERED);
    expect(await stateOf(id)).toMatchObject(PAID);
    const { data } = await stripe.invoices.list({ subscription: id });
    expect(data.map((one) => [one.status, one.billing_reason])).toEqual([
      ['paid', 'subscription_cycle'],
      ['paid', 'subscription_create'],
    ]);
  });

  const fails = canFail(module) ? it : undefined;
  fails?.('is past due after a failed renewal, and recovers with another method', async () => {
    const { customer, go, setUp, subscribe } = await subscriber(module);
    const { id } = await subscribe(await setUp('fails'), { trial_end: FEBRUARY });
    const collected = FEBRUARY + HOUR_SECONDS;
    await go(collected);
    const first = await stateOf(id);
    expect(first).toMatchObject(isDelayed ? ON_ITS_WAY : UNPAID);
    await go(collected + ANSWERED);
    expect(await stateOf(id)).toMatchObject(UNPAID);
    const failed = await stripe.invoices.retrieve(first.id);
    const isRetried = !NEVER_RETRIED.includes(charged.type);
    expect(failed).toMatchObject({ attempted: true, attempt_count: 1 });
    expect(failed.next_payment_attempt !== null).toBe(isRetried);

    const { id: card } = await stripe.paymentMethods.attach('pm_card_visa', { customer });
    await stripe.subscriptions.update(id, { default_payment_method: card });
    if (isRetried) await go((failed.next_payment_attempt ?? 0) + ANSWERED);
    else await stripe.invoices.pay(first.id, { payment_method: card });
    expect(await stateOf(id)).toMatchObject(PAID);
    expect((await stripe.invoices.retrieve(first.id)).attempt_count).toBe(isRetried ? 2 : 1);
    await go(FEBRUARY + 31 * DAY_SECONDS);
    expect(await stateOf(id)).toMatchObject({ subscription: 'active' });
  });
});

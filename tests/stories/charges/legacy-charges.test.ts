import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';
import { refusal, refusals } from '../../support/refusal.ts';

/** Creates an uncaptured charge of 20 dollars. */
const reserve = ({ stripe }: Harness, amount = 2_000) =>
  stripe.charges.create({ amount, currency: 'usd', source: 'tok_visa', capture: false });

/** Returns the merchant's balance in dollars, available and pending together. */
async function balance({ stripe }: Harness): Promise<number> {
  const { available, pending } = await stripe.balance.retrieve();
  return [...available, ...pending].reduce((sum, { amount }) => sum + amount, 0);
}

describe('a charge of the older API', () => {
  test('charges a token at once and shows the card', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const charge = await stripe.charges.create({
        amount: 2_000,
        currency: 'usd',
        source: 'tok_visa',
        description: 'A book',
        receipt_email: 'jenny@example.com',
        statement_descriptor_suffix: 'Book',
        metadata: { order: '7' },
        shipping: { name: 'Jenny', address: { line1: '1 Main St' } },
        expand: ['balance_transaction'],
      });
      expect(charge).toMatchObject({
        amount_captured: 2_000,
        captured: true,
        description: 'A book',
        metadata: { order: '7' },
        paid: true,
        payment_intent: null,
        payment_method_details: { type: 'card', card: { last4: '4242', checks: { cvc_check: 'pass' } } },
        receipt_email: 'jenny@example.com',
        shipping: { name: 'Jenny', address: { line1: '1 Main St' } },
        source: { object: 'card', brand: 'Visa', last4: '4242', cvc_check: 'pass', customer: null },
        status: 'succeeded',
        balance_transaction: { amount: 2_000, fee: 88, net: 1_912, type: 'charge' },
      });
      expect(charge.payment_method).toBe(charge.source?.id);
      expect(charge.payment_method).toMatch(/^card_/);
      expect(charge).not.toHaveProperty('radar_options');
      expect(await harness.eventTypes()).toEqual(['charge.succeeded']);
      expect(await balance(harness)).toBe(1_912);
    }));

  test('accepts a typed card, and never shows its number', () =>
    withFlorin(async ({ call }) => {
      const { status, body } = await call('POST', '/v1/charges', {
        amount: '500',
        currency: 'usd',
        'source[object]': 'card',
        'source[number]': '5555555555554444',
        'source[exp_month]': '12',
        'source[exp_year]': '2034',
        'source[cvc]': '123',
        'source[address_zip]': '12345',
        'source[name]': 'Jenny Rosen',
      });
      expect([status, body.source.brand, body.source.address_zip_check, body.billing_details.name]).toEqual([
        200,
        'MasterCard',
        'pass',
        'Jenny Rosen',
      ]);
      expect(JSON.stringify(body)).not.toContain('5555555555554444');
      const older = await call('POST', '/v1/charges', {
        amount: '500',
        currency: 'usd',
        'card[number]': '4242424242424241',
        'card[exp_month]': '12',
        'card[exp_year]': '2034',
      });
      expect([older.status, older.body.error.code]).toEqual([402, 'incorrect_number']);
    }));

  test('that is declined returns 402 and leaves a failed charge', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const declined = stripe.charges.create({ amount: 2_000, currency: 'usd', source: 'tok_chargeDeclined' });
      const error = await refusal(declined);
      expect(error).toMatchObject({ statusCode: 402, code: 'card_declined', decline_code: 'generic_decline' });
      const charge = await stripe.charges.retrieve(error.charge ?? '');
      expect(charge).toMatchObject({
        status: 'failed',
        paid: false,
        captured: false,
        failure_code: 'card_declined',
        outcome: { type: 'issuer_declined' },
        receipt_url: null,
        source: { last4: '0002' },
      });
      expect(await harness.eventTypes()).toEqual(['charge.failed']);
      expect(await refusal(stripe.charges.capture(charge.id))).toMatchObject({ statusCode: 400 });
      expect(await refusal(stripe.refunds.create({ charge: charge.id }))).toMatchObject({ statusCode: 400 });
    }));

  test('is declined if it requires authentication', () =>
    withFlorin(async ({ stripe }) => {
      const error = await refusal(
        stripe.charges.create({ amount: 2_000, currency: 'usd', source: 'tok_threeDSecure2Required' }),
      );
      expect(error).toMatchObject({ statusCode: 402, code: 'authentication_required' });
      expect((await stripe.charges.retrieve(error.charge ?? '')).status).toBe('failed');
    }));

  test('requires an amount, a currency and a source', () =>
    withFlorin(async ({ stripe }) => {
      const create = (params: Stripe.ChargeCreateParams) => refusal(stripe.charges.create(params));
      expect(await create({ currency: 'usd', source: 'tok_visa' })).toMatchObject({ param: 'amount' });
      expect(await create({ amount: 100, source: 'tok_visa' })).toMatchObject({ param: 'currency' });
      expect(await create({ amount: 100, currency: 'usd' })).toMatchObject({ code: 'parameter_missing' });
      expect(await create({ amount: 49, currency: 'usd', source: 'tok_visa' })).toMatchObject({
        code: 'amount_too_small',
      });
      expect(await create({ amount: 100, currency: 'usd', source: 'tok_none' })).toMatchObject({
        statusCode: 400,
        code: 'resource_missing',
        param: 'source',
      });
      expect(await create({ amount: 100, currency: 'usd', source: 'tok_visa', on_behalf_of: 'acct_1' })).toMatchObject({
        statusCode: 400,
        param: 'on_behalf_of',
      });
    }));

  test('of a customer charges their default source or another one of theirs', () =>
    withFlorin(async ({ stripe }) => {
      const customer = await stripe.customers.create({ source: 'tok_visa' });
      const other = await stripe.customers.createSource(customer.id, { source: 'tok_mastercard' });
      const money = { amount: 1_000, currency: 'usd', customer: customer.id };
      const first = await stripe.charges.create(money);
      expect([first.payment_method, first.source?.object]).toEqual([customer.default_source, 'card']);
      expect(first.source).toMatchObject({ customer: customer.id });
      expect((await stripe.charges.create({ ...money, source: other.id })).payment_method).toBe(other.id);
      // A saved card can be charged again.
      expect((await stripe.charges.create(money)).paid).toBe(true);
    }));

  test('of a customer rejects sources of other customers', () =>
    withFlorin(async ({ stripe }) => {
      const money = { amount: 1_000, currency: 'usd' };
      const [one, two] = await Promise.all([
        stripe.customers.create({ source: 'tok_visa' }),
        stripe.customers.create({ source: 'tok_visa' }),
      ]);
      expect(await refusal(stripe.charges.create({ ...money, customer: one.id, source: 'tok_visa' }))).toMatchObject({
        statusCode: 404,
        code: 'resource_missing',
        param: 'card',
      });
      const theirs = String(two.default_source);
      expect(await refusal(stripe.charges.create({ ...money, customer: one.id, source: theirs }))).toMatchObject({
        statusCode: 404,
        param: 'source',
      });
      // A saved card is charged through its customer.
      expect(await refusal(stripe.charges.create({ ...money, source: theirs }))).toMatchObject({ statusCode: 400 });
      const bare = await stripe.customers.create();
      expect(await refusal(stripe.charges.create({ ...money, customer: bare.id }))).toMatchObject({
        statusCode: 402,
        code: 'missing',
        param: 'card',
      });
    }));

  test('consumes a token', () =>
    withFlorin(async ({ stripe }) => {
      const card = { number: '4242424242424242', exp_month: '12', exp_year: '2034', cvc: '123' };
      const token = await stripe.tokens.create({ card });
      const charge = await stripe.charges.create({ amount: 1_000, currency: 'usd', source: token.id });
      expect(charge.payment_method).toBe(token.card?.id);
      expect((await stripe.tokens.retrieve(token.id)).used).toBe(true);
      const again = stripe.charges.create({ amount: 1_000, currency: 'usd', source: token.id });
      expect(await refusal(again)).toMatchObject({ statusCode: 400, code: 'token_already_used' });
    }));
});

describe('an uncaptured charge', () => {
  test('moves no money before the capture, and then only the captured amount', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { id } = await reserve(harness);
      expect(await balance(harness)).toBe(0);
      const captured = await stripe.charges.capture(id, { amount: 700, receipt_email: 'a@example.com' });
      expect(captured).toMatchObject({
        amount: 2_000,
        amount_captured: 700,
        amount_refunded: 1_300,
        captured: true,
        receipt_email: 'a@example.com',
        refunded: false,
      });
      expect(await balance(harness)).toBe(700 - 50);
      expect(await harness.eventTypes()).toEqual(['charge.succeeded', 'charge.captured']);
      expect(await refusal(stripe.charges.capture(id))).toMatchObject({ code: 'charge_already_captured' });
      // After seven more days nothing is left to expire.
      await harness.florin.advance('8d');
      expect((await stripe.charges.retrieve(id)).amount_refunded).toBe(1_300);
      await stripe.refunds.create({ charge: id });
      expect(await stripe.charges.retrieve(id)).toMatchObject({ amount_refunded: 2_000, refunded: true });
    }));

  test('is captured for at most the authorized amount', () =>
    withFlorin(async (harness) => {
      const { id } = await reserve(harness);
      const capture = (amount: number) => refusal(harness.stripe.charges.capture(id, { amount }));
      expect(await capture(2_001)).toMatchObject({ code: 'amount_too_large', param: 'amount' });
      expect(await capture(0)).toMatchObject({ param: 'amount' });
      expect((await harness.stripe.charges.capture(id, { amount: 2_000 })).amount_refunded).toBe(0);
    }));

  test('expires after seven days', () =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      const { id } = await reserve(harness);
      await florin.advance('6d');
      expect((await stripe.charges.retrieve(id)).refunded).toBe(false);
      await florin.advance('25h');
      expect(await stripe.charges.retrieve(id)).toMatchObject({ refunded: true, captured: false });
      expect(await harness.eventTypes()).toEqual(['charge.succeeded', 'charge.expired']);
      const [refund] = (await stripe.refunds.list({ charge: id })).data;
      expect(refund).toMatchObject({ amount: 2_000, reason: 'expired_uncaptured_charge', balance_transaction: null });
      expect(await refusal(stripe.charges.capture(id))).toMatchObject({ code: 'charge_expired_for_capture' });
      expect(await balance(harness)).toBe(0);
    }));

  test('that is refunded is released and cannot be captured', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { id } = await reserve(harness);
      const partly = stripe.refunds.create({ charge: id, amount: 500 });
      expect(await refusal(partly)).toMatchObject({ statusCode: 400, param: 'amount' });
      await stripe.refunds.create({ charge: id });
      expect(await refusal(stripe.charges.capture(id))).toMatchObject({ code: 'charge_already_refunded' });
      expect(await refusal(stripe.refunds.create({ charge: id }))).toMatchObject({ code: 'charge_already_refunded' });
      expect(await balance(harness)).toBe(0);
    }));

  test('is captured once by two simultaneous calls', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { id } = await reserve(harness);
      const answers = await Promise.allSettled([
        stripe.charges.capture(id),
        stripe.charges.capture(id, { amount: 900 }),
        stripe.charges.capture(id),
      ]);
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const { data } = await stripe.balanceTransactions.list();
      expect(data).toHaveLength(1);
    }));

  test('of a PaymentIntent is captured through the PaymentIntent', () =>
    withFlorin(async ({ stripe }) => {
      const intent = await stripe.paymentIntents.create({
        amount: 2_000,
        currency: 'usd',
        capture_method: 'manual',
        confirm: true,
        payment_method: 'pm_card_visa',
        automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
      });
      const error = await refusal(stripe.charges.capture(String(intent.latest_charge)));
      expect(error).toMatchObject({ statusCode: 400 });
      expect(error.message).toContain(intent.id);
      await stripe.paymentIntents.capture(intent.id);
      const again = stripe.charges.capture(String(intent.latest_charge));
      expect(await refusal(again)).toMatchObject({ code: 'charge_already_captured' });
    }));
});

describe('an updated charge', () => {
  test('accepts a customer and a transfer group once', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const charge = await stripe.charges.create({ amount: 1_000, currency: 'usd', source: 'tok_visa' });
      const [one, two] = [await stripe.customers.create(), await stripe.customers.create()];
      const changed = await stripe.charges.update(charge.id, {
        customer: one.id,
        transfer_group: 'ORDER_7',
        description: 'Now with a customer',
        fraud_details: { user_report: 'safe' },
        metadata: { order: '7' },
      });
      expect(changed).toMatchObject({
        customer: one.id,
        transfer_group: 'ORDER_7',
        fraud_details: { user_report: 'safe' },
      });
      expect((await stripe.charges.list({ customer: one.id })).data.map(({ id }) => id)).toEqual([charge.id]);
      expect((await stripe.charges.list({ transfer_group: 'ORDER_7' })).data).toHaveLength(1);
      expect(await refusal(stripe.charges.update(charge.id, { customer: two.id }))).toMatchObject({
        param: 'customer',
      });
      const unknown = stripe.charges.update(charge.id, { customer: 'cus_none' });
      expect(await refusal(unknown)).toMatchObject({ param: 'customer' });
      const [event] = (await stripe.events.list({ type: 'charge.updated' })).data;
      expect(event?.data.previous_attributes).toMatchObject({
        customer: null,
        transfer_group: null,
        description: null,
      });
    }));

  test('belongs to its own world', () =>
    withFlorin(async (harness) => {
      const { id } = await reserve(harness);
      const stranger = harness.client('sk_test_stranger');
      for (const error of await refusals([
        stranger.charges.retrieve(id),
        stranger.charges.capture(id),
        stranger.charges.update(id, { description: 'mine' }),
      ])) {
        expect(error).toMatchObject({ statusCode: 404, code: 'resource_missing' });
      }
    }));
});

describe('special test cards', () => {
  test('a card that is disputed is disputed without a PaymentIntent as well', () =>
    withFlorin(async ({ stripe, florin }) => {
      const charge = await stripe.charges.create({ amount: 2_000, currency: 'usd', source: 'tok_createDispute' });
      await florin.settled();
      const [dispute] = (await stripe.disputes.list({ charge: charge.id })).data;
      expect(dispute).toMatchObject({ charge: charge.id, payment_intent: null, reason: 'fraudulent' });
    }));

  test('a retry with the same key returns the same charge', () =>
    withFlorin(async ({ stripe }) => {
      const once = () =>
        stripe.charges.create({ amount: 1_000, currency: 'usd', source: 'tok_visa' }, { idempotencyKey: 'order-7' });
      expect((await once()).id).toBe((await once()).id);
      expect((await stripe.charges.list()).data).toHaveLength(1);
    }));
});

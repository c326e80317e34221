import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { withFlorin } from '../../support/harness.ts';

type Wishes = NonNullable<Stripe.PaymentIntentCreateParams.PaymentMethodOptions['card']>;

const DAY = 86_400;
const HOUR = 3_600;

/** Authorizes ten dollars on a card, with these options. */
async function reserve(
  stripe: Stripe,
  card: Wishes = {},
  more: Partial<Stripe.PaymentIntentCreateParams> = {},
): Promise<Stripe.PaymentIntent> {
  return stripe.paymentIntents.create({
    amount: 1000,
    currency: 'usd',
    capture_method: 'manual',
    confirm: true,
    payment_method: 'pm_card_visa',
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    payment_method_options: { card },
    expand: ['latest_charge'],
    ...more,
  });
}

function chargeOf(intent: Stripe.PaymentIntent): Stripe.Charge {
  return intent.latest_charge as Stripe.Charge;
}

function cardOf(intent: Stripe.PaymentIntent) {
  return chargeOf(intent).payment_method_details?.card;
}

describe('a merchant captures in parts', () => {
  it('captures part by part, and releases the rest with the last', () =>
    withFlorin(async ({ stripe, eventTypes }) => {
      const reserved = await reserve(stripe, { request_multicapture: 'if_available' });
      expect(cardOf(reserved)?.multicapture).toEqual({ status: 'available' });
      const before = (await eventTypes()).length;

      const first = await stripe.paymentIntents.capture(reserved.id, {
        amount_to_capture: 700,
        final_capture: false,
        expand: ['latest_charge'],
      });
      expect(first).toMatchObject({ status: 'requires_capture', amount_capturable: 300, amount_received: 700 });
      expect(chargeOf(first)).toMatchObject({ amount_captured: 700, amount_refunded: 0, captured: false });
      expect((await eventTypes()).slice(before)).toEqual([
        'charge.updated',
        'payment_intent.amount_capturable_updated',
      ]);

      const last = await stripe.paymentIntents.capture(reserved.id, {
        amount_to_capture: 200,
        expand: ['latest_charge'],
      });
      expect(last).toMatchObject({ amount: 1000, status: 'succeeded', amount_capturable: 0, amount_received: 900 });
      // A released authorization is not listed as a refund.
      expect(chargeOf(last)).toMatchObject({
        amount: 1000,
        amount_captured: 900,
        amount_refunded: 0,
        captured: true,
        refunded: false,
      });
      expect((await eventTypes()).slice(before + 2)).toEqual([
        'charge.updated',
        'charge.captured',
        'payment_intent.amount_capturable_updated',
        'payment_intent.succeeded',
      ]);
      const transactions = (await stripe.balanceTransactions.list()).data;
      expect(transactions.map(({ amount, type }) => [amount, type])).toEqual([
        [200, 'charge'],
        [700, 'charge'],
      ]);
      expect(chargeOf(last).balance_transaction).toBe(transactions[1]?.id);
    }));

  it('refunds captured parts before the last capture', () =>
    withFlorin(async ({ stripe }) => {
      const { id, latest_charge } = await reserve(stripe, { request_multicapture: 'if_available' });
      await stripe.paymentIntents.capture(id, { amount_to_capture: 700, final_capture: false });
      await stripe.refunds.create({ payment_intent: id, amount: 300 });
      await expect(stripe.refunds.create({ payment_intent: id, amount: 500 })).rejects.toMatchObject({
        param: 'amount',
      });
      await stripe.refunds.create({ payment_intent: id });
      const charge = (latest_charge as Stripe.Charge).id;
      // `refunded` becomes true only when nothing more can be captured.
      expect(await stripe.charges.retrieve(charge)).toMatchObject({ amount_refunded: 700, refunded: false });
      const ended = await stripe.paymentIntents.capture(id, { amount_to_capture: 0, final_capture: true });
      expect(ended).toMatchObject({ status: 'succeeded', amount_received: 700 });
      expect(await stripe.charges.retrieve(charge)).toMatchObject({ amount_refunded: 700, refunded: true });
    }));

  it('succeeds when the authorization expires, and cannot be canceled', () =>
    withFlorin(async ({ stripe, florin, eventTypes }) => {
      const { id } = await reserve(stripe, { request_multicapture: 'if_available' });
      await stripe.paymentIntents.capture(id, { amount_to_capture: 100, final_capture: false });
      await expect(stripe.paymentIntents.cancel(id)).rejects.toMatchObject({
        code: 'payment_intent_unexpected_state',
      });
      await florin.advance('7d');
      expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({ status: 'succeeded', amount_received: 100 });
      expect((await eventTypes()).slice(-3)).toEqual([
        'charge.captured',
        'payment_intent.amount_capturable_updated',
        'payment_intent.succeeded',
      ]);
    }));

  it('is complete once everything was captured, even if more captures were announced', () =>
    withFlorin(async ({ stripe }) => {
      const { id } = await reserve(stripe, { request_multicapture: 'if_available' });
      const all = await stripe.paymentIntents.capture(id, { amount_to_capture: 1000, final_capture: false });
      expect(all).toMatchObject({ status: 'succeeded', amount_capturable: 0 });
    }));

  it('requires multicapture, a supporting card and a remaining amount', () =>
    withFlorin(async ({ stripe }) => {
      const unasked = await reserve(stripe);
      expect(cardOf(unasked)?.multicapture).toEqual({ status: 'unavailable' });
      const part = { amount_to_capture: 100, final_capture: false } as const;
      await expect(stripe.paymentIntents.capture(unasked.id, part)).rejects.toMatchObject({ param: 'final_capture' });
      const plain = await reserve(
        stripe,
        { request_multicapture: 'if_available' },
        { payment_method: 'pm_card_credit_disableEnterpriseCardFeatures' },
      );
      await expect(stripe.paymentIntents.capture(plain.id, part)).rejects.toMatchObject({ param: 'final_capture' });
      const asked = await reserve(stripe, { request_multicapture: 'if_available' });
      for (const amount_to_capture of [0, 1001]) {
        await expect(stripe.paymentIntents.capture(asked.id, { amount_to_capture })).rejects.toMatchObject({
          param: 'amount_to_capture',
        });
      }
    }));
});

describe('a restaurant captures the tip beyond the authorization', () => {
  it("captures up to the network's limit", () =>
    withFlorin(async ({ stripe }) => {
      const reserved = await reserve(stripe, { request_overcapture: 'if_available' });
      expect(cardOf(reserved)?.overcapture).toEqual({ maximum_amount_capturable: 1150, status: 'available' });
      await expect(stripe.paymentIntents.capture(reserved.id, { amount_to_capture: 1151 })).rejects.toMatchObject({
        code: 'amount_too_large',
      });
      const taken = await stripe.paymentIntents.capture(reserved.id, {
        amount_to_capture: 1150,
        expand: ['latest_charge'],
      });
      expect(taken).toMatchObject({ status: 'succeeded', amount: 1150, amount_received: 1150, amount_capturable: 0 });
      expect(chargeOf(taken)).toMatchObject({ amount: 1150, amount_captured: 1150, amount_refunded: 0 });
      expect(cardOf(taken)?.amount_authorized).toBe(1000);
      await stripe.refunds.create({ payment_intent: taken.id });
      expect(await stripe.charges.retrieve(chargeOf(taken).id)).toMatchObject({
        refunded: true,
        amount_refunded: 1150,
      });
    }));

  it('captures no more than authorized on a card without overcapture', () =>
    withFlorin(async ({ stripe }) => {
      const reserved = await reserve(
        stripe,
        { request_overcapture: 'if_available' },
        { payment_method: 'pm_card_credit_disableEnterpriseCardFeatures' },
      );
      expect(cardOf(reserved)?.overcapture).toEqual({ maximum_amount_capturable: 1000, status: 'unavailable' });
    }));
});

describe('a hotel holds a card for a long stay', () => {
  const WINDOWS: readonly [string, Wishes, Partial<Stripe.PaymentIntentCreateParams>, number][] = [
    ['a Visa card for seven days', {}, {}, 7 * DAY],
    ['a saved Visa card for less', {}, { off_session: true }, 4 * DAY + 18 * HOUR],
    ['a saved Mastercard for seven days', {}, { off_session: true, payment_method: 'pm_card_mastercard' }, 7 * DAY],
    ['an extended Visa card', { request_extended_authorization: 'if_available' }, {}, 29 * DAY + 18 * HOUR],
    [
      'an extended Mastercard',
      { request_extended_authorization: 'if_available' },
      { payment_method: 'pm_card_mastercard' },
      30 * DAY,
    ],
    [
      'a JCB card, which is not extended',
      { request_extended_authorization: 'if_available' },
      { payment_method: 'pm_card_jcb' },
      7 * DAY,
    ],
  ];

  it.each(WINDOWS)('%s', (_card, wishes, more, seconds) =>
    withFlorin(async ({ stripe, florin }) => {
      const reserved = await reserve(stripe, wishes, more);
      const card = cardOf(reserved);
      expect((card?.capture_before ?? 0) - chargeOf(reserved).created).toBe(seconds);
      expect(card?.extended_authorization).toEqual({ status: seconds > 7 * DAY ? 'enabled' : 'disabled' });
      await florin.advance(`${seconds - 60}s`);
      expect((await stripe.paymentIntents.retrieve(reserved.id)).status).toBe('requires_capture');
      await florin.advance('60s');
      expect(await stripe.paymentIntents.retrieve(reserved.id)).toMatchObject({
        status: 'canceled',
        cancellation_reason: 'expired',
      });
    }),
  );

  it('increments its authorization, up to ten times and within limits', () =>
    withFlorin(async ({ stripe }) => {
      const asked = { request_incremental_authorization: 'if_available' } as const;
      const reserved = await reserve(stripe, { ...asked, request_overcapture: 'if_available' });
      expect(cardOf(reserved)?.incremental_authorization).toEqual({ status: 'available' });
      const raise = (amount: number) => stripe.paymentIntents.incrementAuthorization(reserved.id, { amount });
      await expect(raise(51_001)).rejects.toMatchObject({ code: 'amount_too_large', param: 'amount' });
      const raised = await stripe.paymentIntents.incrementAuthorization(reserved.id, {
        amount: 1500,
        description: 'One more night',
        expand: ['latest_charge'],
      });
      expect(raised).toMatchObject({ amount: 1500, amount_capturable: 1500, description: 'One more night' });
      expect(cardOf(raised)).toMatchObject({
        amount_authorized: 1500,
        overcapture: { maximum_amount_capturable: 1725 },
      });
      for (let night = 2; night <= 10; night++) await raise(1500 + night);
      await expect(raise(2000)).rejects.toMatchObject({ type: 'StripeInvalidRequestError' });

      const unasked = await reserve(stripe);
      await expect(stripe.paymentIntents.incrementAuthorization(unasked.id, { amount: 2000 })).rejects.toMatchObject({
        type: 'StripeInvalidRequestError',
      });
    }));

  it('keeps the authorization if an increment is declined', () =>
    withFlorin(async ({ stripe }) => {
      const reserved = await reserve(
        stripe,
        { request_incremental_authorization: 'if_available' },
        { payment_method: 'pm_card_credit_disableEnterpriseCardFeatures' },
      );
      await expect(
        stripe.paymentIntents.incrementAuthorization(reserved.id, { amount: 2000, description: 'More' }),
      ).rejects.toMatchObject({ code: 'card_declined' });
      expect(await stripe.paymentIntents.capture(reserved.id)).toMatchObject({
        status: 'succeeded',
        amount_received: 1000,
        description: null,
      });
    }));
});

describe('the statement descriptor', () => {
  it("begins with the account's, and ends with that of the payment or its capture", () =>
    withFlorin(async ({ stripe }) => {
      const reserved = await reserve(stripe, {}, { statement_descriptor_suffix: 'order 6735' });
      const own = chargeOf(await reserve(stripe)).calculated_statement_descriptor ?? '';
      expect(chargeOf(reserved).calculated_statement_descriptor).toBe(`${own}* ORDER 6735`.slice(0, 22));
      const taken = await stripe.paymentIntents.capture(reserved.id, {
        statement_descriptor_suffix: 'parcel 1',
        expand: ['latest_charge'],
      });
      expect(taken.statement_descriptor_suffix).toBe('parcel 1');
      expect(chargeOf(taken)).toMatchObject({
        calculated_statement_descriptor: `${own}* PARCEL 1`.slice(0, 22),
        statement_descriptor_suffix: 'parcel 1',
      });
    }));

  it.each([
    ['an entirely too long text', /must be at most 22 characters\. .* is 25 characters long/],
    ['a <b> c', /cannot contain/],
    ['12345', /letter/],
    ['日本の店', /letter/],
  ])('is never "%s"', (text, message) =>
    withFlorin(async ({ stripe }) => {
      await expect(
        stripe.paymentIntents.create({ amount: 1000, currency: 'usd', statement_descriptor_suffix: text }),
      ).rejects.toMatchObject({ param: 'statement_descriptor_suffix', message });
    }),
  );

  it('is a complete text only for other methods, or at older versions', () =>
    withFlorin(async ({ stripe, client }) => {
      const order = { amount: 1000, currency: 'usd', statement_descriptor: 'Rocket Rides' } as const;
      const paid = { confirm: true, payment_method: 'pm_card_visa', payment_method_types: ['card'] } as object;
      await expect(
        stripe.paymentIntents.create({ ...order, confirm: true, payment_method: 'pm_card_visa', off_session: true }),
      ).rejects.toMatchObject({ param: 'statement_descriptor' });
      const older = client('sk_test_harness', { apiVersion: '2023-08-16' });
      const intent = await older.paymentIntents.create({ ...order, ...paid, expand: ['latest_charge'] });
      expect(chargeOf(intent).calculated_statement_descriptor).toBe('ROCKET RIDES');
      const reserved = await reserve(stripe);
      await expect(
        stripe.paymentIntents.capture(reserved.id, { statement_descriptor: 'Rocket Rides' }),
      ).rejects.toMatchObject({ param: 'statement_descriptor' });
    }));
});

import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';
import { pageOf, send } from '../../support/visit.ts';

const AGREED = {
  customer_acceptance: { type: 'online', online: { ip_address: '127.0.0.1', user_agent: 'a browser' } },
} as const satisfies Stripe.PaymentIntentCreateParams.MandateData;

function payByBlik(
  { stripe }: Harness,
  email: string,
  more: Partial<Stripe.PaymentIntentCreateParams> = {},
): Promise<Stripe.PaymentIntent> {
  return stripe.paymentIntents.create({
    amount: 2500,
    currency: 'pln',
    allowed_payment_method_types: ['blik'],
    payment_method_data: { type: 'blik', billing_details: { email } },
    payment_method_options: { blik: { code: '123456' } },
    confirm: true,
    ...more,
  });
}

describe('a BLIK payment', () => {
  it("is approved in the bank's app, without a page", () =>
    withFlorin(async (harness) => {
      const intent = await payByBlik(harness, 'jenny@example.com');
      expect(intent).toMatchObject({
        status: 'requires_action',
        next_action: { type: 'blik_authorize' },
        payment_method_options: { blik: {} },
      });
      expect(intent.payment_method_options?.blik).not.toHaveProperty('code');
      await harness.florin.advance('10s');
      expect((await harness.stripe.paymentIntents.retrieve(intent.id)).status).toBe('succeeded');
    }));

  it("needs a code of six digits, and the bank's refusal asks for another method", () =>
    withFlorin(async (harness) => {
      const param = 'payment_method_options[blik][code]';
      await expect(payByBlik(harness, 'jenny@example.com', { payment_method_options: {} })).rejects.toMatchObject({
        code: 'parameter_missing',
        param,
      });
      await expect(
        payByBlik(harness, 'jenny@example.com', { payment_method_options: { blik: { code: '12345' } } }),
      ).rejects.toMatchObject({ statusCode: 400, param });
      const refused = await payByBlik(harness, 'jenny.insufficient_funds@example.com');
      const late = await payByBlik(harness, 'jenny.customer_timeout@example.com');
      await harness.florin.advance('61s');
      const errors = await Promise.all(
        [refused, late].map(async ({ id }) => {
          const { status, last_payment_error: error } = await harness.stripe.paymentIntents.retrieve(id);
          return [status, error?.code];
        }),
      );
      expect(errors).toEqual([
        ['requires_payment_method', 'payment_intent_payment_attempt_failed'],
        ['requires_payment_method', 'payment_intent_payment_attempt_expired'],
      ]);
    }));

  it('is repeated without a code under a mandate, which ends on its day', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const customer = await stripe.customers.create();
      const setup = await stripe.setupIntents.create({
        customer: customer.id,
        allowed_payment_method_types: ['blik'],
        payment_method_data: { type: 'blik' },
        payment_method_options: { blik: { code: '123456', mandate_options: { expires_at: 1_893_456_000 } } },
        mandate_data: AGREED,
        confirm: true,
      });
      expect(setup.next_action?.type).toBe('blik_authorize');
      await harness.florin.advance('10s');
      const done = await stripe.setupIntents.retrieve(setup.id, { expand: ['mandate'] });
      expect((done.mandate as Stripe.Mandate).payment_method_details).toMatchObject({
        type: 'blik',
        blik: { expires_at: 1_893_456_000, type: 'off_session' },
      });
      const again = await stripe.paymentIntents.create({
        amount: 900,
        currency: 'pln',
        customer: customer.id,
        allowed_payment_method_types: ['blik'],
        payment_method: String(done.payment_method),
        off_session: true,
        confirm: true,
      });
      expect(again.status).toBe('succeeded');
    }));
});

describe('a MB WAY payment', () => {
  it('is refused on its page, which stands for the app', () =>
    withFlorin(async ({ stripe, florin }) => {
      const params: Stripe.PaymentIntentCreateParams = {
        amount: 2500,
        currency: 'eur',
        allowed_payment_method_types: ['mb_way'],
        payment_method_data: { type: 'mb_way', billing_details: { phone: '+351912345678' } },
        confirm: true,
      };
      const intent = await stripe.paymentIntents.create(params);
      expect(intent).toMatchObject({ status: 'requires_action', next_action: { type: 'use_stripe_sdk' } });
      await send(florin, pageOf(intent), { choice: 'fail' });
      expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('requires_payment_method');
      await expect(
        stripe.paymentIntents.create({ ...params, payment_method_data: { type: 'mb_way' } }),
      ).rejects.toMatchObject({
        code: 'parameter_missing',
        param: 'payment_method_data[billing_details][phone]',
      });
    }));
});

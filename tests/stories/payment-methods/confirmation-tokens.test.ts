import { describe, expect, it } from 'vitest';
import { withFlorin } from '../../support/harness.ts';

const ORDER = { amount: 1099, currency: 'usd' } as const;

describe("a merchant confirms with a page's confirmation token", () => {
  it('pays with a token of the page, once', () =>
    withFlorin(async ({ stripe, call, eventTypes }) => {
      const made = await call(
        'POST',
        '/v1/confirmation_tokens',
        {
          'payment_method_data[type]': 'card',
          'payment_method_data[card][number]': '4242424242424242',
          'payment_method_data[card][exp_month]': '12',
          'payment_method_data[card][exp_year]': '2034',
          'payment_method_data[card][cvc]': '123',
          'payment_method_data[billing_details][name]': 'Jenny Rosen',
          'client_context[currency]': 'usd',
          return_url: 'https://example.com/back',
        },
        { key: 'pk_test_harness' },
      );
      expect(made.status).toBe(200);
      const token = await stripe.confirmationTokens.retrieve(made.body.id);
      expect(token).toMatchObject({
        object: 'confirmation_token',
        payment_intent: null,
        payment_method_preview: {
          type: 'card',
          billing_details: { name: 'Jenny Rosen' },
          card: { brand: 'visa', last4: '4242', checks: { cvc_check: 'unchecked' } },
        },
        return_url: 'https://example.com/back',
        use_stripe_sdk: true,
      });
      expect((token.expires_at ?? 0) - token.created).toBe(12 * 3600);
      expect((await stripe.paymentMethods.list()).data).toEqual([]);

      const paid = await stripe.paymentIntents.create({
        ...ORDER,
        confirm: true,
        confirmation_token: token.id,
        expand: ['payment_method'],
      });
      expect(paid).toMatchObject({ status: 'succeeded', payment_method: { billing_details: { name: 'Jenny Rosen' } } });
      expect(await stripe.confirmationTokens.retrieve(token.id)).toMatchObject({ payment_intent: paid.id });
      expect((await eventTypes())[0]).toBe('payment_intent.created');

      const again = await stripe.paymentIntents.create(ORDER);
      await expect(stripe.paymentIntents.confirm(again.id, { confirmation_token: token.id })).rejects.toMatchObject({
        type: 'StripeInvalidRequestError',
        param: 'confirmation_token',
      });
      expect((await stripe.paymentIntents.retrieve(again.id)).status).toBe('requires_payment_method');
    }));

  it("uses the token's values, unless the confirmation has its own", () =>
    withFlorin(async ({ stripe }) => {
      const { id: customer } = await stripe.customers.create();
      const token = await stripe.testHelpers.confirmationTokens.create({
        payment_method: 'pm_card_mastercard',
        setup_future_usage: 'off_session',
        shipping: { name: 'Jenny Rosen', address: { line1: '510 Townsend St', country: 'US' } },
        return_url: 'https://example.com/token',
      });
      expect(token.payment_method_preview).toMatchObject({
        type: 'card',
        card: { brand: 'mastercard' },
        customer: null,
      });
      const intent = await stripe.paymentIntents.create({ ...ORDER, customer });
      const paid = await stripe.paymentIntents.confirm(intent.id, {
        confirmation_token: token.id,
        shipping: { name: 'Jane Doe', address: { line1: '1 Main St', country: 'US' } },
      });
      expect(paid).toMatchObject({
        status: 'succeeded',
        setup_future_usage: 'off_session',
        shipping: { name: 'Jane Doe' },
      });
      // Saved for the customer, because the token requested it.
      expect((await stripe.customers.listPaymentMethods(customer)).data).toMatchObject([
        { card: { brand: 'mastercard' } },
      ]);
    }));

  it("prefers the confirmation's payment method over the token's", () =>
    withFlorin(async ({ stripe }) => {
      const token = await stripe.testHelpers.confirmationTokens.create({ payment_method: 'pm_card_chargeDeclined' });
      const paid = await stripe.paymentIntents.create({
        ...ORDER,
        confirm: true,
        confirmation_token: token.id,
        payment_method: 'pm_card_amex',
        return_url: 'https://example.com/back',
        expand: ['payment_method'],
      });
      expect(paid).toMatchObject({ status: 'succeeded', payment_method: { card: { brand: 'amex' } } });
    }));

  it('requires authentication in the page, as in the token', () =>
    withFlorin(async ({ stripe }) => {
      const token = await stripe.testHelpers.confirmationTokens.create({
        payment_method: 'pm_card_authenticationRequired',
        return_url: 'https://example.com/back',
      });
      const waiting = await stripe.paymentIntents.create({ ...ORDER, confirm: true, confirmation_token: token.id });
      expect(waiting).toMatchObject({ status: 'requires_action', next_action: { type: 'use_stripe_sdk' } });
    }));

  it('uses a saved payment method itself', () =>
    withFlorin(async ({ stripe }) => {
      const { id: customer } = await stripe.customers.create();
      const saved = await stripe.paymentMethods.attach('pm_card_visa', { customer });
      const token = await stripe.testHelpers.confirmationTokens.create({ payment_method: saved.id });
      expect(token.payment_method_preview?.customer).toBe(customer);
      const paid = await stripe.paymentIntents.create({
        ...ORDER,
        customer,
        confirm: true,
        confirmation_token: token.id,
        return_url: 'https://example.com/back',
      });
      expect(paid.payment_method).toBe(saved.id);
    }));

  it('expires after twelve hours, and rejects other ids', () =>
    withFlorin(async ({ stripe, florin }) => {
      const token = await stripe.testHelpers.confirmationTokens.create({ payment_method: 'pm_card_visa' });
      await florin.advance('12h');
      const confirm = (confirmation_token: string) =>
        stripe.paymentIntents.create({ ...ORDER, confirm: true, confirmation_token });
      await expect(confirm(token.id)).rejects.toMatchObject({ param: 'confirmation_token', message: /expired/ });
      await expect(confirm('ctoken_none')).rejects.toMatchObject({
        code: 'resource_missing',
        param: 'confirmation_token',
        message: "No such confirmationtoken: 'ctoken_none'",
      });
      await expect(stripe.paymentIntents.create({ ...ORDER, confirmation_token: token.id })).rejects.toMatchObject({
        param: 'confirmation_token',
      });
      await expect(stripe.testHelpers.confirmationTokens.create({})).rejects.toMatchObject({
        code: 'parameter_missing',
      });
      expect((await stripe.paymentIntents.list()).data).toEqual([]);
    }));

  it('consumes the token of a declined payment', () =>
    withFlorin(async ({ stripe }) => {
      const token = await stripe.testHelpers.confirmationTokens.create({ payment_method: 'pm_card_chargeDeclined' });
      const intent = await stripe.paymentIntents.create(ORDER);
      const confirm = () =>
        stripe.paymentIntents.confirm(intent.id, {
          confirmation_token: token.id,
          return_url: 'https://example.com/back',
        });
      await expect(confirm()).rejects.toMatchObject({ code: 'card_declined' });
      await expect(confirm()).rejects.toMatchObject({ param: 'confirmation_token' });
    }));
});

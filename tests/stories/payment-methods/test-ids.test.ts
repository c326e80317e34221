import { describe, expect, it } from 'vitest';
import { withFlorin } from '../../support/harness.ts';

const ORDER = { amount: 1000, currency: 'usd', return_url: 'https://shop.example/' };

describe('a test id', () => {
  it('that stands twice in one request is one card: attached, and the default', () =>
    withFlorin(async ({ stripe }) => {
      const customer = await stripe.customers.create({
        payment_method: 'pm_card_visa',
        invoice_settings: { default_payment_method: 'pm_card_visa' },
      });
      const { data } = await stripe.customers.listPaymentMethods(customer.id);
      expect(data.map(({ id }) => id)).toEqual([customer.invoice_settings.default_payment_method]);
      const paid = await stripe.paymentIntents.create({
        ...ORDER,
        customer: customer.id,
        payment_method: String(customer.invoice_settings.default_payment_method),
        confirm: true,
      });
      expect(paid.status).toBe('succeeded');
    }));

  it('is another card in the next request, and no default before it is attached', () =>
    withFlorin(async ({ stripe }) => {
      const { id } = await stripe.customers.create({ payment_method: 'pm_card_visa' });
      const settings = { invoice_settings: { default_payment_method: 'pm_card_visa' } };
      await expect(stripe.customers.update(id, settings)).rejects.toMatchObject({
        code: 'resource_missing',
        param: 'invoice_settings[default_payment_method]',
      });
      await expect(stripe.customers.create(settings)).rejects.toMatchObject({ code: 'resource_missing' });
    }));

  it('brings a CVC, which is checked once the card is attached or paid with', () =>
    withFlorin(async ({ stripe }) => {
      const read = await stripe.paymentMethods.retrieve('pm_card_visa');
      expect(read.card?.checks?.cvc_check).toBe('unchecked');
      const { id: customer } = await stripe.customers.create();
      const attached = await stripe.paymentMethods.attach('pm_card_visa', { customer });
      expect(attached.card?.checks?.cvc_check).toBe('pass');
      const paid = await stripe.paymentIntents.create({
        ...ORDER,
        payment_method: 'pm_card_visa',
        confirm: true,
        expand: ['payment_method'],
      });
      expect(paid).toMatchObject({ payment_method: { card: { checks: { cvc_check: 'pass' } } } });
    }));

  it.each([
    ['pm_card_avsLine1Fail', { address_line1_check: 'fail', address_postal_code_check: null }],
    ['pm_card_avsUnchecked', { address_line1_check: 'unavailable', address_postal_code_check: 'unavailable' }],
  ])('of an address check brings the address: %s', (id, checks) =>
    withFlorin(async ({ stripe }) => {
      const { id: customer } = await stripe.customers.create();
      const attached = await stripe.paymentMethods.attach(id, { customer });
      expect(attached.card?.checks).toMatchObject(checks);
    }),
  );

  it.each(['pm_card_avsZipFail', 'pm_card_avsFail'])('of a failing postal code is declined for it: %s', (id) =>
    withFlorin(async ({ stripe }) => {
      const pay = stripe.paymentIntents.create({ ...ORDER, payment_method: id, confirm: true });
      await expect(pay).rejects.toMatchObject({
        code: 'incorrect_zip',
        payment_method: { card: { checks: { address_postal_code_check: 'fail' } } },
      });
    }),
  );
});

describe('declines', () => {
  const CODES = ['expired_card', 'incorrect_cvc', 'processing_error'];
  const ids = ['pm_card_chargeDeclinedExpiredCard', 'pm_card_chargeDeclinedIncorrectCvc'];
  const cards = [...ids, 'pm_card_chargeDeclinedProcessingError'].map((id, index) => [id, CODES[index]] as const);

  it.each(cards)('by an issuer have a decline code beside their code: %s', (id, code) =>
    withFlorin(async ({ stripe, call }) => {
      const error = await stripe.paymentIntents
        .create({ ...ORDER, payment_method: id, confirm: true })
        .catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({
        code,
        decline_code: code,
        payment_intent: { last_payment_error: { code, decline_code: code } },
      });
      const form = { amount: '1000', currency: 'usd', payment_method: id, confirm: 'true' };
      const headers = { 'stripe-version': '2023-10-16' };
      const { body } = await call('POST', '/v1/payment_intents', form, { headers });
      expect(body.error.code).toBe(code);
      expect(body.error).not.toHaveProperty('decline_code');
      expect(body.error.payment_intent.last_payment_error).not.toHaveProperty('decline_code');
    }),
  );
});

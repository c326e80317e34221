import { describe, expect, it } from 'vitest';
import { withFlorin } from '../../support/harness.ts';

describe('a customer saves payment methods', () => {
  it('lists them by type and by allow_redisplay', () =>
    withFlorin(async ({ stripe }) => {
      const { id: customer } = await stripe.customers.create();
      const shown = await stripe.paymentMethods.attach('pm_card_visa', { customer });
      await stripe.paymentMethods.update(shown.id, { allow_redisplay: 'always' });
      const other = await stripe.paymentMethods.attach('pm_card_amex', { customer });
      const ids = async (params: object) =>
        (await stripe.paymentMethods.list({ customer, ...params })).data.map((method) => method.id);
      expect(await ids({})).toEqual([other.id, shown.id]);
      expect(await ids({ type: 'card' })).toEqual([other.id, shown.id]);
      expect(await ids({ type: 'mobilepay' })).toEqual([]);
      expect(await ids({ allow_redisplay: 'always' })).toEqual([shown.id]);
      expect(
        (await stripe.customers.listPaymentMethods(customer, { allow_redisplay: 'unspecified' })).data,
      ).toMatchObject([{ id: other.id }]);
      expect(await stripe.customers.retrievePaymentMethod(customer, shown.id)).toMatchObject({ id: shown.id });
      const { id: stranger } = await stripe.customers.create();
      await expect(stripe.customers.retrievePaymentMethod(stranger, shown.id)).rejects.toMatchObject({
        code: 'resource_missing',
      });
      await expect(stripe.paymentMethods.list({ customer: 'cus_none' })).rejects.toMatchObject({
        code: 'resource_missing',
        param: 'customer',
      });
    }));

  it('updates the mutable fields of a card', () =>
    withFlorin(async ({ stripe, eventTypes }) => {
      const { id: customer } = await stripe.customers.create();
      const method = await stripe.paymentMethods.attach('pm_card_visa_cartesBancaires', { customer });
      const updated = await stripe.paymentMethods.update(method.id, {
        allow_redisplay: 'limited',
        billing_details: { name: 'Jenny Rosen', address: { postal_code: '94110' } },
        card: { exp_month: 3, exp_year: 2044, networks: { preferred: 'visa' } },
        metadata: { note: 'work' },
      });
      expect(updated).toMatchObject({
        allow_redisplay: 'limited',
        billing_details: { name: 'Jenny Rosen', address: { postal_code: '94110' } },
        card: { exp_month: 3, exp_year: 2044, networks: { preferred: 'visa' } },
        metadata: { note: 'work' },
      });
      expect((await eventTypes()).at(-1)).toBe('payment_method.updated');
      await expect(
        stripe.paymentMethods.update(method.id, { card: { networks: { preferred: 'mastercard' } } }),
      ).rejects.toMatchObject({ param: 'card[networks][preferred]' });
      await expect(stripe.paymentMethods.update(method.id, { card: { exp_month: 13 } })).rejects.toMatchObject({
        code: 'invalid_expiry_month',
      });
      const loose = await stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_visa' } });
      await expect(stripe.paymentMethods.update(loose.id, { metadata: { a: 'b' } })).rejects.toMatchObject({
        message: /save this PaymentMethod to a customer/,
      });
    }));

  it('attaches and detaches each once', () =>
    withFlorin(async ({ stripe }) => {
      const { id: customer } = await stripe.customers.create();
      const { id: other } = await stripe.customers.create();
      const { id } = await stripe.paymentMethods.attach('pm_card_visa', { customer });
      expect(await stripe.paymentMethods.attach(id, { customer })).toMatchObject({ customer });
      await expect(stripe.paymentMethods.attach(id, { customer: other })).rejects.toMatchObject({
        message: /already been attached to a customer/,
      });
      await stripe.paymentMethods.detach(id);
      await expect(stripe.paymentMethods.detach(id)).rejects.toMatchObject({ message: /not attached/ });
      await expect(stripe.paymentMethods.attach(id, { customer })).rejects.toMatchObject({
        message: /may not be used again/,
      });
      await expect(stripe.paymentMethods.attach('pm_card_chargeDeclined', { customer })).rejects.toMatchObject({
        code: 'card_declined',
        decline_code: 'generic_decline',
      });
      await expect(stripe.paymentMethods.attach('pm_none', { customer })).rejects.toMatchObject({
        code: 'resource_missing',
        statusCode: 404,
      });
    }));

  it('requires the data of types that have any', () =>
    withFlorin(async ({ call }) => {
      const missing = async (form: Record<string, string>) =>
        (await call('POST', '/v1/payment_methods', { type: 'card', ...form })).body.error;
      expect(await missing({})).toMatchObject({ code: 'parameter_missing', param: 'card' });
      const undated = await missing({ 'card[number]': '4242424242424242' });
      expect(undated).toMatchObject({ code: 'parameter_missing', param: 'card[exp_month]' });
    }));

  it('has one type, and rejects the data of another', () =>
    withFlorin(async ({ stripe, call }) => {
      await expect(
        stripe.paymentMethods.create({ type: 'mobilepay', card: { token: 'tok_visa' } }),
      ).rejects.toMatchObject({ param: 'card' });
      const answer = await call('POST', '/v1/payment_intents', {
        amount: '1000',
        currency: 'eur',
        'payment_method_data[type]': 'mobilepay',
        'payment_method_data[card][token]': 'tok_visa',
      });
      expect(answer.body.error).toMatchObject({ param: 'payment_method_data[card]' });
      const twice = await call(
        'POST',
        '/v1/payment_intents',
        'amount=1000&currency=usd&payment_method_types[]=card&payment_method_types[]=card',
        { headers: { 'stripe-version': '2025-08-27.basil' } },
      );
      expect(twice.body.error).toMatchObject({ type: 'invalid_request_error', param: 'payment_method_types[1]' });
    }));
});

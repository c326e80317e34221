import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { withFlorin } from '../../support/harness.ts';
import { refusal } from '../../support/refusal.ts';

describe('a tax rate', () => {
  test('is created, renamed and archived; its percentage is fixed', () =>
    withFlorin(async ({ stripe, call, eventTypes }) => {
      const rate = await stripe.taxRates.create({
        display_name: 'VAT',
        description: 'VAT Germany',
        percentage: 19.5,
        inclusive: true,
        country: 'de',
        jurisdiction: 'DE',
        tax_type: 'vat',
      });
      expect(rate).toMatchObject({
        id: expect.stringMatching(/^txr_/),
        active: true,
        country: 'DE',
        effective_percentage: null,
        flat_amount: null,
        inclusive: true,
        jurisdiction_level: null,
        percentage: 19.5,
        rate_type: null,
        state: null,
        tax_type: 'vat',
      });
      const changed = await stripe.taxRates.update(rate.id, { active: false, display_name: 'MwSt', state: 'BE' });
      expect(changed).toMatchObject({ active: false, display_name: 'MwSt', state: 'BE' });
      const { body } = await call('POST', `/v1/tax_rates/${rate.id}`, { percentage: '20' });
      expect(body.error).toMatchObject({ code: 'parameter_unknown', param: 'percentage' });
      expect(await eventTypes()).toEqual(['tax_rate.created', 'tax_rate.updated']);
    }));

  test('is found by filtered lists', () =>
    withFlorin(async ({ stripe }) => {
      const base = { display_name: 'VAT', percentage: 20 };
      const inside = await stripe.taxRates.create({ ...base, inclusive: true });
      const off = await stripe.taxRates.create({ ...base, inclusive: true, active: false });
      const onTop = await stripe.taxRates.create({ ...base, inclusive: false });
      const ids = async (params: object) => (await stripe.taxRates.list(params)).data.map(({ id }) => id);
      expect(await ids({})).toEqual([onTop.id, off.id, inside.id]);
      expect(await ids({ active: true })).toEqual([onTop.id, inside.id]);
      expect(await ids({ inclusive: true })).toEqual([off.id, inside.id]);
      expect(await ids({ inclusive: true, active: true })).toEqual([inside.id]);
    }));

  test.each<[string, object]>([
    ['percentage', { percentage: -1 }],
    ['percentage', { percentage: 100.5 }],
    ['percentage', { percentage: 9.97512 }],
    ['display_name', { display_name: 'N'.repeat(51) }],
    ['country', { country: 'Germany' }],
    ['tax_type', { tax_type: 'window_tax' }],
    ['inclusive', { inclusive: undefined }],
  ])('is rejected for an invalid %s', (param, params) =>
    withFlorin(async ({ stripe }) => {
      const given = { display_name: 'VAT', percentage: 20, inclusive: false, ...params };
      expect(await refusal(stripe.taxRates.create(given as Stripe.TaxRateCreateParams))).toMatchObject({
        statusCode: 400,
        param,
      });
    }),
  );
});

describe('a shipping rate', () => {
  const ground = {
    display_name: 'Ground',
    fixed_amount: { amount: 500, currency: 'usd', currency_options: { eur: { amount: 450 } } },
    delivery_estimate: { minimum: { unit: 'business_day', value: 3 }, maximum: { unit: 'business_day', value: 5 } },
  } as const satisfies Stripe.ShippingRateCreateParams;

  test('is created and archived', () =>
    withFlorin(async ({ stripe, eventTypes }) => {
      const rate = await stripe.shippingRates.create(ground);
      expect(rate).toMatchObject({
        id: expect.stringMatching(/^shr_/),
        active: true,
        delivery_estimate: ground.delivery_estimate,
        display_name: 'Ground',
        tax_behavior: 'unspecified',
        tax_code: null,
        type: 'fixed_amount',
      });
      expect(rate.fixed_amount).toEqual({ amount: 500, currency: 'usd' });
      await stripe.shippingRates.update(rate.id, {
        tax_behavior: 'inclusive',
        fixed_amount: { currency_options: { jpy: { amount: 600 }, eur: { tax_behavior: 'exclusive' } } },
      });
      const expanded = await stripe.shippingRates.retrieve(rate.id, { expand: ['fixed_amount.currency_options'] });
      expect(expanded.fixed_amount?.currency_options).toEqual({
        usd: { amount: 500, tax_behavior: 'inclusive' },
        eur: { amount: 450, tax_behavior: 'exclusive' },
        jpy: { amount: 600, tax_behavior: 'unspecified' },
      });
      const change = stripe.shippingRates.update(rate.id, { tax_behavior: 'exclusive' });
      expect(await refusal(change)).toMatchObject({ param: 'tax_behavior' });
      const free = await stripe.shippingRates.create({
        display_name: 'Free',
        fixed_amount: { amount: 0, currency: 'eur' },
      });
      await stripe.shippingRates.update(rate.id, { active: false });
      const ids = async (params: object) => (await stripe.shippingRates.list(params)).data.map(({ id }) => id);
      expect(await ids({})).toEqual([free.id, rate.id]);
      expect(await ids({ active: true })).toEqual([free.id]);
      expect(await ids({ currency: 'usd' })).toEqual([rate.id]);
      expect(await eventTypes()).toEqual([]);
    }));

  test.each<[string, object]>([
    ['display_name', { display_name: 'N'.repeat(101) }],
    ['fixed_amount', { fixed_amount: undefined }],
    ['fixed_amount[amount]', { fixed_amount: { amount: -1, currency: 'usd' } }],
    ['fixed_amount[currency]', { fixed_amount: { amount: 1, currency: 'xyz' } }],
    ['delivery_estimate[minimum][value]', { delivery_estimate: { minimum: { unit: 'day', value: 0 } } }],
    ['delivery_estimate[minimum][unit]', { delivery_estimate: { minimum: { unit: 'year', value: 1 } } }],
  ])('is rejected for an invalid %s', (param, params) =>
    withFlorin(async ({ stripe }) => {
      const given = { ...ground, ...params } as Stripe.ShippingRateCreateParams;
      expect(await refusal(stripe.shippingRates.create(given))).toMatchObject({ statusCode: 400, param });
    }),
  );
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHarness, type Harness } from '../../support/harness.ts';

let harness: Harness;
let coupon: string;
let product: string;
beforeAll(async () => {
  harness = await createHarness();
  product = (await harness.stripe.products.create({ name: 'Poster' })).id;
  coupon = (await harness.stripe.coupons.create({ percent_off: 10 })).id;
});
afterAll(() => harness.close());

/** Objects with amounts in several currencies: the terms in usd, the parameters without options, their path, others. */
const KINDS = [
  {
    at: '/v1/prices',
    form: () => ({ product, currency: 'usd', unit_amount: '500', tax_behavior: 'exclusive' }),
    options: 'currency_options',
    own: { unit_amount: '500', tax_behavior: 'exclusive' },
    other: { unit_amount: '501' },
  },
  {
    at: '/v1/coupons',
    form: () => ({ currency: 'usd', amount_off: '500' }),
    options: 'currency_options',
    own: { amount_off: '500' },
    other: { amount_off: '501' },
  },
  {
    at: '/v1/promotion_codes',
    form: () => ({
      'promotion[type]': 'coupon',
      'promotion[coupon]': coupon,
      'restrictions[minimum_amount]': '500',
      'restrictions[minimum_amount_currency]': 'usd',
    }),
    options: 'restrictions[currency_options]',
    own: { minimum_amount: '500' },
    other: { minimum_amount: '501' },
  },
  {
    at: '/v1/shipping_rates',
    form: () => ({
      display_name: 'Ground',
      type: 'fixed_amount',
      'fixed_amount[amount]': '500',
      'fixed_amount[currency]': 'usd',
    }),
    options: 'fixed_amount[currency_options]',
    own: { amount: '500', tax_behavior: 'unspecified' },
    other: { amount: '501' },
  },
];

const under = (path: string, terms: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(terms).map(([name, value]) => [`${path}[usd][${name}]`, value ?? '']));

describe.each(KINDS)('currency options in the default currency of $at', ({ at, form, options, own, other }) => {
  it('may repeat its terms, on creation and update', async () => {
    const { status, body } = await harness.call('POST', at, { ...form(), ...under(options, own) });
    expect([status, body.error]).toEqual([200, undefined]);
    expect((await harness.call('POST', `${at}/${body.id}`, under(options, own))).status).toBe(200);
  });

  it('cannot set other terms, on creation and update', async () => {
    const [name] = Object.keys(other);
    const refusal = { status: 400, body: { error: { param: `${options}[usd][${name}]` } } };
    expect(await harness.call('POST', at, { ...form(), ...under(options, other) })).toMatchObject(refusal);
    const { body } = await harness.call('POST', at, form());
    expect(await harness.call('POST', `${at}/${body.id}`, under(options, other))).toMatchObject(refusal);
  });
});

it('the default currency of a price cannot be removed', async () => {
  const { stripe, call } = harness;
  const { id } = await stripe.prices.create({ product, currency: 'usd', unit_amount: 500 });
  const { body } = await call('POST', `/v1/prices/${id}`, { 'currency_options[usd]': '' });
  expect(body.error).toMatchObject({ param: 'currency_options[usd]' });
});

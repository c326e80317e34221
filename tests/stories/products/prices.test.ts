import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';
import { refusal } from '../../support/refusal.ts';

const tea = ({ stripe }: Harness) => stripe.products.create({ name: 'Tea' });

describe('a price', () => {
  test('can be one-time', () =>
    withFlorin(async (harness) => {
      const { stripe, eventTypes } = harness;
      const { id: product } = await tea(harness);
      const price = await stripe.prices.create({ product, currency: 'EUR', unit_amount: 450, nickname: 'A cup' });
      expect(price).toMatchObject({
        id: expect.stringMatching(/^price_\w{24}$/),
        active: true,
        billing_scheme: 'per_unit',
        currency: 'eur',
        custom_unit_amount: null,
        lookup_key: null,
        nickname: 'A cup',
        product,
        recurring: null,
        tax_behavior: 'unspecified',
        tiers_mode: null,
        transform_quantity: null,
        type: 'one_time',
        unit_amount: 450,
      });
      expect(String(price.unit_amount_decimal)).toBe('450');
      expect(price).not.toHaveProperty('tiers');
      expect(price).not.toHaveProperty('currency_options');
      expect(await eventTypes()).toEqual(['product.created', 'price.created']);
      const { product: expanded } = await stripe.prices.retrieve(price.id, { expand: ['product'] });
      expect(expanded).toMatchObject({ object: 'product', name: 'Tea' });
    }));

  test('can be recurring', () =>
    withFlorin(async ({ stripe }) => {
      const price = await stripe.prices.create({
        product_data: { name: 'Image bank', unit_label: 'seat' },
        currency: 'krw',
        unit_amount: 100_000,
        recurring: { interval: 'month' },
      });
      expect(price).toMatchObject({
        type: 'recurring',
        recurring: {
          interval: 'month',
          interval_count: 1,
          meter: null,
          trial_period_days: null,
          usage_type: 'licensed',
        },
      });
      expect(await stripe.products.retrieve(String(price.product))).toMatchObject({ unit_label: 'seat' });
    }));

  test('can have fractions of a cent', () =>
    withFlorin(async (harness) => {
      const { call } = harness;
      const { id: product } = await tea(harness);
      const create = (unit_amount_decimal: string) =>
        call('POST', '/v1/prices', { product, currency: 'usd', unit_amount_decimal });
      expect((await create('0.05')).body).toMatchObject({ unit_amount: null, unit_amount_decimal: '0.05' });
      expect((await create('5.0')).body).toMatchObject({ unit_amount: 5, unit_amount_decimal: '5' });
      for (const wrong of ['0.0000000000001', '-1', '100000000']) {
        expect((await create(wrong)).body.error).toMatchObject({ param: 'unit_amount_decimal' });
      }
    }));

  test('can have tiers, which are returned on request', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { id: product } = await tea(harness);
      const price = await stripe.prices.create({
        product,
        currency: 'usd',
        billing_scheme: 'tiered',
        tiers_mode: 'graduated',
        tiers: [
          { up_to: 10, unit_amount: 500, flat_amount: 1000 },
          { up_to: 'inf', unit_amount: 300 },
        ],
      });
      expect(price).toMatchObject({ billing_scheme: 'tiered', tiers_mode: 'graduated', unit_amount: null });
      expect(price).not.toHaveProperty('tiers');
      const { tiers } = await stripe.prices.retrieve(price.id, { expand: ['tiers'] });
      expect(JSON.parse(JSON.stringify(tiers))).toEqual([
        { flat_amount: 1000, flat_amount_decimal: '1000', unit_amount: 500, unit_amount_decimal: '500', up_to: 10 },
        { flat_amount: null, flat_amount_decimal: null, unit_amount: 300, unit_amount_decimal: '300', up_to: null },
      ]);
    }));

  test('can have several currencies', () =>
    withFlorin(async (harness) => {
      const { stripe, call } = harness;
      const { id: product } = await tea(harness);
      const { id } = await stripe.prices.create({
        product,
        currency: 'usd',
        unit_amount: 500,
        currency_options: { eur: { unit_amount: 450, tax_behavior: 'inclusive' }, jpy: { unit_amount: 700 } },
      });
      const options = async () =>
        (await call('GET', `/v1/prices/${id}?expand[]=currency_options`)).body.currency_options;
      expect(await options()).toMatchObject({
        usd: { unit_amount: 500, unit_amount_decimal: '500', custom_unit_amount: null },
        eur: { unit_amount: 450, tax_behavior: 'inclusive' },
        jpy: { unit_amount: 700 },
      });
      await stripe.prices.update(id, { currency_options: { eur: { unit_amount: 480 } } });
      expect(await options()).toMatchObject({ eur: { unit_amount: 480 }, jpy: { unit_amount: 700 } });
      await stripe.prices.update(id, { currency_options: '' });
      expect(Object.keys(await options())).toEqual(['usd']);
      const listed = await call('GET', '/v1/prices?expand[]=data.currency_options');
      expect(listed.body.data[0].currency_options.usd.unit_amount).toBe(500);
    }));

  test('can be chosen by the customer, or be per package', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { id: product } = await tea(harness);
      const custom = await stripe.prices.create({
        product,
        currency: 'usd',
        custom_unit_amount: { enabled: true, minimum: 100, maximum: 5000, preset: 1000 },
      });
      expect(custom).toMatchObject({
        custom_unit_amount: { minimum: 100, maximum: 5000, preset: 1000 },
        unit_amount: null,
        unit_amount_decimal: null,
      });
      const transform_quantity = { divide_by: 5, round: 'up' } as const;
      const packed = await stripe.prices.create({ product, currency: 'usd', unit_amount: 1000, transform_quantity });
      expect(packed.transform_quantity).toEqual(transform_quantity);
    }));

  const usd = { currency: 'usd', product: 'prod' };
  const tiers = { ...usd, billing_scheme: 'tiered', tiers_mode: 'volume' };
  test.each<[string, object]>([
    ['product', { currency: 'usd', unit_amount: 1 }],
    ['product', { ...usd, unit_amount: 1, product_data: { name: 'Cup' } }],
    ['product', { currency: 'usd', unit_amount: 1, product: 'prod_none' }],
    ['currency', { product: 'prod', unit_amount: 1 }],
    ['currency', { ...usd, currency: 'xyz', unit_amount: 1 }],
    ['unit_amount', usd],
    ['unit_amount', { ...usd, unit_amount: 1, unit_amount_decimal: '1' }],
    ['unit_amount', { ...usd, unit_amount: -5 }],
    ['unit_amount', { ...usd, unit_amount: 100_000_000 }],
    ['unit_amount', { ...tiers, unit_amount: 5 }],
    ['tiers', tiers],
    ['tiers', { ...usd, tiers: [{ up_to: 'inf', unit_amount: 1 }] }],
    ['tiers_mode', { ...tiers, tiers_mode: undefined, tiers: [{ up_to: 'inf', unit_amount: 1 }] }],
    ['tiers[0][up_to]', { ...tiers, tiers: [{ up_to: 5, unit_amount: 1 }] }],
    [
      'tiers[1][up_to]',
      { ...tiers, tiers: [{ up_to: 5, unit_amount: 1 }, { up_to: 5, unit_amount: 1 }, { up_to: 'inf' }] },
    ],
    ['tiers[0][unit_amount]', { ...tiers, tiers: [{ up_to: 'inf' }] }],
    ['tiers[0][unit_amount]', { ...tiers, tiers: [{ up_to: 'inf', unit_amount: 1, unit_amount_decimal: '0' }] }],
    [
      'transform_quantity',
      { ...tiers, tiers: [{ up_to: 'inf', unit_amount: 1 }], transform_quantity: { divide_by: 2, round: 'up' } },
    ],
    ['transform_quantity[divide_by]', { ...usd, unit_amount: 1, transform_quantity: { divide_by: 0, round: 'up' } }],
    ['recurring[interval_count]', { ...usd, unit_amount: 1, recurring: { interval: 'year', interval_count: 4 } }],
    ['recurring[interval_count]', { ...usd, unit_amount: 1, recurring: { interval: 'month', interval_count: 37 } }],
    ['recurring[meter]', { ...usd, unit_amount: 1, recurring: { interval: 'day', meter: 'mtr_none' } }],
    ['custom_unit_amount', { ...usd, custom_unit_amount: { enabled: true }, recurring: { interval: 'day' } }],
    ['custom_unit_amount[minimum]', { ...usd, custom_unit_amount: { enabled: true, minimum: 1 } }],
    ['custom_unit_amount[preset]', { ...usd, custom_unit_amount: { enabled: true, minimum: 100, preset: 60 } }],
    [
      'currency_options[eur][unit_amount]',
      { ...usd, unit_amount: 1, currency_options: { eur: { tax_behavior: 'inclusive' } } },
    ],
    ['lookup_key', { ...usd, unit_amount: 1, lookup_key: 'k'.repeat(201) }],
  ])('is rejected for an invalid %s (%j)', (param, params) =>
    withFlorin(async ({ stripe }) => {
      await stripe.products.create({ id: 'prod', name: 'Tea' });
      const error = await refusal(stripe.prices.create(params as Stripe.PriceCreateParams));
      expect(error).toMatchObject({ statusCode: 400, type: 'StripeInvalidRequestError', param });
      expect((await stripe.prices.list()).data).toEqual([]);
    }),
  );

  test('is found by a lookup key that only one active price has', () =>
    withFlorin(async (harness) => {
      const { stripe, eventTypes } = harness;
      const { id: product } = await tea(harness);
      const base = { product, currency: 'usd', unit_amount: 500, lookup_key: 'standard' };
      const old = await stripe.prices.create(base);
      expect(await refusal(stripe.prices.create(base))).toMatchObject({ statusCode: 400, param: 'lookup_key' });
      const next = await stripe.prices.create({ ...base, unit_amount: 600, transfer_lookup_key: true });
      expect((await stripe.prices.retrieve(old.id)).lookup_key).toBeNull();
      const found = await stripe.prices.list({ lookup_keys: ['standard', 'other'] });
      expect(found.data.map(({ id }) => id)).toEqual([next.id]);
      expect(await refusal(stripe.prices.update(old.id, { lookup_key: 'standard' }))).toMatchObject({
        param: 'lookup_key',
      });
      await stripe.prices.update(next.id, { active: false });
      expect((await stripe.prices.update(old.id, { lookup_key: 'standard' })).lookup_key).toBe('standard');
      expect(await refusal(stripe.prices.update(next.id, { active: true }))).toMatchObject({ param: 'lookup_key' });
      const tooMany = Array.from({ length: 11 }, (_, index) => `key${index}`);
      expect(await refusal(stripe.prices.list({ lookup_keys: tooMany }))).toMatchObject({ param: 'lookup_keys' });
      expect((await eventTypes()).slice(0, 4)).toEqual([
        'product.created',
        'price.created',
        'price.updated',
        'price.created',
      ]);
    }));

  test('keeps its lookup key unique under simultaneous creations', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { id: product } = await tea(harness);
      const create = () => stripe.prices.create({ product, currency: 'usd', unit_amount: 5, lookup_key: 'one' });
      const made = await Promise.allSettled(Array.from({ length: 5 }, create));
      expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect((await stripe.prices.list({ lookup_keys: ['one'] })).data).toHaveLength(1);
    }));

  test('keeps its amount, and its tax behavior once it is set', () =>
    withFlorin(async (harness) => {
      const { stripe, call } = harness;
      const { id: product } = await tea(harness);
      const { id } = await stripe.prices.create({ product, currency: 'usd', unit_amount: 500 });
      const { body } = await call('POST', `/v1/prices/${id}`, { unit_amount: '900' });
      expect(body.error).toMatchObject({ code: 'parameter_unknown', param: 'unit_amount' });
      const changed = await stripe.prices.update(id, {
        tax_behavior: 'exclusive',
        nickname: 'Cup',
        metadata: { a: '1' },
      });
      expect(changed).toMatchObject({ tax_behavior: 'exclusive', nickname: 'Cup', metadata: { a: '1' } });
      expect(await refusal(stripe.prices.update(id, { tax_behavior: 'inclusive' }))).toMatchObject({
        param: 'tax_behavior',
      });
      expect(await stripe.prices.update(id, { tax_behavior: 'exclusive' })).toEqual(changed);
    }));

  test('is found by lists and searches', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { id: product } = await tea(harness);
      const other = await stripe.products.create({ name: 'Cup' });
      const once = await stripe.prices.create({ product, currency: 'usd', unit_amount: 500, lookup_key: 'once' });
      const monthly = await stripe.prices.create({
        product,
        currency: 'eur',
        unit_amount: 500,
        recurring: { interval: 'month' },
      });
      const off = await stripe.prices.create({ product: other.id, currency: 'eur', unit_amount: 5, active: false });
      const ids = async (params: object) => (await stripe.prices.list(params)).data.map(({ id }) => id);
      expect(await ids({})).toEqual([off.id, monthly.id, once.id]);
      expect(await ids({ product })).toEqual([monthly.id, once.id]);
      expect(await ids({ active: false })).toEqual([off.id]);
      expect(await ids({ product, active: false })).toEqual([]);
      expect(await ids({ currency: 'eur' })).toEqual([off.id, monthly.id]);
      expect(await ids({ type: 'recurring' })).toEqual([monthly.id]);
      expect(await ids({ recurring: { interval: 'month', usage_type: 'licensed' } })).toEqual([monthly.id]);
      expect(await ids({ recurring: { interval: 'year' } })).toEqual([]);
      const found = async (query: string) => (await stripe.prices.search({ query })).data.map(({ id }) => id);
      expect(await found(`product:'${product}' AND currency:'usd'`)).toEqual([once.id]);
      expect(await found("active:'false'")).toEqual([off.id]);
      expect(await found("lookup_key:'once'")).toEqual([once.id]);
    }));
});

describe('a plan', () => {
  test('has the id that its merchant chose, which no other price may have until it is deleted', () =>
    withFlorin(async ({ stripe }) => {
      const gold = {
        id: 'gold-plan',
        currency: 'usd',
        interval: 'month',
        amount: 2000,
        product: { name: 'Gold' },
      } as const;
      expect(await stripe.plans.create(gold)).toMatchObject({ id: 'gold-plan', object: 'plan' });
      expect((await stripe.prices.retrieve('gold-plan')).unit_amount).toBe(2000);
      const taken = { code: 'resource_already_exists', message: 'Plan already exists.' };
      await expect(stripe.plans.create(gold)).rejects.toMatchObject(taken);
      for (const id of ['', 'a b', 'a/b', 'x'.repeat(256)])
        await expect(stripe.plans.create({ ...gold, id })).rejects.toMatchObject({ param: 'id' });
      const { id: customer } = await stripe.customers.create({ source: 'tok_visa' });
      const sold = await stripe.subscriptions.create({ customer, items: [{ plan: 'gold-plan' }] });
      expect(sold.items.data[0]?.price.id).toBe('gold-plan');
      await stripe.plans.del('gold-plan');
      expect((await stripe.plans.create(gold)).id).toBe('gold-plan');
    }));

  test('is a recurring price under the names of the older API', () =>
    withFlorin(async ({ stripe, eventTypes }) => {
      const made = await stripe.plans.create({
        currency: 'usd',
        interval: 'month',
        interval_count: 3,
        amount: 2000,
        product: { name: 'Gold' },
        trial_period_days: 7,
        transform_usage: { divide_by: 5, round: 'up' },
      });
      expect(made).toMatchObject({
        id: expect.stringMatching(/^plan_/),
        object: 'plan',
        active: true,
        amount: 2000,
        interval: 'month',
        interval_count: 3,
        transform_usage: { divide_by: 5, round: 'up' },
        trial_period_days: 7,
        usage_type: 'licensed',
      });
      expect(await stripe.prices.retrieve(made.id)).toMatchObject({
        object: 'price',
        unit_amount: 2000,
        recurring: { interval: 'month', interval_count: 3, trial_period_days: 7 },
      });
      expect(await stripe.plans.update(made.id, { nickname: 'Gold', active: false })).toMatchObject({
        nickname: 'Gold',
        active: false,
      });
      const price = await stripe.prices.create({
        product: String(made.product),
        currency: 'usd',
        unit_amount: 5,
        recurring: { interval: 'day' },
      });
      await stripe.prices.create({ product: String(made.product), currency: 'usd', unit_amount: 5 });
      expect((await stripe.plans.list()).data.map(({ id }) => id)).toEqual([price.id, made.id]);
      expect((await stripe.plans.list({ active: true })).data.map(({ id }) => id)).toEqual([price.id]);
      expect(await stripe.plans.del(made.id)).toEqual({ id: made.id, object: 'plan', deleted: true });
      expect(await refusal(stripe.prices.retrieve(made.id))).toMatchObject({ statusCode: 404 });
      expect(await eventTypes()).toEqual([
        'product.created',
        'plan.created',
        'price.created',
        'plan.updated',
        'price.updated',
        'plan.created',
        'price.created',
        'price.created',
        'plan.deleted',
        'price.deleted',
      ]);
    }));

  test('can have tiers, and cannot be a one-time price', () =>
    withFlorin(async (harness) => {
      const { stripe, call } = harness;
      const { id: product } = await tea(harness);
      const { id } = await stripe.plans.create({
        product,
        currency: 'usd',
        interval: 'month',
        billing_scheme: 'tiered',
        tiers_mode: 'volume',
        tiers: [{ up_to: 'inf', unit_amount: 300 }],
      });
      const { body } = await call('GET', `/v1/plans/${id}?expand[]=tiers&expand[]=product`);
      expect(body).toMatchObject({ tiers: [{ unit_amount: 300, up_to: null }], product: { name: 'Tea' } });
      const once = await stripe.prices.create({ product, currency: 'usd', unit_amount: 5 });
      expect(await refusal(stripe.plans.retrieve(once.id))).toMatchObject({ code: 'resource_missing', param: 'plan' });
      const homeless = stripe.plans.create({ currency: 'usd', interval: 'month', amount: 5 });
      expect(await refusal(homeless)).toMatchObject({ code: 'parameter_missing', param: 'product' });
    }));
});

import { describe, expect, test } from 'vitest';
import { withFlorin } from '../../support/harness.ts';
import { refusal } from '../../support/refusal.ts';

describe('a product', () => {
  test('is created and updated, with events', () =>
    withFlorin(async ({ stripe, florin, eventTypes }) => {
      const product = await stripe.products.create({ name: 'Teapot', metadata: { colour: 'blue' } });
      expect(product).toMatchObject({
        id: expect.stringMatching(/^prod_\w{14}$/),
        active: true,
        default_price: null,
        images: [],
        marketing_features: [],
        name: 'Teapot',
        package_dimensions: null,
        shippable: null,
        type: 'service',
        updated: product.created,
      });
      await florin.advance('5s');
      const changed = await stripe.products.update(product.id, {
        name: 'Large teapot',
        description: 'For eight cups',
        images: ['https://shop.example/teapot.png'],
        shippable: true,
        package_dimensions: { height: 20, length: 25.5, weight: 40, width: 18 },
        tax_details: { tax_code: 'txcd_99999999' },
        unit_label: 'pot',
        url: 'https://shop.example/teapot',
      });
      expect(changed).toMatchObject({
        name: 'Large teapot',
        tax_code: 'txcd_99999999',
        tax_details: { performance_location: null, tax_code: 'txcd_99999999' },
        updated: product.created + 5,
      });
      expect(await stripe.products.update(product.id, { name: 'Large teapot' })).toEqual(changed);
      const cleared = await stripe.products.update(product.id, { description: '', tax_code: '', url: '', images: '' });
      expect(cleared).toMatchObject({ description: null, tax_code: null, tax_details: null, url: null, images: [] });
      expect(await eventTypes()).toEqual(['product.created', 'product.updated', 'product.updated']);
      const [event] = (await stripe.events.list({ type: 'product.updated' })).data;
      expect(event?.data.previous_attributes).toMatchObject({ description: 'For eight cups' });
    }));

  test('can come with its default price', () =>
    withFlorin(async ({ stripe, eventTypes }) => {
      const product = await stripe.products.create({
        name: 'Tea',
        default_price_data: { currency: 'eur', unit_amount: 450, tax_behavior: 'inclusive' },
        expand: ['default_price'],
      });
      expect(product.default_price).toMatchObject({ object: 'price', unit_amount: 450, tax_behavior: 'inclusive' });
      expect(await eventTypes()).toEqual(['product.created', 'price.created', 'product.updated']);

      const error = await refusal(
        stripe.products.create({ name: 'Tea', default_price_data: { currency: 'eur', unit_amount: -1 } }),
      );
      expect(error).toMatchObject({ param: 'default_price_data[unit_amount]' });
      expect((await stripe.products.list()).data).toHaveLength(1);
    }));

  test('keeps its default price in use', () =>
    withFlorin(async ({ stripe }) => {
      const tea = await stripe.products.create({
        name: 'Tea',
        default_price_data: { currency: 'eur', unit_amount: 450 },
      });
      const cup = await stripe.products.create({ name: 'Cup' });
      const id = String(tea.default_price);
      expect(await refusal(stripe.prices.update(id, { active: false }))).toMatchObject({ param: 'active' });
      for (const wrong of [{ default_price: id }, { default_price: 'price_none' }]) {
        expect(await refusal(stripe.products.update(cup.id, wrong))).toMatchObject({
          statusCode: 400,
          param: 'default_price',
        });
      }
      const next = await stripe.prices.create({ product: tea.id, currency: 'eur', unit_amount: 500 });
      await stripe.products.update(tea.id, { default_price: next.id });
      await stripe.prices.update(id, { active: false });
      expect(await refusal(stripe.products.update(tea.id, { default_price: id }))).toMatchObject({
        param: 'default_price',
      });
    }));

  test('is deleted only while it has no prices', () =>
    withFlorin(async ({ stripe, eventTypes }) => {
      const plain = await stripe.products.create({ name: 'Saucer' });
      expect(await stripe.products.del(plain.id)).toEqual({ id: plain.id, object: 'product', deleted: true });
      expect(await refusal(stripe.products.retrieve(plain.id))).toMatchObject({
        statusCode: 404,
        code: 'resource_missing',
      });
      const sold = await stripe.products.create({
        name: 'Tea',
        default_price_data: { currency: 'eur', unit_amount: 1 },
      });
      const error = await refusal(stripe.products.del(sold.id));
      expect(error).toMatchObject({
        statusCode: 400,
        message: expect.stringContaining('one or more user-created prices'),
      });
      expect(error.code).toBeUndefined();
      expect((await stripe.products.update(sold.id, { active: false })).active).toBe(false);
      expect(await eventTypes()).toContain('product.deleted');
    }));

  test('is not deleted while its first price is created', () =>
    withFlorin(async ({ stripe }) => {
      for (let n = 0; n < 5; n++) {
        const { id } = await stripe.products.create({ name: 'Tea' });
        const [deleted, priced] = await Promise.allSettled([
          stripe.products.del(id),
          stripe.prices.create({ product: id, currency: 'usd', unit_amount: 500 }),
        ]);
        expect([deleted.status, priced.status].sort()).toEqual(['fulfilled', 'rejected']);
      }
    }));

  test('can have the merchant’s id, and again after it was deleted', () =>
    withFlorin(async ({ stripe }) => {
      const create = () => stripe.products.create({ id: 'gold', name: 'Gold' });
      expect((await create()).id).toBe('gold');
      expect(await refusal(create())).toMatchObject({ code: 'resource_already_exists', param: 'id' });
      await stripe.coupons.create({ id: 'gold', percent_off: 10 });
      await stripe.products.del('gold');
      expect((await stripe.coupons.retrieve('gold')).percent_off).toBe(10);
      const again = await create();
      expect(await stripe.products.retrieve('gold')).toEqual(again);
      expect((await stripe.products.list()).data).toEqual([again]);
      for (const id of ['a b', 'a/b', '']) {
        expect(await refusal(stripe.products.create({ id, name: 'X' }))).toMatchObject({
          statusCode: 400,
          param: 'id',
        });
      }
    }));

  test.each<[string, object]>([
    ['name', { name: ' ' }],
    ['images', { name: 'X', images: Array.from({ length: 9 }, (_, i) => `https://shop.example/${i}`) }],
    ['marketing_features', { name: 'X', marketing_features: Array.from({ length: 16 }, () => ({ name: 'Warm' })) }],
    ['statement_descriptor', { name: 'X', statement_descriptor: 'A'.repeat(23) }],
    ['statement_descriptor', { name: 'X', statement_descriptor: '<TEA>' }],
    ['unit_label', { name: 'X', unit_label: 'thirteen long' }],
    ['name', {}],
    ['package_dimensions[height]', { name: 'X', package_dimensions: { length: 1, weight: 1, width: 1 } }],
  ])('is rejected for an invalid %s', (param, params) =>
    withFlorin(async ({ stripe }) => {
      expect(await refusal(stripe.products.create(params as { name: string }))).toMatchObject({
        statusCode: 400,
        param,
      });
    }),
  );

  test('is found by filtered lists', () =>
    withFlorin(async ({ stripe, client }) => {
      const tea = await stripe.products.create({ name: 'Tea', shippable: true, url: 'https://shop.example/tea' });
      const cup = await stripe.products.create({ name: 'Cup', active: false });
      const pot = await stripe.products.create({ name: 'Pot', shippable: false });
      const ids = async (params: object) => (await stripe.products.list(params)).data.map(({ id }) => id);
      expect(await ids({})).toEqual([pot.id, cup.id, tea.id]);
      expect(await ids({ active: true })).toEqual([pot.id, tea.id]);
      expect(await ids({ active: false })).toEqual([cup.id]);
      expect(await ids({ shippable: true })).toEqual([tea.id]);
      expect(await ids({ type: 'good' })).toEqual([]);
      expect(await ids({ type: 'service', active: false })).toEqual([cup.id]);
      expect(await ids({ url: 'https://shop.example/tea', active: false })).toEqual([]);
      expect(await ids({ url: 'https://shop.example/tea' })).toEqual([tea.id]);
      expect(await ids({ ids: [tea.id, pot.id] })).toEqual([pot.id, tea.id]);
      expect(await ids({ limit: 1, starting_after: pot.id })).toEqual([cup.id]);
      expect((await client('sk_test_stranger').products.list()).data).toEqual([]);
    }));

  test('is found by words', () =>
    withFlorin(async ({ stripe }) => {
      const tea = await stripe.products.create({ name: 'Green tea', metadata: { shelf: '3' } });
      await stripe.products.create({ name: 'Cup', active: false, description: 'For green tea' });
      const found = async (query: string) => (await stripe.products.search({ query })).data.map(({ id }) => id);
      expect(await found('name~"green"')).toEqual([tea.id]);
      expect(await found('description~"green"')).toHaveLength(1);
      expect(await found("active:'true' AND metadata['shelf']:'3'")).toEqual([tea.id]);
      expect(await refusal(stripe.products.search({ query: 'colour:"blue"' }))).toMatchObject({ statusCode: 400 });
    }));
});

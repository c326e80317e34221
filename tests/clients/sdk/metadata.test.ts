import { describe, expect, it } from 'vitest';
import { withFlorin } from '../../support/harness.ts';

const keys = (count: number, from = 0) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`key${from + n}`, 'value']));

describe('metadata', () => {
  it('is merged, unset key by key, and cleared', () =>
    withFlorin(async ({ stripe }) => {
      const { id } = await stripe.customers.create({ metadata: { a: '1', b: '2', number: 3 } });
      const change = async (metadata: Record<string, string> | '') =>
        (await stripe.customers.update(id, { metadata })).metadata;
      expect(await change({ b: 'two', c: '3' })).toEqual({ a: '1', b: 'two', c: '3', number: '3' });
      expect(await change({ a: '' })).toEqual({ b: 'two', c: '3', number: '3' });
      expect(await change({})).toEqual({ b: 'two', c: '3', number: '3' });
      expect(await change('')).toEqual({});
    }));

  it('has the former values in previous_attributes', () =>
    withFlorin(async ({ stripe }) => {
      const { id } = await stripe.customers.create({ metadata: { a: '1', b: '2' } });
      await stripe.customers.update(id, { metadata: { a: 'one', c: 'new' } });
      const [event] = (await stripe.events.list({ type: 'customer.updated' })).data;
      expect(event?.data.previous_attributes).toEqual({ metadata: { a: '1', c: null } });
    }));

  it('is copied to the charge at the confirmation only', () =>
    withFlorin(async ({ stripe }) => {
      const intent = await stripe.paymentIntents.create({
        amount: 1000,
        currency: 'usd',
        confirm: true,
        payment_method: 'pm_card_visa',
        automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
        metadata: { order: '1' },
      });
      await stripe.paymentIntents.update(intent.id, { metadata: { order: '2' } });
      const charge = await stripe.charges.retrieve(intent.latest_charge as string);
      expect(charge.metadata).toEqual({ order: '1' });
    }));

  it('accepts at most fifty keys, also over several updates', () =>
    withFlorin(async ({ stripe }) => {
      const { id } = await stripe.customers.create({ metadata: keys(50) });
      const refused = { statusCode: 400, param: 'metadata' };
      await expect(stripe.customers.create({ metadata: keys(51) })).rejects.toMatchObject(refused);
      await expect(stripe.customers.update(id, { metadata: keys(1, 50) })).rejects.toMatchObject(refused);
      // Removing a key makes room for another one.
      const changed = await stripe.customers.update(id, { metadata: { key0: '', another: 'value' } });
      expect(Object.keys(changed.metadata)).toHaveLength(50);
      expect(Object.keys(((await stripe.customers.retrieve(id)) as typeof changed).metadata)).toHaveLength(50);
    }));

  it.each([
    ['a key of 41 characters', { ['k'.repeat(41)]: 'v' }],
    ['a value of 501 characters', { key: 'v'.repeat(501) }],
    ['a key with brackets', { 'a[b': 'v' }],
  ])('rejects %s', (_, metadata) =>
    withFlorin(async ({ stripe }) => {
      await expect(stripe.customers.create({ metadata })).rejects.toMatchObject({ statusCode: 400 });
    }),
  );

  it('accepts keys of 40 and values of 500 characters, and any text', () =>
    withFlorin(async ({ stripe }) => {
      const metadata = {
        ['k'.repeat(40)]: 'v'.repeat(500),
        'ключ 🔑': '值 & = + % ; "\\ \u0000 \u2028',
        constructor: 'c',
        internal: 'i',
        object: 'event',
        'with spaces': ' ',
      };
      const { id } = await stripe.customers.create({ metadata });
      expect(await stripe.customers.retrieve(id)).toMatchObject({ metadata });
    }));
});

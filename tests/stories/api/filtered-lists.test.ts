import { expect, it, vi } from 'vitest';
import { MOST_SCANNED } from '../../../src/kernel/object-map.ts';
import { type Harness, withFlorin } from '../../support/harness.ts';

const AT_ONCE = 50;

/** Creates one-time prices of a product. */
async function oneTimePrices({ stripe }: Harness, product: string, count: number): Promise<void> {
  for (let made = 0; made < count; made += AT_ONCE) {
    const prices = Array.from({ length: Math.min(AT_ONCE, count - made) }, () =>
      stripe.prices.create({ product, currency: 'usd', unit_amount: 500 }),
    );
    await Promise.all(prices);
  }
}

const monthly = { currency: 'usd', unit_amount: 900, recurring: { interval: 'month' } } as const;

/** Creates three recurring prices, oldest first, separated by more objects than one scan reads. */
async function rarePrices(harness: Harness): Promise<string[]> {
  const { stripe } = harness;
  const { id: product } = await stripe.products.create({ name: 'Tea' });
  const ids: string[] = [];
  for (let n = 0; n < 3; n++) {
    ids.push((await stripe.prices.create({ ...monthly, product })).id);
    await oneTimePrices(harness, product, MOST_SCANNED + 20);
  }
  return ids;
}

it(
  'finds matching objects however far apart they are, in both directions',
  () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const [oldest = '', middle = '', newest = ''] = await rarePrices(harness);
      const page = async (params: object) => {
        const { data, has_more } = await stripe.prices.list({ type: 'recurring', ...params });
        return [data.map(({ id }) => id), has_more];
      };
      expect(await page({})).toEqual([[newest, middle, oldest], false]);
      expect(await page({ limit: 1 })).toEqual([[newest], true]);
      expect(await page({ limit: 1, starting_after: newest })).toEqual([[middle], true]);
      expect(await page({ limit: 1, ending_before: oldest })).toEqual([[middle], true]);
      expect(await page({ ending_before: middle })).toEqual([[newest], false]);
      expect(await page({ starting_after: oldest })).toEqual([[], false]);
      const all: string[] = [];
      for await (const { id } of stripe.prices.list({ type: 'recurring', limit: 1 })) all.push(id);
      expect(all).toEqual([newest, middle, oldest]);
      // The filter applies to the current state.
      await stripe.prices.update(middle, { active: false });
      expect(await page({ active: true })).toEqual([[newest, oldest], false]);
      expect(await page({ active: false })).toEqual([[middle], false]);
      expect(await page({ currency: 'eur' })).toEqual([[], false]);
    }),
  60_000,
);

it('reads no more of a list than one scan, however long it is', () =>
  withFlorin(async (harness) => {
    const { stripe, florin } = harness;
    const { id: product } = await stripe.products.create({ name: 'Tea' });
    await oneTimePrices(harness, product, 3 * MOST_SCANNED);
    const list = vi.spyOn(florin.engine.storage, 'list');
    expect((await stripe.prices.list({ type: 'recurring' })).data).toEqual([]);
    const pages = await Promise.all(list.mock.results.map(({ value }) => value as Promise<unknown[]>));
    expect(pages.flat().length).toBe(MOST_SCANNED);
    list.mockRestore();
  }));

it('returns only prices with one of the lookup keys, in pages', () =>
  withFlorin(async ({ stripe }) => {
    const { id: product } = await stripe.products.create({ name: 'Tea' });
    const priced = (lookup_key: string, more: object = {}) =>
      stripe.prices.create({ product, currency: 'usd', unit_amount: 500, lookup_key, ...more });
    const [one, two, three] = [await priced('one'), await priced('two', { active: false }), await priced('three')];
    const keys = { lookup_keys: ['three', 'one', 'two', 'four'] };
    const ids = async (params: object) => (await stripe.prices.list({ ...keys, ...params })).data.map(({ id }) => id);
    expect(await ids({})).toEqual([three.id, two.id, one.id]);
    expect(await ids({ active: true })).toEqual([three.id, one.id]);
    expect(await ids({ limit: 1, starting_after: three.id })).toEqual([two.id]);
    expect(await ids({ ending_before: two.id })).toEqual([three.id]);
  }));

it('returns only the named products that match the other filters', () =>
  withFlorin(async ({ stripe }) => {
    await stripe.products.create({ id: 'tea', name: 'Tea' });
    await stripe.products.create({ id: 'cup', name: 'Cup', active: false });
    await stripe.products.create({ id: 'pot', name: 'Pot' });
    const ids = async (params: object) => (await stripe.products.list(params)).data.map(({ id }) => id);
    expect(await ids({ ids: ['tea', 'cup', 'none', 'tea'] })).toEqual(['cup', 'tea']);
    expect(await ids({ ids: ['tea', 'cup'], active: true })).toEqual(['tea']);
    expect(await ids({ ids: ['tea', 'cup'], limit: 1, starting_after: 'cup' })).toEqual(['tea']);
  }));

it('filters promotion codes by whether they can be redeemed now', () =>
  withFlorin(async ({ stripe, florin, clock }) => {
    await stripe.coupons.create({ id: 'TEN', percent_off: 10, duration: 'once' });
    const promotion = { type: 'coupon', coupon: 'TEN' } as const;
    const day = 86_400;
    const soon = Math.floor(clock.now() / 1000) + day;
    const ending = await stripe.promotionCodes.create({ promotion, expires_at: soon });
    const lasting = await stripe.promotionCodes.create({ promotion });
    const active = async (wanted: boolean) =>
      (await stripe.promotionCodes.list({ active: wanted })).data.map(({ id }) => id);
    expect([await active(true), await active(false)]).toEqual([[lasting.id, ending.id], []]);
    await florin.advance('1d');
    expect([await active(true), await active(false)]).toEqual([[lasting.id], [ending.id]]);
  }));

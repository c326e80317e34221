import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHarness, type Harness } from '../../support/harness.ts';

/** More than two full pages. The clock stands still, so creation times do not define the order. */
const MANY = 250;

let harness: Harness;
let stripe: Stripe;
/** Newest first, as listed. */
let names: string[];

beforeAll(async () => {
  harness = await createHarness();
  stripe = harness.stripe;
  names = Array.from({ length: MANY }, (_, n) => `customer ${n}`);
  for (const [n, name] of names.entries()) await stripe.customers.create({ name, email: `${n % 5}@example.com` });
  names.reverse();
});
afterAll(() => harness.close());

const namesOf = (customers: readonly Stripe.Customer[]) => customers.map((customer) => customer.name);

describe('lists page by page', () => {
  it('goes through all of them, newest first', async () => {
    const all = await stripe.customers.list({ limit: 100 }).autoPagingToArray({ limit: 1000 });
    expect(namesOf(all)).toEqual(names);
  });

  it('goes through all of them backwards', async () => {
    const oldest = names.at(-1);
    const all = await stripe.customers.list({ limit: 100 }).autoPagingToArray({ limit: 1000 });
    const from = all.find((customer) => customer.name === oldest)?.id ?? '';
    const before = await stripe.customers.list({ limit: 100, ending_before: from }).autoPagingToArray({ limit: 1000 });
    expect(namesOf(before)).toEqual(names.slice(0, -1).reverse());
  });

  it.each([1, 3, 99])('has the same entries with pages of %i', async (limit) => {
    const all = await stripe.customers.list({ limit }).autoPagingToArray({ limit: 120 });
    expect(namesOf(all)).toEqual(names.slice(0, 120));
  });

  it('returns has_more in both directions', async () => {
    const first = await stripe.customers.list({ limit: 100 });
    expect(first.has_more).toBe(true);
    const last = first.data.at(-1)?.id ?? '';
    const second = await stripe.customers.list({ limit: 100, starting_after: last });
    const third = await stripe.customers.list({ limit: 100, starting_after: second.data.at(-1)?.id ?? '' });
    expect([second.has_more, third.has_more, third.data.length]).toEqual([true, false, 50]);
    const back = await stripe.customers.list({ limit: 100, ending_before: third.data[0]?.id ?? '' });
    expect(namesOf(back.data)).toEqual(namesOf(second.data));
    expect(back.has_more).toBe(true);
  });

  it('keeps its position while new objects are created', async () => {
    const first = await stripe.customers.list({ limit: 5 });
    const late = await stripe.customers.create({ name: 'late' });
    const second = await stripe.customers.list({ limit: 5, starting_after: first.data.at(-1)?.id ?? '' });
    expect(namesOf(second.data)).toEqual(names.slice(5, 10));
    await stripe.customers.del(late.id);
    expect((await stripe.customers.list({ limit: 1 })).data[0]?.name).toBe(names[0]);
  });

  it('pages through a filtered list', async () => {
    const all = await stripe.customers.list({ email: '3@example.com', limit: 10 }).autoPagingToArray({ limit: 1000 });
    expect(namesOf(all)).toEqual(names.filter((name) => Number(name.split(' ')[1]) % 5 === 3));
  });

  it('pages through events, newest first', async () => {
    const events = await stripe.events
      .list({ type: 'customer.created', limit: 100 })
      .autoPagingToArray({ limit: 1000 });
    const created = events.map((event) => (event.data.object as Stripe.Customer).name);
    expect(created.filter((name) => name !== 'late')).toEqual(names);
  });

  it('lists a new object first, whatever its second', async () => {
    for (const name of ['x', 'y', 'z']) await stripe.customers.create({ name });
    expect(namesOf((await stripe.customers.list({ limit: 3 })).data)).toEqual(['z', 'y', 'x']);
  });

  it.each([
    [{ limit: 0 }, 'limit'],
    [{ limit: 101 }, 'limit'],
    [{ limit: -1 }, 'limit'],
    [{ starting_after: 'cus_nobody' }, 'starting_after'],
    [{ ending_before: 'cus_nobody' }, 'ending_before'],
    [{ starting_after: 'cus_1', ending_before: 'cus_2' }, 'ending_before'],
  ])('rejects %o', async (params, param) => {
    await expect(stripe.customers.list(params)).rejects.toMatchObject({ statusCode: 400, param });
  });
});

describe('lists by time of creation', () => {
  it('accepts timestamps and ranges, with inclusive and exclusive bounds', async () => {
    await harness.florin.advance('1h');
    const made: number[] = [];
    for (const name of ['one', 'two', 'three', 'four']) {
      made.push((await stripe.customers.create({ name })).created);
      await harness.florin.advance('10s');
    }
    const [one = 0, two = 0, three = 0, four = 0] = made;
    const found = async (created: Stripe.RangeQueryParam | number) =>
      namesOf((await stripe.customers.list({ created, limit: 20 })).data);
    expect(await found(two)).toEqual(['two']);
    expect(await found({ gte: two })).toEqual(['four', 'three', 'two']);
    expect(await found({ gt: two })).toEqual(['four', 'three']);
    expect(await found({ gte: one, lt: three })).toEqual(['two', 'one']);
    expect(await found({ gt: one, lte: three })).toEqual(['three', 'two']);
    expect(await found({ gt: four })).toEqual([]);
    expect(await found({ gt: three, lt: two })).toEqual([]);
    const types = await stripe.events.list({ created: { gte: two, lte: three } });
    expect(types.data.map((event) => (event.data.object as Stripe.Customer).name)).toEqual(['three', 'two']);
  });
});

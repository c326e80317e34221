import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate } from '../../../src/products/amounts/allocate.ts';
import { decimalOf, formatDecimal, readDecimal } from '../../../src/products/amounts/decimal.ts';
import { applyDiscounts, type DiscountTerms } from '../../../src/products/amounts/discounts.ts';
import { lineAmount, type PriceTerms, tierParts } from '../../../src/products/amounts/line-amount.ts';
import { halfUp } from '../../../src/products/amounts/rounding.ts';
import { type TaxTerms, taxesOf } from '../../../src/products/amounts/taxes.ts';
import { addUp, type Line } from '../../../src/products/amounts/totals.ts';
import { chargeableStep } from '../../../src/shared/currencies.ts';

const SEED = Number(process.env.FLORIN_TEST_SEED ?? 20260412);
const RUNS = { seed: SEED, numRuns: 300 };

/** Currencies with two, no and three decimals, and one with two decimals whose amounts must be whole. */
const CURRENCIES = ['usd', 'jpy', 'kwd', 'isk'] as const;

const price = (terms: Partial<PriceTerms> = {}): PriceTerms => ({
  currency: 'usd',
  tiers_mode: null,
  transform_quantity: null,
  unit_amount_decimal: '1000',
  ...terms,
});
const tier = (up_to: number | null, unit: string | null, flat: string | null = null) => ({
  up_to,
  unit_amount_decimal: unit,
  flat_amount_decimal: flat,
});
const TIERS = [tier(5, '500'), tier(10, '400'), tier(null, '300')];
const FLAT_TIERS = [tier(5, '500', '1000'), tier(10, '400', '2000'), tier(null, null, '3000')];

describe('the price of a quantity', () => {
  test.each<[string, PriceTerms, number, number]>([
    ['so much each', price(), 3, 3000],
    ['nothing', price({ unit_amount_decimal: '0' }), 7, 0],
    ['none of it', price(), 0, 0],
    // https://docs.stripe.com/billing/subscriptions/decimal-amounts
    ['0.05 cents × 30, rounded once and up', price({ unit_amount_decimal: '0.05' }), 30, 2],
    ['less than half a cent', price({ unit_amount_decimal: '0.05' }), 9, 0],
    ['twelve decimals', price({ unit_amount_decimal: '0.000000000001' }), 999_999, 0],
    ['packages begun', price({ transform_quantity: { divide_by: 5, round: 'up' } }), 6, 2000],
    ['packages full', price({ transform_quantity: { divide_by: 5, round: 'down' } }), 9, 1000],
    ['no package full', price({ transform_quantity: { divide_by: 5, round: 'down' } }), 4, 0],
    // https://docs.stripe.com/products-prices/pricing-models#tiered-pricing
    ['volume in the first tier', price({ tiers_mode: 'volume', tiers: TIERS }), 5, 2500],
    ['volume in the second', price({ tiers_mode: 'volume', tiers: TIERS }), 6, 2400],
    ['volume beyond', price({ tiers_mode: 'volume', tiers: TIERS }), 20, 6000],
    ['graduated in the first tier', price({ tiers_mode: 'graduated', tiers: TIERS }), 5, 2500],
    ['graduated into the second', price({ tiers_mode: 'graduated', tiers: TIERS }), 6, 2900],
    ['graduated beyond', price({ tiers_mode: 'graduated', tiers: TIERS }), 20, 7500],
    ['volume with a flat amount', price({ tiers_mode: 'volume', tiers: FLAT_TIERS }), 7, 4800],
    ['graduated with flat amounts', price({ tiers_mode: 'graduated', tiers: FLAT_TIERS }), 12, 10_500],
    ['the first flat amount of nothing', price({ tiers_mode: 'graduated', tiers: FLAT_TIERS }), 0, 1000],
    ['yen, which have no cents', price({ currency: 'jpy', unit_amount_decimal: '0.5' }), 3, 2],
    ['dinars, by tens of fils', price({ currency: 'kwd', unit_amount_decimal: '1.5' }), 3, 0],
    ['dinars, the next ten of fils', price({ currency: 'kwd', unit_amount_decimal: '5' }), 3, 20],
  ])('%s', (_, terms, quantity, amount) => {
    expect(lineAmount(terms, quantity)).toBe(amount);
  });

  test('is rejected above the maximum amount', () => {
    const terms = price({ unit_amount_decimal: '99999999' });
    expect(() => lineAmount(terms, Number.MAX_SAFE_INTEGER)).toThrow('too large');
  });

  test('a quantity is counted once in its tiers', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 6 }),
        fc.nat(2_000),
        (bounds, quantity) => {
          const tiers = [...bounds.sort((a, b) => a - b).map((up_to) => tier(up_to, '7', '3')), tier(null, '2')];
          for (const tiers_mode of ['graduated', 'volume']) {
            const parts = tierParts({ tiers_mode }, tiers, quantity);
            expect(parts.reduce((sum, part) => sum + part.quantity, 0)).toBe(quantity);
            expect(parts.length).toBeGreaterThan(0);
          }
        },
      ),
      RUNS,
    );
  });
});

describe('decimals', () => {
  test.each([
    ['105.5', '105.5'],
    ['5.0', '5'],
    ['0.000000000001', '0.000000000001'],
    ['-.25', '-0.25'],
    ['007', '7'],
  ])('%s is written as %s', (text, written) => {
    expect(formatDecimal(decimalOf(text))).toBe(written);
  });

  test.each(['', '.', '1e3', '0.0000000000001', '1,5', 'ten', '--1'])('%j is invalid', (text) => {
    expect(readDecimal(text)).toBeUndefined();
  });

  test('halves are rounded up', () => {
    expect([halfUp(1n, 2n), halfUp(3n, 2n), halfUp(5n, 2n), halfUp(1n, 3n), halfUp(2n, 3n)]).toEqual([
      1n,
      2n,
      3n,
      0n,
      1n,
    ]);
  });
});

const amounts = fc.array(fc.integer({ min: 0, max: 99_999_999 }), { minLength: 1, maxLength: 12 });

describe('distributing an amount', () => {
  test('leaves nothing over, exceeds no weight, and is fair to one unit', () => {
    fc.assert(
      fc.property(amounts, fc.double({ min: 0, max: 1, noNaN: true }), (weights, part) => {
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        const amount = Math.floor(total * part);
        const shares = allocate(amount, weights);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(amount);
        for (const [index, share] of shares.entries()) {
          const weight = weights[index] ?? 0;
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(weight);
          if (total > 0) expect(Math.abs(share - (amount * weight) / total)).toBeLessThan(1.001);
        }
      }),
      RUNS,
    );
  });

  test('gives the rest to the largest remainders, the first of equals', () => {
    expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocate(5, [10, 30, 20])).toEqual([1, 2, 2]);
    expect(allocate(0, [5, 5])).toEqual([0, 0]);
    expect(allocate(0, [])).toEqual([]);
  });
});

const percentOff = (percent: number, products: string[] | null = null, id = `p${percent}`): DiscountTerms => ({
  id,
  percentOff: percent,
  amountOff: null,
  products,
});
const amountOff = (amount: number, products: string[] | null = null, id = `a${amount}`): DiscountTerms => ({
  id,
  percentOff: null,
  amountOff: amount,
  products,
});
const line = (amount: number, product = 'tea', more: Partial<Line> = {}): Line => ({
  amount,
  product,
  taxRates: [],
  ...more,
});

describe('discounts', () => {
  test('apply one after the other, each to the rest', () => {
    const { amount_discount, amount_total, discounts } = addUp({
      currency: 'usd',
      lines: [line(10_000)],
      discounts: [percentOff(50), amountOff(1000)],
    });
    expect([amount_discount, amount_total]).toEqual([6000, 4000]);
    expect(discounts).toEqual([
      { discount: 'p50', amount: 5000 },
      { discount: 'a1000', amount: 1000 },
    ]);
    const swapped = addUp({ currency: 'usd', lines: [line(10_000)], discounts: [amountOff(1000), percentOff(50)] });
    expect(swapped.amount_total).toBe(4500);
  });

  test('are rounded once for all lines', () => {
    const lines = [line(333), line(333), line(333)];
    expect(addUp({ currency: 'usd', lines, discounts: [percentOff(10)] }).amount_discount).toBe(100);
  });

  test('can be limited to some products', () => {
    const lines = [line(1000, 'tea'), line(2000, 'cup')];
    const totals = addUp({ currency: 'usd', lines, discounts: [percentOff(25, ['cup']), amountOff(5000, ['tea'])] });
    expect(totals.lines.map(({ amount_discount }) => amount_discount)).toEqual([1000, 500]);
    expect(addUp({ currency: 'usd', lines, discounts: [amountOff(100, ['pot'])] })).toMatchObject({
      amount_discount: 0,
      discounts: [{ discount: 'a100', amount: 0 }],
    });
  });

  test('of a line apply before those of the whole, and some lines have none', () => {
    const lines = [line(1000, 'tea', { discounts: [amountOff(200)] }), line(1000, 'cup', { discountable: false })];
    const totals = addUp({ currency: 'usd', lines, discounts: [percentOff(50)] });
    expect(totals.lines.map(({ amount_discount }) => amount_discount)).toEqual([600, 0]);
  });

  test('never exceed the amount', () => {
    const totals = addUp({
      currency: 'usd',
      lines: [line(300), line(200)],
      discounts: [amountOff(1000), percentOff(50)],
    });
    expect(totals).toMatchObject({ amount_discount: 500, amount_total: 0 });
    expect(totals.lines.map(({ amount_total }) => amount_total)).toEqual([0, 0]);
  });

  test('of a percentage round dinars to payable amounts', () => {
    const totals = addUp({ currency: 'kwd', lines: [line(1230)], discounts: [percentOff(33)] });
    expect([totals.amount_discount, totals.amount_total]).toEqual([410, 820]);
  });
});

const rate = (percentage: number, inclusive = false, id = `r${percentage}${inclusive}`): TaxTerms => ({
  id,
  percentage,
  inclusive,
});

describe('taxes', () => {
  test.each<[string, number, TaxTerms[], number[], number]>([
    ['on top', 1000, [rate(25)], [250], 1000],
    ['inside', 1000, [rate(25, true)], [200], 800],
    ['inside, rounded', 4000, [rate(15, true)], [522], 3478],
    ['of half a cent', 10, [rate(5)], [1], 10],
    ['of nothing', 0, [rate(25), rate(25, true)], [0, 0], 0],
    ['at no rate', 1000, [rate(0)], [0], 1000],
    ['two on top, none on the other', 1000, [rate(5), rate(9.975)], [50, 100], 1000],
    ['two inside', 1000, [rate(10, true), rate(15, true)], [80, 120], 800],
    ['inside and on top', 1250, [rate(25, true), rate(10)], [250, 100], 1000],
    ['everything twice', 2, [100, 100, 100].map((percent, index) => rate(percent, true, `r${index}`)), [1, 1, 0], 0],
  ])('%s', (_, amount, rates, taxes, net) => {
    const found = taxesOf(amount, rates, 'usd');
    expect(found.map((tax) => tax.amount)).toEqual(taxes);
    for (const { taxable } of found) expect(taxable).toBe(net);
  });

  test('apply after discounts', () => {
    const lines = [line(1000, 'tea', { taxRates: [rate(20)] })];
    expect(addUp({ currency: 'usd', lines, discounts: [percentOff(50)] })).toMatchObject({
      amount_subtotal: 1000,
      amount_discount: 500,
      amount_tax: 100,
      amount_total: 600,
    });
  });

  test('that are inclusive remain in subtotal and total', () => {
    const lines = [line(1200, 'tea', { taxRates: [rate(20, true)] })];
    expect(addUp({ currency: 'eur', lines })).toMatchObject({
      amount_subtotal: 1200,
      amount_tax: 200,
      amount_total: 1200,
    });
  });

  test('are listed by rate, including those of shipping', () => {
    const vat = rate(20);
    const lines = [line(1000, 'tea', { taxRates: [vat] }), line(500, 'cup', { taxRates: [vat, rate(5)] })];
    const totals = addUp({ currency: 'usd', lines, shipping: { amount: 700, taxRates: [vat] } });
    expect(totals.taxes).toEqual([
      { rate: vat.id, inclusive: false, amount: 440, taxable: 2200 },
      { rate: 'r5false', inclusive: false, amount: 25, taxable: 500 },
    ]);
    expect(totals).toMatchObject({ amount_subtotal: 1500, amount_shipping: 700, amount_tax: 465, amount_total: 2665 });
    expect(totals.shipping).toMatchObject({ amount_subtotal: 700, amount_tax: 140, amount_total: 840 });
  });
});

const arbitraryRate = fc.record({
  id: fc.constantFrom('vat', 'gst', 'city'),
  percentage: fc.integer({ min: 0, max: 1_000_000 }).map((value) => value / 10_000),
  inclusive: fc.boolean(),
});
const arbitraryRates = fc.uniqueArray(arbitraryRate, { selector: ({ id }) => id, maxLength: 3 });
const arbitraryDiscount = fc.record({
  id: fc.constantFrom('one', 'two', 'three', 'four'),
  kind: fc.boolean(),
  percent: fc.integer({ min: 1, max: 10_000 }).map((value) => value / 100),
  amount: fc.integer({ min: 1, max: 5_000_000 }),
  products: fc.option(fc.subarray(['tea', 'cup', 'pot'])),
});
const arbitraryOrder = fc.record({
  currency: fc.constantFrom(...CURRENCIES),
  lines: fc.array(
    fc.record({
      units: fc.integer({ min: 0, max: 900_000 }),
      product: fc.constantFrom('tea', 'cup', 'pot'),
      taxRates: arbitraryRates,
    }),
    { maxLength: 8 },
  ),
  discounts: fc.uniqueArray(arbitraryDiscount, { selector: ({ id }) => id, maxLength: 4 }),
  shipping: fc.option(fc.record({ units: fc.nat(9_000), taxRates: arbitraryRates })),
});

describe('the total', () => {
  test('is the sum of its parts, whole, chargeable and never below zero', () => {
    fc.assert(
      fc.property(arbitraryOrder, ({ currency, lines, discounts, shipping }) => {
        const step = chargeableStep(currency);
        const totals = addUp({
          currency,
          lines: lines.map(({ units, ...rest }) => ({ ...rest, amount: units * step })),
          discounts: discounts.map(({ kind, percent, amount, ...rest }) => ({
            ...rest,
            percentOff: kind ? percent : null,
            amountOff: kind ? null : amount * step,
          })),
          shipping: shipping && { amount: shipping.units * step, taxRates: shipping.taxRates },
        });
        const all = [...totals.lines, ...(totals.shipping ? [totals.shipping] : [])];
        const sum = (amountOf: (entry: (typeof all)[number]) => number) =>
          all.reduce((total, entry) => total + amountOf(entry), 0);
        const exclusive = sum(({ taxes }) => taxes.reduce((tax, t) => tax + (t.inclusive ? 0 : t.amount), 0));
        expect(totals.amount_total).toBe(
          totals.amount_subtotal - totals.amount_discount + totals.amount_shipping + exclusive,
        );
        expect(totals.amount_total).toBe(sum(({ amount_total }) => amount_total));
        expect(totals.amount_tax).toBe(totals.taxes.reduce((tax, { amount }) => tax + amount, 0));
        expect(totals.amount_discount).toBe(totals.discounts.reduce((off, { amount }) => off + amount, 0));
        expect(totals.amount_total % step).toBe(0);
        for (const entry of all) {
          const parts = [entry.amount_subtotal, entry.amount_discount, entry.amount_tax, entry.amount_total];
          for (const amount of [...parts, ...entry.taxes.flatMap((tax) => [tax.amount, tax.taxable])]) {
            expect(amount).toBeGreaterThanOrEqual(0);
            expect(Number.isSafeInteger(amount)).toBe(true);
          }
          expect(entry.amount_discount).toBeLessThanOrEqual(entry.amount_subtotal);
        }
      }),
      RUNS,
    );
  });

  test('never falls when price, quantity or tax rise', () => {
    const quantities = fc.tuple(fc.nat(10_000), fc.nat(10_000));
    fc.assert(
      fc.property(quantities, arbitraryRates, fc.constantFrom(...CURRENCIES), ([one, two], rates, currency) => {
        const [less, more] = one < two ? [one, two] : [two, one];
        const tiers = [tier(10, '12.5', '3'), tier(null, '7.25')];
        const costs = (quantity: number) =>
          lineAmount({ ...price(), currency, tiers, tiers_mode: 'graduated' }, quantity);
        expect(costs(less)).toBeLessThanOrEqual(costs(more));
        const taxed = (amount: number) =>
          taxesOf(amount, rates, currency).reduce((sum, tax) => sum + (tax.inclusive ? 0 : tax.amount), amount);
        expect(taxed(less)).toBeLessThanOrEqual(taxed(more));
        const included = (amount: number) =>
          taxesOf(amount, rates, currency).reduce((sum, tax) => sum + (tax.inclusive ? tax.amount : 0), 0);
        expect(included(less)).toBeLessThanOrEqual(included(more));
      }),
      RUNS,
    );
  });

  test('is never raised by a discount, and falls by the declared amount', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 100 }), (lines, percent) => {
        const given = lines.map((amount) => ({ amount, product: 'tea' }));
        const total = lines.reduce((sum, amount) => sum + amount, 0);
        const taken = applyDiscounts(given, [percentOff(percent)], 'usd').flat();
        const off = taken.reduce((sum, { amount }) => sum + amount, 0);
        expect(Math.abs(off - (total * percent) / 100)).toBeLessThanOrEqual(0.5);
      }),
      RUNS,
    );
  });
});

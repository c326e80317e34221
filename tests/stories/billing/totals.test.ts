import fc from 'fast-check';
import { expect, test } from 'vitest';
import { amountDue } from '../../../src/billing/drafts/amount-due.ts';
import { addUpInvoice, type LineToAdd } from '../../../src/billing/drafts/totals.ts';

const CURRENCIES = ['usd', 'krw', 'kwd', 'isk'] as const;

/** A rate is on top of an amount or within it, wherever it is used. */
const RATES = [
  { id: 'txr_a', percentage: 20, inclusive: false },
  { id: 'txr_b', percentage: 7.5, inclusive: false },
  { id: 'txr_c', percentage: 19, inclusive: true },
  { id: 'txr_d', percentage: 5, inclusive: true },
  { id: 'txr_e', percentage: 0, inclusive: false },
];
const rates = fc.subarray(RATES);

const discount = (prefix: string) =>
  fc
    .oneof(
      fc.integer({ min: 1, max: 100 }).map((percentOff) => ({ percentOff, amountOff: null })),
      fc.integer({ min: 1, max: 300 }).map((amountOff) => ({ percentOff: null, amountOff: amountOff * 100 })),
    )
    .map((terms) => ({ id: `di_${prefix}`, products: null, ...terms }));

const lines = fc.array(
  fc.record({
    amount: fc.integer({ min: -2_000, max: 5_000 }).map((hundreds) => hundreds * 100),
    product: fc.constantFrom('prod_a', 'prod_b'),
    discountable: fc.boolean(),
    discounts: fc.array(discount('own'), { maxLength: 1 }),
    taxRates: rates,
    credits: fc.constant(0),
  }),
  { maxLength: 12 },
);

test('an invoice is the sum of its lines, whatever their discounts and taxes', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...CURRENCIES),
      lines,
      fc.array(discount('all'), { maxLength: 1 }),
      (currency, given, all) => {
        const totals = addUpInvoice({ currency, lines: given, discounts: all });
        const sum = (amounts: readonly number[]) => amounts.reduce((a, b) => a + b, 0);
        const exclusive = sum(totals.taxes.filter((tax) => !tax.inclusive).map(({ amount }) => amount));
        const taken = sum(totals.discounts.map(({ amount }) => amount));
        expect(totals.total).toBe(sum(given.map(({ amount }) => amount)) - taken + exclusive);
        expect(totals.total - totals.totalExcludingTax).toBe(sum(totals.taxes.map(({ amount }) => amount)));
        for (const [index, line] of totals.lines.entries()) {
          const { amount, discountable } = given[index] as LineToAdd;
          const off = sum(line.discounts.map((one) => one.amount));
          expect(off).toBeLessThanOrEqual(Math.max(amount, 0));
          if (!discountable && (given[index] as LineToAdd).discounts.length === 0) expect(off).toBe(0);
        }
      },
    ),
  );
});

test('a credit has the taxes of the charge that it returns', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), rates, (amount, taxRates) => {
      const line = { product: 'prod_a', discountable: false, discounts: [], taxRates, credits: 0 };
      const lines = [
        { ...line, amount },
        { ...line, amount: -amount },
      ];
      const totals = addUpInvoice({ currency: 'usd', lines, discounts: [] });
      expect([totals.total, totals.totalExcludingTax]).toEqual([0, 0]);
      expect(totals.taxes.map((tax) => [tax.amount, tax.taxable])).toEqual(taxRates.map(() => [0, 0]));
    }),
  );
});

test('what is due and the change of the balance are the total', () => {
  const amounts = fc.integer({ min: -10_000_000_000, max: 10_000_000_000 });
  fc.assert(
    fc.property(amounts, amounts, fc.constantFrom(...CURRENCIES), (total, balance, currency) => {
      const { due, endingBalance } = amountDue(total, balance, currency);
      expect(due + endingBalance - balance).toBe(total);
      expect(due).toBeGreaterThanOrEqual(0);
    }),
  );
});

test.each([
  ['three lines are taxed one by one', [105, 105, 105], { percentage: 5, inclusive: false }, 330],
  ['tax within an amount leaves it as it is', [11_000], { percentage: 10, inclusive: true }, 11_000],
  ['tax on top', [1_000], { percentage: 21, inclusive: false }, 1_210],
] as const)('%s', (_, amounts, rate, total) => {
  const lines = amounts.map((amount) => ({
    amount,
    product: 'prod_a',
    discountable: true,
    discounts: [],
    taxRates: [{ id: 'txr_a', ...rate }],
    credits: 0,
  }));
  expect(addUpInvoice({ currency: 'usd', lines, discounts: [] }).total).toBe(total);
});

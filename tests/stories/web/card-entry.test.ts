import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brandOf } from '../../../web/card/brand.ts';
import { checkField, EMPTY_CARD } from '../../../web/card/entry.ts';
import { cleanExpiry, formatExpiry } from '../../../web/card/expiry.ts';
import { cleanNumber, formatNumber, passesLuhn } from '../../../web/card/number.ts';
import { cleanPostal, isWholePostal } from '../../../web/form/postal.ts';
import { caretAfter, deleteThrough } from '../../../web/ui/caret.ts';

const NOW = new Date('2026-11-21T12:00:00Z');
const check = (field: 'number' | 'expiry' | 'cvc' | 'postal', entry: Partial<typeof EMPTY_CARD>) =>
  checkField(field, { ...EMPTY_CARD, ...entry }, NOW);

describe('a card number', () => {
  it.each([
    ['4242424242424242', 'visa', '4242 4242 4242 4242'],
    ['5555555555554444', 'mastercard', '5555 5555 5555 4444'],
    ['2223003122003222', 'mastercard', '2223 0031 2200 3222'],
    ['378282246310005', 'amex', '3782 822463 10005'],
    ['6011111111111117', 'discover', '6011 1111 1111 1117'],
    ['36227206271667', 'diners', '3622 720627 1667'],
    ['3566002020360505', 'jcb', '3566 0020 2036 0505'],
    ['6200000000000005', 'unionpay', '6200 0000 0000 0005'],
    ['6205500000000000004', 'unionpay', '6205 5000 0000 0000004'],
  ])('%s is %s and formatted as %s', (digits, brand, laidOut) => {
    expect(brandOf(digits).name).toBe(brand);
    expect(formatNumber(digits)).toBe(laidOut);
    expect(check('number', { number: digits })).toMatchObject({ complete: true });
  });

  it('is invalid once it is complete and its check digit is wrong', () => {
    expect(check('number', { number: '4242424242424241' })).toMatchObject({ complete: false, wrong: 'invalid_number' });
    expect(check('number', { number: '424242424242' })).toMatchObject({
      wrong: undefined,
      missing: 'incomplete_number',
    });
  });

  it('keeps the digits of any pasted text, up to the length of its brand', () => {
    expect(cleanNumber('Card: 4242-4242 4242.4242 (mine) 99')).toBe('4242424242424242');
    expect(cleanNumber('3782 822463 10005 12')).toBe('378282246310005');
  });

  it('finds every mistyped digit by the check digit', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 11, maxLength: 18 }),
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
        (digits, place, by) => {
          const whole = [...'0123456789'].map((last) => digits + last).find(passesLuhn) ?? '';
          const at = place % whole.length;
          const wrong = whole.slice(0, at) + ((Number(whole[at]) + by) % 10) + whole.slice(at + 1);
          expect(passesLuhn(whole)).toBe(true);
          expect(passesLuhn(wrong)).toBe(false);
        },
      ),
    );
  });
});

describe('an expiry date', () => {
  it.each([
    ['5', '05'],
    ['1', '1'],
    ['12', '12'],
    ['1/', '01'],
    ['5/34', '0534'],
    ['05 / 2034', '0534'],
    ['052034', '0534'],
    ['0534', '0534'],
    ['12-2034', '1234'],
    ['', ''],
  ])('typed or pasted as %o becomes %o', (text, digits) => expect(cleanExpiry(text)).toBe(digits));

  it('shows its slash as soon as the month is complete', () => {
    expect(['1', '12', '123', '1234'].map(formatExpiry)).toEqual(['1', '12 / ', '12 / 3', '12 / 34']);
  });

  it.each([
    ['1126', undefined],
    ['1026', 'invalid_expiry_month_past'],
    ['1225', 'invalid_expiry_year_past'],
    ['1334', 'invalid_expiry_month'],
    ['0034', 'invalid_expiry_month'],
    ['1290', 'invalid_expiry_year'],
  ])('%s in November 2026: %s', (expiry, wrong) => expect(check('expiry', { expiry }).wrong).toBe(wrong));
});

describe('a security code', () => {
  it('has four digits on American Express and three elsewhere', () => {
    expect(check('cvc', { number: '378282246310005', cvc: '123' }).missing).toBe('incomplete_cvc');
    expect(check('cvc', { number: '378282246310005', cvc: '1234' }).complete).toBe(true);
    expect(check('cvc', { number: '4242', cvc: '123' }).complete).toBe(true);
  });
});

describe('a postal code', () => {
  it.each([
    ['US', '90210-1234', '90210', true],
    ['CA', 'k1a 0b1', 'k1a 0b1', true],
    ['GB', 'SW1A 1AA', 'SW1A 1AA', true],
    ['GB', '12345', '12345', false],
    ['DK', '1000', '1000', true],
    ['NL', '1011 AB', '1011 AB', true],
  ])('of %s, typed as %s', (country, typed, kept, whole) => {
    expect(cleanPostal(typed, country)).toBe(kept);
    expect(isWholePostal(kept, country)).toBe(whole);
  });
});

describe('the caret', () => {
  const digit = /\d/;
  it('stays behind the same number of digits, wherever gaps appear', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 16 }),
        fc.nat({ max: 16 }),
        (digits, at) => {
          const text = `4${digits}`.slice(0, 16);
          const caret = Math.min(at, text.length);
          const laidOut = formatNumber(text);
          const after = caretAfter({ text, caret }, laidOut, digit);
          expect(laidOut.slice(0, after).replace(/\D/g, '')).toBe(text.slice(0, caret));
        },
      ),
    );
  });

  it('deletes the intended digit next to a gap', () => {
    // Backspace after the gap in "4242 4" removed the gap.
    expect(deleteThrough('42424', 4, digit, false)).toEqual({ text: '4244', caret: 3 });
    // Delete before it.
    expect(deleteThrough('42424', 4, digit, true)).toEqual({ text: '4242', caret: 4 });
    expect(deleteThrough('', 0, digit, false)).toEqual({ text: '', caret: 0 });
  });
});

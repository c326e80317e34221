import { describe, expect, it } from 'vitest';
import { callingCode, lastDigits } from '../../../src/pages/authorize/phone.ts';
import { amountText, machineTime, minutesText } from '../../../src/pages/format.ts';
import { html } from '../../../src/pages/html.ts';
import { chooseTexts } from '../../../src/pages/languages/choose.ts';

describe('html', () => {
  it('escapes every value, also in lists and attributes, and nothing twice', () => {
    const evil = `<img src=x onerror='1'>"&`;
    const escaped = '&lt;img src=x onerror=&#39;1&#39;&gt;&quot;&amp;';
    const inner = html`<b>${evil}</b>`;
    expect(String(html`<p title="${evil}">${inner}${[inner, evil]}${null}${false}${undefined}${0}</p>`)).toBe(
      `<p title="${escaped}"><b>${escaped}</b><b>${escaped}</b>${escaped}0</p>`,
    );
  });
});

describe('phone numbers', () => {
  it.each([
    ['12 34 56 78', '45', '78'],
    ['+45 12-34-56-78', '358', '78'],
    ['0045 12345678', '45', '78'],
    ['040 123 4567', '358', '67'],
    ['+358 (0)40 123 4567', '45', '67'],
  ] as const)('takes %s under +%s', (typed, code, digits) => expect(lastDigits(typed, code)).toBe(digits));

  it.each(['', 'hello', '123', '123456789', '+46 70 123 45 67', '12 34 56 7x', '１２３４５６７８'])(
    'rejects %j',
    (typed) => expect(lastDigits(typed, '45')).toBeUndefined(),
  );

  it('detects the country by the format, the language, then the currency', () => {
    expect(callingCode('358', { locale: 'da', currency: 'dkk' })).toBe('358');
    expect(callingCode('1', { locale: 'da', currency: 'eur' })).toBe('45');
    expect(callingCode(null, { locale: 'fi', currency: 'dkk' })).toBe('358');
    expect(callingCode(null, { locale: 'en', currency: 'eur' })).toBe('358');
  });
});

describe('languages', () => {
  it.each([
    [null, 'en'],
    ['', 'en'],
    ['de-DE, *;q=0.1', 'en'],
    ['fr-CA', 'fr'],
    ['en;q=0.2, fi;q=0.9', 'fi'],
    ['da;q=0, fr;q=0.1', 'fr'],
    ['da;q=nonsense', 'en'],
    ['x'.repeat(100_000), 'en'],
  ])('parses %j as %s', (wish, language) => expect(chooseTexts(wish).locale).toBe(language));
});

describe('formats', () => {
  it('formats amounts with the digits of the currency', () => {
    const amountOf = (...of: Parameters<typeof amountText>) => amountText(...of).replaceAll('\u00a0', ' ');
    expect(amountOf(1099, 'usd', 'en')).toBe('$10.99');
    expect(amountOf(1099, 'jpy', 'en')).toBe('¥1,099');
    expect(amountOf(10990, 'kwd', 'en')).toBe('KWD 10.990');
    expect(amountOf(1099, 'dkk', 'da')).toBe('10,99 kr.');
  });

  it('formats times for machines, and rounds minutes up', () => {
    expect(machineTime(Date.UTC(2026, 0, 5, 9, 5, 7))).toBe('2026-01-05T09:05:07Z');
    expect(minutesText(240_001, 'fr')).toBe('5 minutes');
    expect(minutesText(1, 'da')).toBe('1 minut');
  });
});

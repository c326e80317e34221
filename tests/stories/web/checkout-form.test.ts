import { describe, expect, it } from 'vitest';
import { METHODS } from '../../../src/methods/registry.ts';
import { specOf } from '../../../src/methods/spec.ts';
import { contrast, mix, readable } from '../../../src/shared/colors.ts';
import { customField } from '../../../web/checkout/form/custom-fields.ts';
import { addressEntries, enteredAddress } from '../../../web/form/address.ts';
import { collectedAddress } from '../../../web/methods/method-facts.ts';
import { enteredMethod, methodFields } from '../../../web/methods/method-fields.ts';
import { money } from '../../../web/shared/money.ts';
import type { Texts } from '../../../web/texts/texts.ts';
import { SAMPLES } from '../../suites/methods/method-samples.ts';

/** Texts that return their keys. */
const TEXTS: Texts = { t: ((name: string) => name) as Texts['t'], tag: 'en-US', direction: 'ltr' };

describe('every payment method', () => {
  it.each(METHODS.map((method) => [method.type, method] as const))(
    '%s asks its payer for all it needs',
    (type, method) => {
      const spec = specOf(type);
      const address = collectedAddress(spec);
      // The e-mail address is always collected.
      const asked = new Set([
        'email',
        ...(spec.collects.includes('name') ? ['name'] : []),
        ...(spec.collects.includes('phone') ? ['phone'] : []),
        ...(address ? ['address.country'] : []),
        ...(address === 'full' ? ['address.line1', 'address.postal_code'] : []),
      ]);
      expect((method.requires ?? []).filter((field) => !asked.has(field))).toEqual([]);
    },
  );

  it.each(Object.keys(SAMPLES).filter((type) => type !== 'card'))('%s takes what its documentation shows', (type) => {
    const own = Object.entries(SAMPLES[type] ?? {}).flatMap(([param, value]) => {
      const field = new RegExp(`^${type}\\[(\\w+)\\]$`).exec(param)?.[1];
      return field === undefined ? [] : [[field, value] as const];
    });
    const entries = Object.fromEntries(own.map(([field, value]) => [`${type}-${field}`, value]));
    const specs = methodFields(specOf(type), TEXTS, { asksName: false });
    for (const [field, value] of own) {
      expect(specs.find(({ id }) => id === `${type}-${field}`)?.problem(value)).toBeUndefined();
      expect(enteredMethod(specOf(type), entries)[field]).toBe(/_id$/.test(field) ? value.replace(/[.-]/g, '') : value);
    }
  });
});

it('a bank account number is accepted with common gaps, and reported if it is too short', () => {
  const [iban] = methodFields(specOf('sepa_debit'), TEXTS, { asksName: false });
  expect(iban?.problem('de89 3704 0044 0532 0130 00')).toBeUndefined();
  expect(iban?.problem('DE89')).toBe('problem.shape');
  expect(iban?.problem('')).toBe('problem.missing');
  expect(enteredMethod(specOf('sepa_debit'), { 'sepa_debit-iban': 'de89 3704 0044 0532 0130 00' })).toEqual({
    iban: 'DE89370400440532013000',
  });
});

describe('an address', () => {
  it('starts with the country of the customer, the browser or the merchant, if it is allowed', () => {
    const country = (known: string | null, tag: string, allowed?: string[]) =>
      addressEntries('shipping', known === null ? null : { country: known }, {
        tag,
        country: 'FR',
        ...(allowed && { allowed }),
      })['shipping-country'];
    expect(country('DK', 'de-DE')).toBe('DK');
    expect(country(null, 'de-DE')).toBe('DE');
    expect(country(null, 'en')).toBe('FR');
    expect(country(null, 'de-DE', ['FR', 'DK'])).toBe('FR');
    expect(country(null, 'en', ['FI', 'DK'])).toBe('DK');
  });

  it('has only the fields of its country', () => {
    const entries = {
      'billing-country': 'DK',
      'billing-line1': ' Strøget 1 ',
      'billing-state': 'CA',
      'billing-city': 'København',
    };
    expect(enteredAddress('billing', entries)).toEqual({ country: 'DK', line1: 'Strøget 1', city: 'København' });
  });
});

it('a custom field enforces its limits', () => {
  const field = { key: 'k', label: 'K', type: 'text', optional: false, default_value: null, options: [] } as const;
  const problem = (value: string, minimum: number | null, maximum: number | null) =>
    customField({ ...field, minimum_length: minimum, maximum_length: maximum }, TEXTS).problem(value);
  expect(problem('', null, null)).toBe('problem.missing');
  expect(problem('a', 2, null)).toBe('problem.short');
  expect(problem('abc', null, 2)).toBe('problem.long');
  expect(problem('ab', 2, 2)).toBeUndefined();
});

it('text is readable on every colour', () => {
  for (let grey = 0; grey <= 255; grey += 1) {
    const background = mix('#000000', '#ffffff', grey / 255);
    expect(contrast(readable(background, '#ff0000', '#777777'), background)).toBeGreaterThanOrEqual(4.5);
  }
});

it.each([
  [1099, 'usd', 'en-US', '$10.99'],
  [1099, 'jpy', 'en-US', '¥1,099'],
  [10990, 'kwd', 'en-US', 'KWD 10.990'],
  [1099, 'eur', 'fi', '10,99 €'],
])('%i %s in %s is %s', (amount, currency, tag, words) => {
  expect(money(amount, currency, tag).replace(/\s/g, ' ')).toBe(words);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StripeError } from '../../../src/kernel/errors.ts';
import { passesLuhn } from '../../../src/network/simulator/card-data.ts';
import { TEST_CARDS } from '../../../src/network/simulator/test-cards.ts';
import type { RawCard } from '../../../src/network/type.ts';
import { NOW, network, VAULT } from './ask.ts';

const { simulator, known, typed } = network();
const GOOD: RawCard = { number: '4242424242424242', expMonth: 6, expYear: 2027, cvc: '123' };

function refusal(changes: Partial<RawCard>): unknown {
  try {
    return simulator.tokenize({ ...GOOD, ...changes }, VAULT);
  } catch (error) {
    if (!(error instanceof StripeError)) throw error;
    const { type, code, decline_code, param } = error.detail;
    return { status: error.status, type, code, ...(decline_code && { decline_code }), ...(param && { param }) };
  }
}

describe('a typed card', () => {
  it('is stored as a token, with its displayable details', () => {
    expect(simulator.tokenize({ ...GOOD, number: '4242 4242-4242 4242' }, VAULT)).toEqual({
      token: 'visa',
      brand: 'visa',
      displayBrand: 'visa',
      networks: ['visa'],
      funding: 'credit',
      country: 'US',
      last4: '4242',
      expMonth: 6,
      expYear: 2027,
      fingerprint: expect.stringMatching(/^[0-9A-Za-z]{16}$/),
      cvcProvided: true,
      threeDSecureSupported: true,
      regulated: false,
    });
  });

  it.each([
    ['letters', { number: '4242abcd42424242' }, 'invalid_number', 'number'],
    ['too few digits', { number: '42424242424' }, 'invalid_number', 'number'],
    ['too many digits', { number: '42424242424242424242' }, 'invalid_number', 'number'],
    ['a wrong check digit', { number: '4242424242424241' }, 'incorrect_number', 'number'],
    ['month 13', { expMonth: 13 }, 'invalid_expiry_month', 'exp_month'],
    ['month 0', { expMonth: 0 }, 'invalid_expiry_month', 'exp_month'],
    ['no month', { expMonth: Number.NaN }, 'invalid_expiry_month', 'exp_month'],
    ['a month of this year that is over', { expMonth: 5 }, 'invalid_expiry_month', 'exp_month'],
    ['last year', { expYear: 2026 }, 'invalid_expiry_year', 'exp_year'],
    ['half a century ago', { expYear: 1977 }, 'invalid_expiry_year', 'exp_year'],
    ['more than half a century ahead', { expYear: 2078 }, 'invalid_expiry_year', 'exp_year'],
    ['a year of two digits that is over', { expYear: 26 }, 'invalid_expiry_year', 'exp_year'],
    ['two digits of CVC', { cvc: '12' }, 'invalid_cvc', 'cvc'],
    ['letters for a CVC', { cvc: 'abc' }, 'invalid_cvc', 'cvc'],
  ])('is rejected with %s', (_, changes, code, param) => {
    expect(refusal(changes)).toEqual({ status: 402, type: 'card_error', code, param });
  });

  it('is rejected if it is not a test card', () => {
    expect(refusal({ number: '4111111111111111' })).toEqual({
      status: 402,
      type: 'card_error',
      code: 'card_declined',
      decline_code: 'test_mode_live_card',
    });
  });

  it('can have a year of two digits, and no CVC', () => {
    const { expYear, cvcProvided } = simulator.tokenize({ number: GOOD.number, expMonth: 1, expYear: 30 }, VAULT);
    expect({ expYear, cvcProvided }).toEqual({ expYear: 2030, cvcProvided: false });
  });

  it('has a fingerprint per number and world', () => {
    const { fingerprint } = typed('4242424242424242');
    expect(known('pm_card_visa').fingerprint).toBe(fingerprint);
    expect(simulator.tokenize(GOOD, { fingerprintKey: 'elsewhere', nowSeconds: NOW }).fingerprint).not.toBe(
      fingerprint,
    );
    expect(typed('5555555555554444').fingerprint).not.toBe(fingerprint);
  });
});

describe('every test card', () => {
  it('has a number with a valid check digit, which is unique unless declared otherwise', () => {
    for (const { name, number } of TEST_CARDS) expect([name, passesLuhn(number)]).toEqual([name, true]);
    const own = TEST_CARDS.filter((card) => !card.sharesNumber).map((card) => card.number);
    expect(new Set(own).size).toBe(own.length);
  });

  it('has a token and ids of its own', () => {
    const names = TEST_CARDS.flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(new Set(names.map((name) => name.replaceAll('_', '').toLowerCase())).size).toBe(names.length);
  });

  it('is stored without its number and its CVC', () => {
    const cvc = '907';
    for (const { number } of TEST_CARDS) {
      const kept = JSON.stringify(simulator.tokenize({ number, expMonth: 12, expYear: 2030, cvc }, VAULT));
      expect(kept).not.toContain(number);
      expect(kept).not.toContain(number.slice(6, -4));
      expect(kept.replace(/"fingerprint":"[^"]*"/, '').replace(/"last4":"[^"]*"/, '')).not.toContain(cvc);
    }
  });
});

describe('any typed number', () => {
  it('never appears in an error', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 6, maxLength: 22 });
    fc.assert(
      fc.property(digits, fc.integer(), fc.integer(), (number, expMonth, expYear) => {
        try {
          expect(JSON.stringify(simulator.tokenize({ number, expMonth, expYear }, VAULT))).not.toContain(number);
        } catch (error) {
          if (!(error instanceof StripeError)) throw error;
          expect(JSON.stringify(error.detail) + error.stack).not.toContain(number);
        }
      }),
    );
  });

  it('passes the check digit test with exactly one last digit', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 11, maxLength: 18 });
    fc.assert(
      fc.property(digits, (start) => {
        expect([...'0123456789'].filter((last) => passesLuhn(start + last))).toHaveLength(1);
      }),
    );
  });
});

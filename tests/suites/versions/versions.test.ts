import { describe, expect, test } from 'vitest';
import {
  defaultVersion,
  isKnownVersion,
  isOlder,
  newestVersion,
  resolveVersion,
} from '../../../src/api/versions/versions.ts';
import { StripeError } from '../../../src/kernel/errors.ts';

test("the newest version is the contract's", () => {
  expect(newestVersion()).toBe('2026-10-28.endive');
  expect(isKnownVersion(defaultVersion)).toBe(true);
});

test.each([
  ['2023-10-16', true],
  ['2026-02-25.clover', true],
  ['2026-02-25', false],
  ['2023-10-17', false],
  ['', false],
  ['__proto__', false],
])('%j is supported: %s', (version, known) => {
  expect(isKnownVersion(version)).toBe(known);
});

test('versions are ordered by date', () => {
  expect(isOlder('2022-08-01', '2022-11-15')).toBe(true);
  expect(isOlder('2025-08-27.basil', '2025-09-30.clover')).toBe(true);
  expect(isOlder('2022-11-15', '2022-11-15')).toBe(false);
  expect(isOlder('2026-10-28.endive', '2022-08-01')).toBe(false);
  expect(() => isOlder('yesterday', '2022-08-01')).toThrow('yesterday');
});

describe('the version of a request', () => {
  test("is the account's when the request names none", () => {
    expect(resolveVersion(undefined, '2024-06-20')).toBe('2024-06-20');
    expect(resolveVersion('', '2024-06-20')).toBe('2024-06-20');
  });

  test.each(['<STRIPE_VERSION>', '<REDACTED>', ' <stripe-version> ', '<STRIPE_VERSION>; orders_beta=v4'])(
    "is the account's when a recording tool wrote %j over it",
    (header) => expect(resolveVersion(header, '2024-06-20')).toBe('2024-06-20'),
  );

  test.each([
    ['2023-10-16', '2023-10-16'],
    [' 2025-08-27.basil ', '2025-08-27.basil'],
    ['2023-10-16; orders_beta=v4', '2023-10-16'],
    ['2023-10-16;risk_in_requirements_beta=v1;orders_beta=v4', '2023-10-16'],
  ])('is that of the header %j, with any previews: %s', (header, version) => {
    expect(resolveVersion(header, '2024-06-20')).toBe(version);
  });

  test.each(['2023-10-17', 'STRIPE_VERSION', '<2023-10-16', '<a><b>', '2023-10-16 <x>'])(
    'is rejected if %j does not exist',
    (version) => {
      const resolve = () => resolveVersion(version, '2024-06-20');
      expect(resolve).toThrow(StripeError);
      expect(resolve).toThrow(`Invalid Stripe API version: ${version}`);
    },
  );
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { METHODS } from '../../../src/methods/registry.ts';
import type { MethodSpec } from '../../../src/shared/method-spec.ts';
import { withFlorin } from '../../support/harness.ts';

const PAGE = { key: 'pk_test_harness' };

test('a form receives the facts of its payment methods from the server', () =>
  withFlorin(async ({ call }) => {
    const query = new URLSearchParams({
      type: 'deferred_intent',
      'deferred_intent[mode]': 'payment',
      'deferred_intent[amount]': '1099',
      'deferred_intent[currency]': 'eur',
      'deferred_intent[payment_method_types][0]': 'sepa_debit',
      'deferred_intent[payment_method_types][1]': 'klarna',
      'deferred_intent[payment_method_types][2]': 'mobilepay',
    });
    const { body } = await call('GET', `/v1/elements/sessions?${query}`, '', PAGE);
    const specs: readonly MethodSpec[] = body.payment_method_specs;
    expect(specs).toMatchObject([
      {
        type: 'sepa_debit',
        label: 'SEPA Direct Debit',
        flow: 'bank_debit',
        collects: ['name', 'email'],
        fields: [{ name: 'iban', kind: 'text' }],
        reusable: true,
      },
      { type: 'klarna', label: 'Klarna', flow: 'redirect', collects: ['address.country'], fields: [] },
      { type: 'mobilepay', label: 'MobilePay', flow: 'redirect', collects: [], fields: [], color: '#5a78ff' },
    ]);
    expect(body.payment_method_preference.ordered_payment_method_types).toEqual(specs.map(({ type }) => type));
  }));

test('no file of web/ contains facts of a payment method, so that a new one is one file in src/methods', () => {
  // Cards and their postal codes have fields of their own. Stripe.js has a call for each official method.
  const types = METHODS.map(({ type }) => type).filter((type) => !['card', 'link', 'zip'].includes(type));
  const files = readdirSync('web', { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !/^(dist|stripe-js)\b/.test(file),
  );
  expect(files.length).toBeGreaterThan(0);
  const named = files.flatMap((file) => {
    const source = readFileSync(join('web', file), 'utf8');
    return types.filter((type) => source.includes(`'${type}'`)).map((type) => `${file}: ${type}`);
  });
  expect(named).toEqual([]);
});

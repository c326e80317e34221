import { expect, test } from 'vitest';
import { decodeForm } from '../../../src/api/codecs/decode-form.ts';
import { validateParams } from '../../../src/api/validate.ts';
import { allOperations, type ContractType, paramsOf } from '../../../src/contract/contract.ts';
import { StripeError } from '../../../src/kernel/errors.ts';
import type { TextFormat } from '../../../src/shared/formats.ts';
import { withFlorin } from '../../support/harness.ts';

/** Every text with a format is checked where it comes in, with the path of its own parameter. */

interface Formatted {
  readonly path: string;
  readonly format: TextFormat;
}

/** No file of the contract nests deeper. */
const DEEPEST = 12;

function* formatsOf(type: ContractType, path: string, depth = 0): Generator<Formatted> {
  if (depth > DEEPEST) return;
  if (type.kind === 'string' && type.format) yield { path, format: type.format };
  if (type.kind === 'list') yield* formatsOf(type.of, `${path}[0]`, depth + 1);
  if (type.kind !== 'hash') return;
  for (const [name, field] of type.fields) yield* formatsOf(field, path ? `${path}[${name}]` : name, depth + 1);
}

const V1 = allOperations().filter(({ path }) => path.startsWith('/v1/'));
const PARAMETERS = V1.flatMap(({ id }) => [...formatsOf(paramsOf(id), '')].map((found) => ({ id, ...found })));

const WRONG: Readonly<Record<TextFormat, readonly string[]>> = {
  email: ['jenny', 'jenny@', '@example.com', 'jenny rosen@example.com', `${'x'.repeat(512)}@example.com`],
  country: ['United States', 'XX', 'USA', '1'],
};
const RIGHT: Readonly<Record<TextFormat, readonly string[]>> = {
  email: ['jenny@example.com', 'jenny.rosen+shop@mail.example.co.uk'],
  country: ['US', 'de', 'XK'],
};
const CODES: Readonly<Record<TextFormat, string>> = { email: 'email_invalid', country: 'country_code_invalid' };

function refusalOf(id: (typeof PARAMETERS)[number]['id'], path: string, value: string) {
  try {
    validateParams(paramsOf(id), decodeForm(`${path}=${encodeURIComponent(value)}`));
  } catch (error) {
    if (error instanceof StripeError) return error.detail;
    throw error;
  }
  return undefined;
}

test('every parameter with a format refuses other texts, by its own path', () => {
  expect(PARAMETERS.length).toBeGreaterThan(20);
  for (const { id, path, format } of PARAMETERS) {
    for (const value of WRONG[format]) {
      expect(refusalOf(id, path, value), `${id} ${path}=${value}`).toMatchObject({ code: CODES[format], param: path });
    }
    for (const value of RIGHT[format]) expect(refusalOf(id, path, value)?.code).not.toBe(CODES[format]);
  }
});

test('the e-mails of receipts, billing details, customers and Checkout, and billing countries have formats', () => {
  const known = new Set(PARAMETERS.map(({ id, path }) => `${id} ${path}`));
  for (const parameter of [
    'POST /v1/payment_intents receipt_email',
    'POST /v1/payment_intents payment_method_data[billing_details][email]',
    'POST /v1/payment_intents payment_method_data[billing_details][address][country]',
    'POST /v1/payment_methods billing_details[email]',
    'POST /v1/payment_methods/{payment_method} billing_details[address][country]',
    'POST /v1/charges receipt_email',
    'POST /v1/customers email',
    'POST /v1/checkout/sessions customer_email',
  ]) {
    expect(known).toContain(parameter);
  }
});

test('addresses of customers are kept as they are sent, and a filter by any text finds nothing', () =>
  withFlorin(async ({ stripe }) => {
    const { address } = await stripe.customers.create({ address: { line1: 'Somewhere', country: 'Ruritania' } });
    expect(address?.country).toBe('Ruritania');
    expect((await stripe.customers.list({ email: 'jenny' })).data).toEqual([]);
  }));

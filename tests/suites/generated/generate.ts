import fc from 'fast-check';
import type { ContractType, HashType } from '../../../src/contract/contract.ts';
import type { Operation } from '../../../src/kernel/operation.ts';
import { GENERATED_AT, paramsAt } from '../../support/declared.ts';

export type Pairs = [name: string, value: string][];

/** A request to one operation. Its path and parameters contain placeholders for existing ids. */
export interface Generated {
  readonly operation: string;
  readonly pairs: Pairs;
  /** Selects one of the ids of the requested kind. */
  readonly choice: number;
  readonly headers: Record<string, string>;
}

/** Placeholder in a generated value: an existing id of this kind. */
export const SOME = 'some:';

/** Maximum depth of generated hashes; deeper ones have tests of their own. */
const DEEPEST = 4;

/** Values that are probably valid, by parameter name. */
const LIKELY: Readonly<Record<string, readonly string[]>> = {
  amount: ['500', '1000', '1099', '99999999', '50'],
  amount_to_capture: ['500', '100', '1'],
  currency: ['usd', 'usd', 'dkk', 'eur', 'JPY', 'krw'],
  confirm: ['true', 'true', 'false'],
  customer: [`${SOME}cus`],
  charge: [`${SOME}ch`],
  payment_intent: [`${SOME}pi`],
  payment_method: [
    'pm_card_visa',
    'pm_card_visa',
    'pm_card_chargeDeclined',
    'pm_card_threeDSecure2Required',
    `${SOME}pm`,
  ],
  type: ['card', 'card', 'mobilepay', 'us_bank_transfer', 'eu_vat', 'payment_intent', 'coupon', 'coupon'],
  number: ['4242424242424242', '4000000000000002'],
  exp_month: ['12', '1'],
  exp_year: ['2034', '2040'],
  cvc: ['123'],
  token: ['tok_visa', `${SOME}tok`],
  calculation: [`${SOME}taxcalc`],
  return_url: ['https://example.com/back'],
  success_url: ['https://example.com/thanks'],
  mode: ['payment', 'payment', 'setup', 'subscription'],
  price: [`${SOME}price`],
  quantity: ['1', '2', '0'],
  customer_session_client_secret: [`${SOME}cuss`],
  url: ['https://example.com/hook', 'http://127.0.0.1:9/'],
  email: ['jenny@example.com'],
  external_account: ['btok_us', 'tok_visa_debit'],
  domain_name: ['shop.example.com', 'other.example.com'],
  file: [`${SOME}file`],
  setup_intent: [`${SOME}seti`],
  source: ['tok_visa', 'tok_mastercard', `${SOME}src`],
  value: ['DE123456789'],
  amounts: ['32', '45'],
  descriptor_code: ['SM11AA', 'SM11AA', 'SM00XX'],
  funding_type: ['bank_transfer'],
  starting_after: [`${SOME}cus`, `${SOME}pi`],
  ending_before: [`${SOME}cus`, `${SOME}pi`],
  limit: ['1', '3', '100'],
  client_secret: [`${SOME}secret`],
  coupon: [`${SOME}coupon`],
  percent_off: ['10', '33.3', '100'],
  percentage: ['19', '9.975'],
  product: [`${SOME}prod`],
  unit_amount: ['500', '0'],
  unit_amount_decimal: ['0.05', '12.5'],
  query: [
    'created>1',
    'created>1 -metadata["a"]:null',
    'status:"succeeded" OR amount<600',
    'email~"jenny"',
    'active:"true"',
  ],
  expand: ['customer', 'latest_charge', 'data.customer', 'payment_method.customer', 'charge', 'refunds', 'source'],
};

/** Frequency of optional parameters, by name; all other parameters share one value. */
const OFTEN: Readonly<Record<string, number>> = {
  amount: 0.8,
  card: 0.5,
  amounts: 0.9,
  charge: 0.3,
  client_secret: 0.5,
  confirm: 0.6,
  coupon: 0.6,
  currency: 0.8,
  customer: 0.2,
  exp_month: 0.95,
  exp_year: 0.95,
  fixed_amount: 0.8,
  line_items: 0.8,
  mode: 0.8,
  number: 0.95,
  payment_intent: 0.6,
  payment_method: 0.6,
  percent_off: 0.6,
  price: 0.6,
  product: 0.6,
  quantity: 0.7,
  return_url: 0.5,
  source: 0.5,
  success_url: 0.8,
  token: 0.4,
  type: 0.9,
  unit_amount: 0.6,
};

/** Difficult texts: empty, long, from many scripts, or similar to another type. */
const nasty = fc.constantFrom(
  '',
  ' ',
  '0',
  '-1',
  '1e3',
  '10.5',
  '99999999999',
  '9'.repeat(30),
  'NaN',
  'null',
  'undefined',
  'true',
  '[]',
  '{}',
  '__proto__',
  'constructor',
  "'; DROP TABLE objects; --",
  '\u0000',
  '💳é值\u202e',
  '../../etc/passwd',
  'pi_nothing',
  'cus_nobody',
  'javascript:alert(1)',
  'x'.repeat(5001),
);

const text = fc.oneof({ weight: 3, arbitrary: fc.string({ maxLength: 30 }) }, { weight: 1, arbitrary: nasty });

function scalar(type: ContractType, name: string): fc.Arbitrary<string> {
  const likely = LIKELY[name];
  const right = likely ? fc.constantFrom(...likely) : rightScalar(type);
  return fc.oneof({ weight: 40, arbitrary: right }, { weight: 1, arbitrary: nasty });
}

function rightScalar(type: ContractType): fc.Arbitrary<string> {
  switch (type.kind) {
    case 'integer':
      return fc.integer({ min: -5, max: 100_000 }).map(String);
    case 'timestamp':
      return fc.integer({ min: 0, max: 4_102_444_800 }).map(String);
    case 'boolean':
      return fc.constantFrom('true', 'false');
    case 'number':
    case 'decimal':
      return fc.constantFrom('1.5', '0', '12');
    case 'enum':
      return fc.constantFrom(...type.values);
    default:
      return text;
  }
}

/** Generates a parameter, usually of the right type. */
function parameter(type: ContractType, path: string, name: string, depth: number): fc.Arbitrary<Pairs> {
  const wrong = fc.constantFrom<Pairs>(
    [[path, 'a value']],
    [[`${path}[]`, 'an item']],
    [[`${path}[key]`, 'a field']],
    [[`${path}[0][key]`, 'deeper']],
    [[`${path}[`, 'not closed']],
    [[path, '']],
  );
  return fc.oneof({ weight: 80, arbitrary: rightShape(type, path, name, depth) }, { weight: 1, arbitrary: wrong });
}

function rightShape(type: ContractType, path: string, name: string, depth: number): fc.Arbitrary<Pairs> {
  if (depth > DEEPEST) return fc.constant([]);
  switch (type.kind) {
    case 'hash':
      return fields(type, path, depth);
    case 'list':
      return fc
        .array(fc.constant(null), { maxLength: 3 })
        .chain((items) =>
          fc.tuple(...items.map((_, index) => parameter(type.of, `${path}[${index}]`, name, depth + 1))),
        )
        .map((items) => items.flat());
    case 'metadata':
      return fc
        .dictionary(fc.string({ minLength: 1, maxLength: 8 }), text, { maxKeys: 3 })
        .map((hash): Pairs => Object.entries(hash).map(([key, value]) => [`${path}[${key}]`, value]));
    case 'map':
      return parameter(type.of, `${path}[some_key]`, name, depth + 1);
    case 'union':
      return fc.oneof(...type.of.map((member) => rightShape(member, path, name, depth)));
    default:
      return scalar(type, name).map((value): Pairs => [[path, value]]);
  }
}

/** Generates a hash: required fields almost always, optional fields with the frequency `rare`. */
function fields(
  type: ContractType & { kind: 'hash' },
  path: string,
  depth: number,
  rare = 1 / type.fields.size,
): fc.Arbitrary<Pairs> {
  const parts = [...type.fields].map(([name, of]) => {
    const place = path === '' ? name : `${path}[${name}]`;
    const likely = type.required.has(name) ? 0.98 : (OFTEN[name] ?? rare);
    const share = Math.round(likely * 1000);
    return fc.oneof(
      { weight: share, arbitrary: parameter(of, place, name, depth + 1) },
      { weight: 1000 - share, arbitrary: fc.constant<Pairs>([]) },
    );
  });
  return fc.tuple(...parts).map((all) => all.flat());
}

const idempotencyKeys = fc.constantFrom(...Array<string>(8).fill(''), 'a key', 'another key');

/** Requests to these operations at every version; with `onlyRequired`, few have more than the required parameters. */
export function requests(
  operations: readonly Operation[],
  { onlyRequired = false }: { onlyRequired?: boolean } = {},
): fc.Arbitrary<Generated> {
  const byOperation = operations.map((operation) => {
    const atVersion = [...versionsByParams(operation)].map(([params, versions]) =>
      fc.tuple(
        fc.oneof(...(onlyRequired ? [] : [fields(params, '', 0)]), fields(params, '', 0, 0)),
        fc.nat(1_000),
        fc.constantFrom(...versions),
        idempotencyKeys,
      ),
    );
    return fc.oneof(...atVersion).map(([pairs, choice, version, key]) => ({
      operation: operation.id,
      pairs,
      choice,
      headers: { 'stripe-version': version, ...(key && { 'idempotency-key': key }) },
    }));
  });
  return fc.oneof(...byOperation);
}

/** The versions by their parameters, which most operations have the same at all. */
function versionsByParams(operation: Operation): ReadonlyMap<HashType, readonly string[]> {
  return Map.groupBy(GENERATED_AT, (version) => paramsAt(operation, version));
}

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeForm,
  MAX_FORM_DEPTH,
  MAX_FORM_LENGTH,
  MAX_FORM_PARAMETERS,
  type ParamTree,
  type ParamValue,
} from '../../../src/api/codecs/decode-form.ts';
import { StripeError } from '../../../src/kernel/errors.ts';

/** Encodes a value as the official clients do. */
function encodeForm(value: ParamValue, path = ''): string {
  if (typeof value === 'string') return `${encodeURIComponent(path)}=${encodeURIComponent(value)}`;
  return Object.entries(value)
    .map(([name, inner]) => encodeForm(inner, path === '' ? name : `${path}[${name}]`))
    .join('&');
}

function refusal(text: string): StripeError {
  try {
    decodeForm(text);
  } catch (error) {
    if (error instanceof StripeError) return error;
    throw error;
  }
  throw new Error(`${text.slice(0, 80)} was read.`);
}

describe('a form is parsed', () => {
  test.each<[string, ParamTree]>([
    ['', {}],
    ['amount=1000&currency=usd', { amount: '1000', currency: 'usd' }],
    ['name=Jenny+R%C3%B8sen', { name: 'Jenny Røsen' }],
    ['a=1&a=2', { a: '2' }],
    ['a&b=&=c&&', { a: '', b: '' }],
    ['card[number]=4242&card[cvc]=123', { card: { number: '4242', cvc: '123' } }],
    ['a%5Bb%5D%5Bc%5D=1', { a: { b: { c: '1' } } }],
    ['expand[]=customer&expand[]=latest_charge', { expand: ['customer', 'latest_charge'] }],
    ['expand[1]=b&expand[0]=a', { expand: ['a', 'b'] }],
    [
      'items[0][price]=p&items[0][quantity]=2&items[1][price]=q',
      { items: [{ price: 'p', quantity: '2' }, { price: 'q' }] },
    ],
    [
      'items[][price]=p&items[][quantity]=2&items[][price]=q',
      { items: [{ price: 'p', quantity: '2' }, { price: 'q' }] },
    ],
    ['a[b=1&[c]=2&d[e]f=3&g[h[i]]=4', { 'a[b': '1', '[c]': '2', 'd[e]f': '3', 'g[h[i]]': '4' }],
    ['items[][taxes][]=a&items[][taxes][]=b&items[][price]=p', { items: [{ taxes: ['a', 'b'], price: 'p' }] }],
    ['items[3]=c&items[1]=b', { items: { 1: 'b', 3: 'c' } }],
    ['metadata[2024]=x', { metadata: { 2024: 'x' } }],
    ['equation=1=1', { equation: '1=1' }],
  ])('%s', (text, tree) => {
    expect(decodeForm(text)).toEqual(tree);
  });

  test('names of Object.prototype are ordinary names', () => {
    const tree = decodeForm('__proto__[polluted]=1&constructor=2&a[__proto__]=3');
    expect(Object.getPrototypeOf(tree)).toBeNull();
    expect(Object.keys(tree)).toEqual(['__proto__', 'constructor', 'a']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('a form is rejected', () => {
  test.each(['a=%', 'a=%zz', 'a=%ff', '%e0=1'])('for a broken escape: %j', (text) => {
    expect(refusal(text).status).toBe(400);
  });

  test.each(['a=1&a[b]=2', 'a[b]=1&a=2', 'a[]=1&a[b]=2', 'a[b]=1&a[]=2', 'a=1&a[]=2'])(
    'for one name in two forms: %s',
    (text) => {
      expect(refusal(text).detail.type).toBe('invalid_request_error');
    },
  );

  test('beyond its limits', () => {
    expect(refusal(`a=${'x'.repeat(MAX_FORM_LENGTH)}`).status).toBe(400);
    expect(refusal('a=1&'.repeat(MAX_FORM_PARAMETERS + 1)).status).toBe(400);
    expect(refusal(`a${'[b]'.repeat(MAX_FORM_DEPTH + 1)}=1`).status).toBe(400);
    expect(decodeForm(`a${'[b]'.repeat(MAX_FORM_DEPTH)}=1`)).toHaveProperty('a');
  });
});

describe('any input', () => {
  const name = fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' }).filter((text) => !/[[\]]|^\d+$/.test(text));
  const { tree } = fc.letrec<{ tree: ParamTree; value: ParamValue }>((tie) => ({
    tree: fc.dictionary(name, tie('value'), { maxKeys: 4, minKeys: 1 }),
    value: fc.oneof(
      { depthSize: 'small' },
      fc.string({ unit: 'grapheme' }),
      tie('tree'),
      fc.array(tie('value'), { minLength: 1, maxLength: 3 }),
    ),
  }));

  test('an encoded tree is parsed again', () => {
    fc.assert(
      fc.property(tree, (sent) => {
        expect(decodeForm(encodeForm(sent))).toEqual(sent);
      }),
    );
  });

  test('is parsed or rejected, without other errors', () => {
    const junk = fc.oneof(fc.string(), fc.stringMatching(/^[ab0[\]=&%2+5BbDd_]{0,40}$/));
    fc.assert(
      fc.property(junk, (text) => {
        try {
          decodeForm(text);
        } catch (error) {
          expect(error).toBeInstanceOf(StripeError);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

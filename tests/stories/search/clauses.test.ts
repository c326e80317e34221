import { describe, expect, test } from 'vitest';
import { StripeError } from '../../../src/kernel/errors.ts';
import { LONGEST_TERM } from '../../../src/kernel/search-text.ts';
import type { Searchable } from '../../../src/kernel/searchable.ts';
import { editionOf, searchValues } from '../../../src/kernel/searchable.ts';
import { resolveClauses } from '../../../src/search/clauses.ts';
import { parseQuery } from '../../../src/search/parse.ts';

const shelf: Searchable<Record<string, unknown>> = {
  path: '/v1/shelf_items/search',
  edition: 1,
  fields: {
    amount: 'numeric',
    name: 'string',
    status: 'token',
    'maker.country': 'token',
    sold: { kind: 'token', values: ['true', 'false'], of: (item) => (item.sold === undefined ? null : item.sold) },
  },
};
const resolve = (query: string) => resolveClauses(parseQuery(query), shelf);

describe('a query', () => {
  test.each([
    ['status:"Paid"', { kind: 'term', term: 'paid' }],
    ['maker.country:"DK"', { kind: 'term', term: 'dk' }],
    ['status:12', { kind: 'term', term: '12' }],
    ['metadata["K/1"]:" A b "', { kind: 'term', term: ' a b ' }],
    ['name:" Amy "', { kind: 'term', term: 'amy' }],
    ['name:"Amy  Rose"', { kind: 'phrase', words: ['amy', 'rose'], text: 'amy rose' }],
    ['name~" E  t"', { kind: 'contains', text: ' e t' }],
    ['amount:10', { kind: 'between', from: 10, to: 10 }],
    ['amount="10"', { kind: 'between', from: 10, to: 10 }],
    ['amount>10', { kind: 'between', from: 11, to: Number.MAX_SAFE_INTEGER }],
    ['amount>=-10', { kind: 'between', from: -10, to: Number.MAX_SAFE_INTEGER }],
    ['amount<10', { kind: 'between', from: Number.MIN_SAFE_INTEGER, to: 9 }],
    ['amount<=10', { kind: 'between', from: Number.MIN_SAFE_INTEGER, to: 10 }],
  ])('translates %s for the index', (query, asked) => {
    expect(resolve(query)).toMatchObject([{ test: asked, negated: false }]);
    expect(resolve(`-${query}`)).toMatchObject([{ test: asked, negated: true }]);
  });

  test('matches missing values with null', () => {
    expect(resolve('name:null -amount:null status:null')).toEqual([
      { field: 'name', test: { kind: 'present', as: 'text' }, negated: true },
      { field: 'amount', test: { kind: 'present', as: 'number' }, negated: false },
      { field: 'status', test: { kind: 'present', as: 'term' }, negated: true },
    ]);
  });

  test('combines ranges that all have to match', () => {
    const ranges = (query: string) => resolve(query).map(({ test: asked }) => asked);
    expect(ranges('amount>1 amount<9 amount<=7')).toEqual([{ kind: 'between', from: 2, to: 7 }]);
    expect(ranges('amount>1 OR amount<9')).toHaveLength(2);
    expect(ranges('amount>1 -amount>5')).toHaveLength(2);
  });

  test.each([
    [
      'foo:"bar"',
      'Field `foo` is an unsupported search field for resource `shelf_items`. Supported fields are: amount,',
    ],
    ['toString:"bar"', 'Field `toString` is an unsupported search field'],
    ['maker:"DK"', 'Field `maker` is an unsupported search field'],
    ['metadata:"x"', 'Use the format `metadata["key"]:"value"`.'],
    ['status["x"]:"y"', 'Field `status` has no keys; only metadata has.'],
    ['status>"paid"', 'Operator `>` is not supported for field `status`, which is of type token. Use `:`.'],
    ['status~"paid"', 'Operator `~` is not supported for field `status`'],
    ['status="paid"', 'Operator `=` is not supported for field `status`'],
    ['metadata["k"]~"paid"', 'Operator `~` is not supported for field `metadata`'],
    ['name<"amy"', 'Operator `<` is not supported for field `name`, which is of type string. Use `:`, `~`.'],
    ['amount~"100"', 'Operator `~` is not supported for field `amount`'],
    ['name~"am"', 'Substrings must have at least 3 characters (field `name`).'],
    ['name~"a  "', 'Substrings must have at least 3 characters'],
    ['amount>"ten"', 'Field `amount` is numeric. Use a whole number of up to 15 digits'],
    ['amount>10.50', 'Field `amount` is numeric'],
    ['amount:1234567890123456', 'Field `amount` is numeric'],
    ['amount>null', 'The operator `>` cannot be used with null. Use `amount:null`.'],
    ['name~null', 'The operator `~` cannot be used with null.'],
    ['sold:"maybe"', 'Field `sold` must be one of "true", "false", or null.'],
  ])('%s is rejected with advice', (query, message) => {
    expect(() => resolve(query)).toThrow(StripeError);
    expect(() => resolve(query)).toThrow(message);
  });
});

describe('the values of an object', () => {
  test('are those that its resource declares, and its metadata', () => {
    const item = {
      name: ' Amy  ROSE Amy',
      amount: 5,
      status: null,
      maker: { country: 'DK' },
      metadata: { 'K/1': 'Å' },
    };
    expect(searchValues(shelf, { ...item, sold: false, secret: 'x' })).toEqual([
      { field: 'amount', number: 5 },
      { field: 'name', text: 'amy rose amy', words: ['amy', 'rose'] },
      { field: 'maker.country', term: 'dk' },
      { field: 'sold', term: 'false' },
      { field: 'metadata/K/1', term: 'å' },
    ]);
  });

  test('have a limited length, and differ for different long text', () => {
    const [a, b] = ['a', 'b'].map((end) => searchValues(shelf, { status: 'x'.repeat(2_000) + end })[0]);
    expect(a).toMatchObject({ term: expect.stringMatching(/^x+[0-9a-f]{64}$/) });
    expect(a && 'term' in a && a.term.length).toBe(LONGEST_TERM);
    expect(a).not.toEqual(b);
    expect(resolve(`status:"${'X'.repeat(2_000)}a"`)[0]?.test).toMatchObject({
      kind: 'term',
      term: a && 'term' in a && a.term,
    });
  });

  test('have a new edition if the fields or their values change', () => {
    const edition = editionOf(shelf);
    expect(editionOf({ ...shelf, edition: 2 })).not.toBe(edition);
    expect(editionOf({ ...shelf, fields: { ...shelf.fields, url: 'string' } })).not.toBe(edition);
    expect(editionOf({ ...shelf, fields: { ...shelf.fields, name: 'token' } })).not.toBe(edition);
  });
});

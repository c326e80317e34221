import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { StripeError } from '../../../src/kernel/errors.ts';
import { LONGEST_QUERY, MOST_CLAUSES, parseQuery } from '../../../src/search/parse.ts';
import { type Clause, OPERATORS, type Query } from '../../../src/search/query.ts';
import { printQuery } from './print.ts';

const SEED = Number(process.env.FLORIN_TEST_SEED ?? 20260107);
const KEYWORDS = ['and', 'or'];

const field = fc.stringMatching(/^[a-z_]\w{0,8}(\.\w{1,5}){0,2}$/).filter((name) => !KEYWORDS.includes(name));
const text = fc.string({ unit: fc.oneof(fc.constantFrom('"', "'", '\\', ' ', 'a', 'ø', '🙂', '-'), fc.string()) });
const printable = text.map((value) => value.replaceAll('\0', ''));
const number = fc.integer({ min: -99_999, max: 99_999 }).map(String);
const clause = fc.record({
  negated: fc.boolean(),
  field,
  key: fc.option(printable, { nil: null }),
  operator: fc.constantFrom(...OPERATORS),
  value: fc.oneof(
    printable.map((value) => ({ kind: 'quoted', text: value }) as const),
    number.map((value) => ({ kind: 'bare', text: value }) as const),
    fc.constant({ kind: 'null' } as const),
  ),
});
const clauses = fc.array(clause, { minLength: 1, maxLength: MOST_CLAUSES });

/** Returns the query without positions in the text. */
const withoutPlaces = (query: Query) => ({ ...query, clauses: query.clauses.map(({ at: _at, ...rest }) => rest) });
const parsed = (query: string) => withoutPlaces(parseQuery(query));

function messageOf(query: string): string {
  try {
    parseQuery(query);
  } catch (error) {
    if (!(error instanceof StripeError)) throw error;
    expect(error).toMatchObject({ status: 400, detail: { type: 'invalid_request_error', param: 'query' } });
    return error.message;
  }
  throw new Error(`it was read: ${query}`);
}

describe('the search language', () => {
  test('parses any printed query', () => {
    fc.assert(
      fc.property(clauses, fc.boolean(), fc.constantFrom('"' as const, "'" as const), (made, any, quote) => {
        const query: Query = {
          match: any && made.length > 1 ? 'any' : 'all',
          clauses: made.map((one): Clause => ({ ...one, at: 0 })),
        };
        const written = printQuery(query, quote);
        fc.pre(written.length <= LONGEST_QUERY);
        expect(parsed(written)).toEqual(withoutPlaces(query));
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });

  test('parses any text or rejects it with Stripe’s error', () => {
    const piece = fc.oneof(
      fc.constantFrom(...'"\'\\[]()-:~<>= \t\0', 'email', ' AND ', ' or ', 'null', '12'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        try {
          parseQuery(pieces.join(''));
        } catch (error) {
          expect(error).toBeInstanceOf(StripeError);
        }
      }),
      { seed: SEED, numRuns: 2_000 },
    );
  });

  test('accepts a space as AND, keywords in either case, and surrounding space', () => {
    const both = parsed('email:"a" AND name:"b"');
    for (const written of ['email:"a" name:"b"', 'email:"a" and name:"b"', '  email : "a"\n AnD\tname:\'b\' ']) {
      expect(parsed(written)).toEqual(both);
    }
    expect(parsed('email:"a" or name:NULL')).toMatchObject({
      match: 'any',
      clauses: [{}, { value: { kind: 'null' } }],
    });
  });

  test('accepts a backslash as itself unless a quote or another one follows', () => {
    const value = (query: string) => parseQuery(query).clauses[0]?.value;
    expect(value(String.raw`a:"C:\temp"`)).toEqual({ kind: 'quoted', text: String.raw`C:\temp` });
    expect(value(String.raw`a:"say \"hi\" \\ it\'s"`)).toEqual({ kind: 'quoted', text: String.raw`say "hi" \ it's` });
    expect(value(`a:"null"`)).toEqual({ kind: 'quoted', text: 'null' });
    expect(value('a:-12.50')).toEqual({ kind: 'bare', text: '-12.50' });
  });

  test.each([
    ['', 'a field was expected at character 1'],
    ['asdf', 'an operator, such as a colon, was expected after asdf at character 5'],
    ['email:', 'a value between quotes, a number or null was expected at character 7'],
    ['email:amy', 'a value between quotes, a number or null was expected at character 7'],
    ['email:"amy', 'the closing quote is missing for the text that begins at character 7'],
    ['email:"amy\\"', 'the closing quote is missing for the text that begins at character 7'],
    ['email:"a"name:"b"', 'a space is missing between two clauses at character 10'],
    ['email:"a" AND', 'a field was expected at character 14'],
    ['AND email:"a"', 'a field was expected at character 1'],
    ['email:"a" AND AND name:"b"', 'a field was expected at character 15'],
    ['email:"a" AND name:"b" OR phone:"c"', 'OR cannot be used in the same query at character 24'],
    ['email:"a" OR name:"b" phone:"c"', 'OR cannot be used in the same query at character 23'],
    ['(email:"a")', 'parentheses cannot be used to group clauses at character 1'],
    ['--email:"a"', 'a field was expected at character 2'],
    ['metadata[key]:"a"', 'a key between quotes was expected at character 10'],
    ['metadata["key":"a"', 'a closing bracket was expected at character 15'],
    ['prénom:"a"', 'this character can only be used between quotes at character 3'],
    ['email:"a\0b"', 'the query contains a null byte at character 9'],
    ['amount>1.2.3', 'a value between quotes, a number or null was expected at character 8'],
  ])('explains what is wrong with %j, and where', (query, reason) => {
    expect(messageOf(query)).toContain(`We were unable to parse your search query: `);
    expect(messageOf(query)).toContain(reason);
  });

  test('has limits', () => {
    const ten = Array.from({ length: MOST_CLAUSES }, (_, n) => `amount:${n}`);
    expect(parseQuery(ten.join(' OR ')).clauses).toHaveLength(MOST_CLAUSES);
    expect(messageOf([...ten, 'amount:10'].join(' OR '))).toContain('up to 10 clauses');
    expect(messageOf(`email:"${'a'.repeat(LONGEST_QUERY)}"`)).toContain(`up to ${LONGEST_QUERY} characters`);
  });
});

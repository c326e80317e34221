import { describe, expect, test } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';

const RESOURCES = ['customers', 'charges', 'payment_intents'] as const;

/** Invalid queries. */
const BAD = {
  nothing: '',
  'only space': ' \t\n ',
  '10,000 characters': `email:"${'a'.repeat(10_000)}"`,
  '10,000 clauses': 'created>1 '.repeat(10_000),
  '10,000 quotes': '"'.repeat(10_000),
  '10,000 brackets': 'metadata['.repeat(1_111),
  '10,000 backslashes': `email:"${'\\'.repeat(10_000)}`,
  'a quote that never ends': 'created>1 AND metadata["a"]:"b',
  'a key that never ends': 'metadata["a:"b"',
  'an unknown field': 'id:"x"',
  'a secret field': 'client_secret:"x"',
  'what is kept inside': 'internal.authorization:"x"',
  'the prototype': '__proto__:"x"',
  'a constructor': 'constructor:"x"',
  'a wrong operator': 'created~"123"',
  'an operator of SQL': "created>1; DROP TABLE objects; --'",
  'a pattern': 'created:*',
  'letters of another script': 'създадено>1',
  'a null byte': 'metadata["a"]:"b\0c"',
  'a null byte alone': '\0',
  'half of an emoji': 'created\ud83d>1',
  'a number beyond all numbers': 'created>99999999999999999999',
  infinity: 'created<Infinity',
  'both connectors': 'created>1 AND created<9 OR created:5',
  parentheses: '(created>1)',
  'eleven clauses': Array.from({ length: 11 }, (_, n) => `created:${n}`).join(' OR '),
} as const;

const refused = { error: { type: 'invalid_request_error', param: 'query', message: expect.any(String) } };

const ask = (harness: Harness, resource: string, form: Record<string, string>, key?: string) =>
  harness.call('GET', `/v1/${resource}/search`, form, key === undefined ? {} : { key });

describe('a search', () => {
  test.each(Object.entries(BAD))('with %s as its query is refused', (_what, query) =>
    withFlorin(async (harness) => {
      for (const resource of RESOURCES) {
        const { status, body } = await ask(harness, resource, { query });
        expect([resource, status]).toEqual([resource, 400]);
        expect(body).toMatchObject(refused);
      }
    }),
  );

  test('without a query, or with other invalid parameters, is rejected', () =>
    withFlorin(async (harness) => {
      const refusals: [Record<string, string>, string][] = [
        [{}, 'query'],
        [{ query: 'created>1', limit: '0' }, 'limit'],
        [{ query: 'created>1', limit: '101' }, 'limit'],
        [{ query: 'created>1', limit: 'ten' }, 'limit'],
        [{ query: 'created>1', page: '' }, 'page'],
        [{ query: 'created>1', page: '/'.repeat(10_000) }, 'page'],
        [{ query: 'created>1', starting_after: 'cus_1' }, 'starting_after'],
        [{ query: 'created>1', 'expand[]': 'total' }, 'expand'],
        [{ 'query[]': 'created>1' }, 'query'],
      ];
      for (const [form, param] of refusals) {
        const { status, body } = await ask(harness, 'customers', form);
        expect([form, status]).toEqual([form, 400]);
        expect([form, body.error.param ?? body.error.message]).toEqual([form, expect.stringContaining(param)]);
      }
    }));

  test('with a publishable key, or without a key, is rejected', () =>
    withFlorin(async (harness) => {
      for (const resource of RESOURCES) {
        const byPage = await ask(harness, resource, { query: 'created>1' }, 'pk_test_harness');
        expect(byPage.status).toBe(401);
        expect((await ask(harness, resource, { query: 'created>1' }, 'nonsense')).status).toBe(401);
      }
    }));

  test('finds unusual text', () =>
    withFlorin(async (harness) => {
      const odd = [
        '%',
        '_',
        "'; DROP TABLE names; --",
        '\\',
        '"',
        'ﬁ',
        'İ',
        'ß',
        'e\u0301',
        '👩‍👩‍👧',
        '\u202e',
        'null',
        '  x ',
      ];
      for (const value of odd) await harness.stripe.customers.create({ metadata: { odd: value } });
      for (const value of odd) {
        const escaped = value.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
        const { data } = await harness.stripe.customers.search({ query: `metadata["odd"]:"${escaped}"` });
        expect(data.map((customer) => customer.metadata.odd)).toEqual([value]);
      }
    }));

  test('sees everything that was answered before it, under simultaneous writes and searches', () =>
    withFlorin(async ({ stripe }) => {
      const one = async (n: number) => {
        const { id } = await stripe.customers.create({ metadata: { n: String(n) } });
        const query = `metadata["n"]:"${n}" OR metadata["n"]:"moved ${n}"`;
        expect((await stripe.customers.search({ query })).data).toMatchObject([{ id }]);
        await stripe.customers.update(id, { metadata: { n: `moved ${n}` } });
        expect((await stripe.customers.search({ query: `metadata["n"]:"${n}"` })).data).toEqual([]);
        expect((await stripe.customers.search({ query })).data).toMatchObject([{ id }]);
      };
      await Promise.all(Array.from({ length: 40 }, (_, n) => one(n)));
    }));
});

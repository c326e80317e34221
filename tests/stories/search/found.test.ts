import fc from 'fast-check';
import type Stripe from 'stripe';
import { expect, test } from 'vitest';
import type { Clause, Query } from '../../../src/search/query.ts';
import { withFlorin } from '../../support/harness.ts';
import { isTrueOf } from './naive.ts';
import { printQuery } from './print.ts';

const SEED = Number(process.env.FLORIN_TEST_SEED ?? 20260109);

const word = fc.constantFrom('Amy', 'rose', 'BUDD', 'Åse', 'a', '"q"', 'it’s', '東京', '_%\\');
const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
const email = fc.tuple(fc.constantFrom('amy', 'xamy', 'Rose.Budd'), fc.constantFrom('a.io', 'Shop.example'));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const key = fc.constantFrom('plan', 'Plan', 'k "1"');
const metadata = fc.dictionary(key, fc.oneof(word, name), { maxKeys: 3 });

const customer = fc.record({
  name: maybe(name),
  email: maybe(email.map(([user, host]) => `${user}@${host}`)),
  phone: maybe(fc.constantFrom('+4512', '+45 12 34')),
  metadata,
});

/** A change of a customer, or a new customer. */
const step = fc.record({
  what: fc.constantFrom('create', 'create', 'update', 'delete'),
  which: fc.nat(),
  customer,
  /** Searches between changes, so that the index catches up in small pieces. */
  search: fc.boolean(),
});

const quoted = (text: string) => ({ kind: 'quoted', text }) as const;
const NOTHING = { kind: 'null' } as const;
const stringClause = fc.record({
  field: fc.constantFrom('name', 'email', 'phone'),
  key: fc.constant(null),
  operator: fc.constantFrom(':' as const, '~' as const),
  value: fc
    .oneof(word, name, fc.constantFrom('amy@a.io', 'y ro', '@SHOP', '+45 12', 'my ', ' amy', 'y  ro'))
    .map(quoted),
});
const metadataClause = fc.record({
  field: fc.constant('metadata'),
  key,
  operator: fc.constant(':' as const),
  value: fc.oneof(word.map(quoted), name.map(quoted), fc.constant(NOTHING)),
});
const clause: fc.Arbitrary<Clause> = fc
  .oneof(
    stringClause,
    metadataClause,
    stringClause.map((one) => ({ ...one, operator: ':' as const, value: NOTHING })),
    fc.record({
      field: fc.constant('created'),
      key: fc.constant(null),
      operator: fc.constantFrom(':' as const, '=' as const, '>' as const, '<' as const, '>=' as const, '<=' as const),
      // Relative to the creation of the first customer; see `queryAt`.
      value: fc.integer({ min: -2, max: 40 }).map((number) => ({ kind: 'bare', text: String(number) }) as const),
    }),
  )
  .chain((made) => fc.boolean().map((negated) => ({ ...made, negated, at: 0 })));
const query = fc.record({
  match: fc.constantFrom('all' as const, 'any' as const),
  clauses: fc.array(clause, { minLength: 1, maxLength: 4 }),
});

/** Substrings that are too short are rejected; other tests cover that. */
const isAnswered = ({ clauses }: Query) =>
  clauses.every(({ operator, value }) => operator !== '~' || (value.kind === 'quoted' && [...value.text].length > 2));

const joinable = (made: Query): Query => (made.clauses.length === 1 ? { ...made, match: 'all' } : made);

const queryAt = (start: number, { match, clauses }: Query): Query => ({
  match,
  clauses: clauses.map((one) =>
    one.value.kind === 'bare' ? { ...one, value: { kind: 'bare', text: String(start + Number(one.value.text)) } } : one,
  ),
});

async function everyone(stripe: Stripe): Promise<Stripe.Customer[]> {
  return stripe.customers.list({ limit: 100 }).autoPagingToArray({ limit: 1_000 });
}

test('a search finds what a full scan finds', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 30 }),
      fc.array(query.filter(isAnswered).map(joinable), { minLength: 25, maxLength: 25 }),
      (steps, queries) =>
        withFlorin(async ({ stripe, florin }) => {
          const known: string[] = [];
          for (const { what, which, customer: params, search } of steps) {
            const id = known[which % Math.max(known.length, 1)];
            if (what === 'create' || id === undefined) known.push((await stripe.customers.create(asSent(params))).id);
            else if (what === 'update') await stripe.customers.update(id, asSent(params));
            else await stripe.customers.del(known.splice(known.indexOf(id), 1)[0] ?? '');
            if (search) await stripe.customers.search({ query: 'created>0' });
            await florin.advance('1s');
          }
          const all = await everyone(stripe);
          const start = all.at(-1)?.created ?? 0;
          for (const made of queries) {
            const asked = queryAt(start, made);
            const written = printQuery(asked);
            const found = await stripe.customers
              .search({ query: written, limit: 7 })
              .autoPagingToArray({ limit: 1_000 });
            const expected = all.filter((one) => isTrueOf(asked, one as unknown as Record<string, unknown>));
            expect([written, found.map(({ id }) => id)]).toEqual([written, expected.map(({ id }) => id)]);
          }
        }),
    ),
    { seed: SEED, numRuns: 25 },
  );
}, 60_000);

/** Parameters of a customer without empty ones. */
function asSent(params: object): Stripe.CustomerCreateParams {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined));
}

import fc from 'fast-check';
import type Stripe from 'stripe';
import { expect, test } from 'vitest';
import type { Clause, Query } from '../../../src/search/query.ts';
import { type Harness, withFlorin } from '../../support/harness.ts';
import { isTrueOf } from './naive.ts';
import { printQuery } from './print.ts';

const SEED = Number(process.env.FLORIN_TEST_SEED ?? 20260112);
const CARDS = ['pm_card_visa', 'pm_card_mastercard', 'pm_card_amex', 'pm_card_chargeDeclined'] as const;
const AMOUNTS = [300, 500, 1_000, 20_000] as const;
const CURRENCIES = ['usd', 'eur', 'jpy'] as const;
const WORDS = ['A1', 'a1', 'b "2"', 'Ø'] as const;

/** A payment and its later changes. */
const payment = fc.record({
  amount: fc.constantFrom(...AMOUNTS),
  currency: fc.constantFrom(...CURRENCIES),
  card: fc.constantFrom(...CARDS),
  confirm: fc.boolean(),
  manual: fc.boolean(),
  customer: fc.boolean(),
  metadata: fc.dictionary(fc.constantFrom('order', 'shop'), fc.constantFrom(...WORDS), { maxKeys: 2 }),
  afterwards: fc.constantFrom('nothing', 'nothing', 'refund a part', 'refund', 'cancel', 'capture'),
  /** Searches between changes, so that the index catches up in small pieces. */
  search: fc.boolean(),
});
type Payment = typeof payment extends fc.Arbitrary<infer T> ? T : never;

const OPERATORS = [':', '=', '>', '<', '>=', '<='] as const;
const quoted = (text: string) => ({ kind: 'quoted', text }) as const;
const bare = (number: number) => ({ kind: 'bare', text: String(number) }) as const;
const NOTHING = { kind: 'null' } as const;

const number = (field: string, value: fc.Arbitrary<number>) =>
  fc.record({
    field: fc.constant(field),
    key: fc.constant(null),
    operator: fc.constantFrom(...OPERATORS),
    value: value.map(bare),
  });
const token = (field: string, values: readonly string[]) =>
  fc.record({
    field: fc.constant(field),
    key: fc.constant(null),
    operator: fc.constant(':' as const),
    value: fc.oneof(fc.constantFrom(...values).map(quoted), fc.constant(NOTHING)),
  });
const metadata = fc.record({
  field: fc.constant('metadata'),
  key: fc.constantFrom('order', 'shop', 'nothing'),
  operator: fc.constant(':' as const),
  value: fc.oneof(fc.constantFrom(...WORDS).map(quoted), fc.constant(NOTHING)),
});

/** Fields of charges and payments: amounts, currencies, statuses and words. */
const BOTH = [
  number('amount', fc.constantFrom(...AMOUNTS, 0, 999)),
  token('currency', [...CURRENCIES, 'USD', 'sek']),
  token('status', ['succeeded', 'Failed', 'canceled', 'requires_capture', 'requires_payment_method']),
  metadata,
];
const OF_CHARGES = [
  token('refunded', ['true', 'false']),
  token('disputed', ['true', 'false']),
  token('payment_method_details.card.brand', ['visa', 'MasterCard', 'amex']),
  token('payment_method_details.card.last4', ['4242', '4444']),
  token('billing_details.address.postal_code', ['10115']),
];

const queryOf = (clauses: readonly fc.Arbitrary<Omit<Clause, 'at' | 'negated'>>[]): fc.Arbitrary<Query> =>
  fc
    .record({
      any: fc.boolean(),
      clauses: fc.array(
        fc.tuple(fc.oneof(...clauses), fc.boolean()).map(([made, negated]) => ({ ...made, negated, at: 0 })),
        { minLength: 1, maxLength: 4 },
      ),
    })
    .map(({ any, clauses: made }) => ({ match: any && made.length > 1 ? 'any' : 'all', clauses: made }));

async function make({ stripe, florin }: Harness, customer: string, wish: Payment): Promise<void> {
  const { amount, currency, confirm, card } = wish;
  const params: Stripe.PaymentIntentCreateParams = {
    amount,
    currency,
    capture_method: wish.manual ? 'manual' : 'automatic',
    metadata: wish.metadata,
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    ...(confirm && { confirm, payment_method: card }),
    ...(wish.customer && { customer }),
  };
  const made = await stripe.paymentIntents.create(params).catch(() => undefined);
  if (made) await andThen(stripe, made, wish.afterwards).catch(refusedByState);
  if (wish.search) await stripe.charges.search({ query: 'created>0' });
  await florin.advance('1s');
}

function andThen(stripe: Stripe, { id }: Stripe.PaymentIntent, what: Payment['afterwards']): Promise<unknown> {
  switch (what) {
    case 'refund':
      return stripe.refunds.create({ payment_intent: id });
    case 'refund a part':
      return stripe.refunds.create({ payment_intent: id, amount: 100 });
    case 'cancel':
      return stripe.paymentIntents.cancel(id);
    case 'capture':
      return stripe.paymentIntents.capture(id);
    default:
      return Promise.resolve();
  }
}

function refusedByState(error: Stripe.errors.StripeError): void {
  expect(error.statusCode).toBe(400);
}

/** A charge as the index sees it: `refunded` only exists on charges with refunds. */
function asSearched(charge: Stripe.Charge): Record<string, unknown> {
  const refunded = charge.amount_refunded === 0 ? null : String(charge.refunded);
  return { ...charge, refunded, disputed: String(charge.disputed) };
}

test('a search finds the payments and charges that a full scan finds', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(payment, { minLength: 1, maxLength: 20 }),
      fc.array(queryOf(BOTH), { minLength: 15, maxLength: 15 }),
      fc.array(queryOf([...BOTH, ...OF_CHARGES]), { minLength: 15, maxLength: 15 }),
      (payments, ofIntents, ofCharges) =>
        withFlorin(async (harness) => {
          const { stripe } = harness;
          const { id } = await stripe.customers.create();
          for (const wish of payments) await make(harness, id, wish);
          const withCustomer: Clause = {
            ...{ field: 'customer', key: null, operator: ':', at: 0 },
            ...{ value: quoted(id), negated: false },
          };
          const queries = (made: readonly Query[]): readonly Query[] => [
            ...made,
            { match: 'all', clauses: [withCustomer] },
          ];
          const intents = (await stripe.paymentIntents.list({ limit: 100 })).data;
          const charges = (await stripe.charges.list({ limit: 100 })).data;
          for (const asked of queries(ofIntents)) {
            const query = printQuery(asked);
            const found = await stripe.paymentIntents.search({ query, limit: 3 }).autoPagingToArray({ limit: 100 });
            const expected = intents.filter((one) => isTrueOf(asked, { ...one }));
            expect([query, found.map((one) => one.id)]).toEqual([query, expected.map((one) => one.id)]);
          }
          for (const asked of queries(ofCharges)) {
            const query = printQuery(asked);
            const found = await stripe.charges.search({ query, limit: 3 }).autoPagingToArray({ limit: 100 });
            const expected = charges.filter((one) => isTrueOf(asked, asSearched(one)));
            expect([query, found.map((one) => one.id)]).toEqual([query, expected.map((one) => one.id)]);
          }
        }),
    ),
    { seed: SEED, numRuns: 20 },
  );
}, 60_000);

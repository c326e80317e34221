import fc from 'fast-check';
import type Stripe from 'stripe';
import { expect, test } from 'vitest';
import type { Charge } from '../../../src/charges/type.ts';
import { createHarness, type Harness } from '../../support/harness.ts';

/** Steps with charges of the older API, in any order. `at` selects a charge. */
type Step =
  | { readonly do: 'create'; readonly source: string; readonly amount: number; readonly capture: boolean }
  | { readonly do: 'capture' | 'refund'; readonly at: number; readonly amount: number | null }
  | { readonly do: 'update'; readonly at: number; readonly text: string }
  | { readonly do: 'wait'; readonly days: number };

const SOURCES = ['tok_visa', 'tok_mastercard', 'tok_chargeDeclined', 'tok_bypassPending', 'tok_refundFail'];

const amount = fc.integer({ min: 50, max: 5_000 });
const at = fc.nat({ max: 5 });
const part = fc.option(fc.integer({ min: 0, max: 5_500 }), { nil: null });

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('create' as const), source: fc.constantFrom(...SOURCES), amount, capture: fc.boolean() }),
  fc.record({ do: fc.constantFrom('capture' as const, 'refund' as const), at, amount: part }),
  fc.record({ do: fc.constant('update' as const), at, text: fc.constantFrom('a', 'b') }),
  fc.record({ do: fc.constant('wait' as const), days: fc.constantFrom(1, 4, 8) }),
);

/** Takes one step. Errors are allowed if they are the API's. */
async function take({ stripe, florin }: Harness, made: string[], one: Step): Promise<void> {
  const call = async (): Promise<unknown> => {
    if (one.do === 'wait') return florin.advance(`${one.days}d`);
    if (one.do === 'create') {
      const { source, amount: charged, capture } = one;
      const charge = await stripe.charges.create({ amount: charged, currency: 'usd', source, capture });
      return made.push(charge.id);
    }
    const id = made[one.at % Math.max(made.length, 1)];
    if (id === undefined) return undefined;
    if (one.do === 'update') return stripe.charges.update(id, { description: one.text });
    const params = one.amount === null ? {} : { amount: one.amount };
    return one.do === 'capture' ? stripe.charges.capture(id, params) : stripe.refunds.create({ charge: id, ...params });
  };
  await call().catch((error: Stripe.errors.StripeError) => {
    expect([400, 402]).toContain(error.statusCode);
    if (error.statusCode === 402) made.push(error.charge ?? '');
  });
}

/** Invariants of a charge. */
function checkCharge(before: Charge | undefined, charge: Stripe.Charge, refunds: readonly Stripe.Refund[]): void {
  const { amount: whole, amount_captured: captured, amount_refunded: back } = charge;
  const kept = refunds.filter(({ status }) => status !== 'failed' && status !== 'canceled');
  expect(back, 'what went back is the sum of its refunds').toBe(kept.reduce((sum, { amount: one }) => sum + one, 0));
  expect(back).toBeLessThanOrEqual(whole);
  expect(captured).toBeLessThanOrEqual(whole);
  expect(charge.refunded).toBe(back === whole && charge.status === 'succeeded');
  expect(charge.captured, 'captured says whether anything was').toBe(captured > 0);
  expect(charge.balance_transaction !== null, 'only what is captured is booked').toBe(charge.captured);
  if (charge.status === 'failed') expect([charge.paid, captured, back]).toEqual([false, 0, 0]);
  if (before?.captured) expect(captured, 'a capture is final').toBe(before.amount_captured);
}

/** The balance equals captures minus fees and successful refunds. */
async function checkMoney(harness: Harness, charges: readonly Stripe.Charge[]): Promise<void> {
  const { stripe } = harness;
  const { data } = await stripe.balanceTransactions.list({ limit: 100 });
  const { available, pending } = await stripe.balance.retrieve();
  const balance = [...available, ...pending].reduce((sum, { amount: one }) => sum + one, 0);
  expect(balance).toBe(data.reduce((sum, { net }) => sum + net, 0));
  const gross = data.filter(({ type }) => type === 'charge').reduce((sum, { amount: one }) => sum + one, 0);
  expect(gross).toBe(charges.reduce((sum, { amount_captured: captured }) => sum + captured, 0));
}

test('any calls on charges in any order leave correct books', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
      const harness = await createHarness();
      try {
        const made: string[] = [];
        const seen = new Map<string, Charge>();
        for (const one of steps) {
          await take(harness, made, one);
          await harness.florin.settled();
          const charges = (await harness.stripe.charges.list({ limit: 100 })).data;
          expect(charges).toHaveLength(made.length);
          for (const charge of charges) {
            const refunds = (await harness.stripe.refunds.list({ charge: charge.id, limit: 100 })).data;
            checkCharge(seen.get(charge.id), charge, refunds);
            seen.set(charge.id, charge as Charge);
          }
          await checkMoney(harness, charges);
        }
      } finally {
        await harness.close();
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);

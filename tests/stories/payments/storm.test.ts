import fc from 'fast-check';
import type Stripe from 'stripe';
import { expect, it } from 'vitest';
import { createSimulator } from '../../../src/network/simulator/simulator.ts';
import { type Harness, withFlorin } from '../../support/harness.ts';

const SEED = Number(process.env.FLORIN_TEST_SEED ?? 20260105);
const STORMS = 12;
const CALLS = 150;
const PAYMENTS = 5;

const CARD = {
  amount: 1000,
  currency: 'usd',
  payment_method: 'pm_card_visa',
  automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
} as const satisfies Stripe.PaymentIntentCreateParams;

/** A call on one of the payments; some calls share an idempotency key. */
const call = fc.record({
  payment: fc.nat(PAYMENTS - 1),
  verb: fc.constantFrom(
    'confirm',
    'capture',
    'part',
    'cancel',
    'refund',
    'refund part',
    'update',
    'reserve anew',
    'wait',
  ),
  key: fc.option(fc.nat(3), { nil: undefined, freq: 2 }),
});
type Call = typeof call extends fc.Arbitrary<infer T> ? T : never;

function make({ stripe, florin }: Harness, ids: readonly string[], { payment, verb, key }: Call): Promise<unknown> {
  const id = ids[payment] ?? '';
  const options = key === undefined ? {} : { idempotencyKey: `${verb} ${payment} ${key}` };
  switch (verb) {
    case 'confirm':
      return stripe.paymentIntents.confirm(id, {}, options);
    case 'capture':
      return stripe.paymentIntents.capture(id, {}, options);
    case 'part':
      return stripe.paymentIntents.capture(id, { amount_to_capture: 400 }, options);
    case 'cancel':
      return stripe.paymentIntents.cancel(id, {}, options);
    case 'refund':
      return stripe.refunds.create({ payment_intent: id }, options);
    case 'refund part':
      return stripe.refunds.create({ payment_intent: id, amount: 150 }, options);
    case 'update':
      return stripe.paymentIntents.update(id, { metadata: { touched: 'yes' } }, options);
    case 'reserve anew':
      return stripe.paymentIntents.create({ ...CARD, confirm: true, capture_method: 'manual' }, options);
    default:
      return florin.advance('1h');
  }
}

/** Sums up all payments as the API returns them, in the currency's smallest unit. */
async function told({ stripe }: Harness): Promise<{ captured: number; refunded: number; reserved: number }> {
  const intents = await stripe.paymentIntents.list({ limit: 100, expand: ['data.latest_charge'] });
  const sums = { captured: 0, refunded: 0, reserved: 0 };
  for (const intent of intents.data) {
    const charge = intent.latest_charge as Stripe.Charge | null;
    const refunds = await stripe.refunds.list({ payment_intent: intent.id, limit: 100 });
    const given = refunds.data.reduce((sum, refund) => sum + refund.amount, 0);
    expect(charge?.amount_refunded ?? 0, intent.id).toBe(given);
    expect(given, intent.id).toBeLessThanOrEqual(intent.amount);
    expect(charge?.amount_captured ?? 0, intent.id).toBe(intent.amount_received);
    const released = charge && intent.status !== 'requires_capture' ? charge.amount - charge.amount_captured : 0;
    sums.captured += intent.amount_received;
    sums.refunded += given - released;
    sums.reserved += intent.amount_capturable;
  }
  return sums;
}

it(
  'keeps the books correct in a storm of calls',
  () =>
    fc.assert(
      fc.asyncProperty(fc.array(call, { minLength: CALLS, maxLength: CALLS }), async (calls) => {
        const network = createSimulator();
        await withFlorin(
          async (harness) => {
            const { stripe } = harness;
            const ids: string[] = [];
            for (let n = 0; n < PAYMENTS; n++) {
              const capture_method = n % 2 ? 'manual' : 'automatic';
              ids.push((await stripe.paymentIntents.create({ ...CARD, capture_method })).id);
            }
            const ended = await Promise.allSettled(calls.map((one) => make(harness, ids, one)));
            for (const one of ended) {
              if (one.status === 'rejected')
                expect([400, 409, 429], String(one.reason)).toContain(one.reason.statusCode);
            }
            const { captured, refunded, reserved } = await told(harness);
            const transactions = await stripe.balanceTransactions
              .list({ limit: 100 })
              .autoPagingToArray({ limit: 1000 });
            expect(transactions.reduce((sum, { amount }) => sum + amount, 0)).toBe(captured - refunded);
            const { available, pending } = await stripe.balance.retrieve();
            const held = [...available, ...pending].reduce((sum, { amount }) => sum + amount, 0);
            expect(held).toBe(transactions.reduce((sum, { net }) => sum + net, 0));
            const moved = [...network.journal.effects().values()];
            const sum = (of: 'authorized' | 'captured' | 'refunded' | 'voided') =>
              moved.reduce((total, effects) => total + effects[of], 0);
            expect([sum('captured'), sum('refunded')]).toEqual([captured, refunded]);
            expect(sum('authorized') - sum('captured') - sum('voided')).toBe(reserved);
          },
          { network },
        );
      }),
      { seed: SEED, numRuns: STORMS },
    ),
  60_000,
);

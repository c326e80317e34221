import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';

const EACH = 8;
const AMOUNT = 1_000;
const PAID = {
  amount: AMOUNT,
  currency: 'usd',
  confirm: true,
  automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
} as const satisfies Stripe.PaymentIntentCreateParams;

type Call = () => Promise<unknown>;

/** Makes all calls several times at the same time, interleaved. Returns how many of each succeeded. */
async function atOnce(...calls: readonly Call[]): Promise<number[]> {
  const done = calls.map(() => 0);
  const all = Array.from({ length: EACH }, () => calls.map((call, which) => ({ call, which }))).flat();
  await Promise.all(
    all.map(({ call, which }) =>
      call().then(
        () => {
          done[which] = (done[which] ?? 0) + 1;
        },
        (error: Stripe.errors.StripeError) => expect([400, 402]).toContain(error.statusCode),
      ),
    ),
  );
  return done;
}

async function disputed({ stripe }: Harness, card: string): Promise<Stripe.Dispute> {
  const { id } = await stripe.paymentIntents.create({ ...PAID, payment_method: card });
  const [dispute] = (await stripe.disputes.list({ payment_intent: id })).data;
  if (!dispute) throw new Error(`${card} brought no dispute`);
  return dispute;
}

const countOf = async ({ stripe }: Harness, type: string) =>
  (await stripe.events.list({ type, limit: 100 })).data.length;

/** Returns the balance, which must equal the sum of its transactions. */
async function balance({ stripe }: Harness): Promise<number> {
  const { available, pending } = await stripe.balance.retrieve();
  const total = [...available, ...pending].reduce((sum, { amount }) => sum + amount, 0);
  const { data } = await stripe.balanceTransactions.list({ limit: 100 });
  expect(data.reduce((sum, { net }) => sum + net, 0)).toBe(total);
  return total;
}

describe('after a payment, of many simultaneous calls', () => {
  it('one accepts or answers a dispute, which is closed once', () =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      const { id } = await disputed(harness, 'pm_card_createDispute');
      const evidence = { uncategorized_text: 'winning_evidence' };
      const done = await atOnce(
        () => stripe.disputes.close(id),
        () => stripe.disputes.update(id, { evidence }),
      );
      expect(done.toSorted()).toEqual([0, 1]);
      await florin.advance('1s');
      const { status } = await stripe.disputes.retrieve(id);
      expect(status).toBe(done[0] === 1 ? 'lost' : 'won');
      expect(await countOf(harness, 'charge.dispute.closed')).toBe(1);
      expect(await countOf(harness, 'charge.dispute.funds_reinstated')).toBe(status === 'won' ? 1 : 0);
      await balance(harness);
    }));

  it('an inquiry is refunded, accepted or answered, and the money is returned once', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { id, charge } = await disputed(harness, 'pm_card_createDisputeInquiry');
      const before = await balance(harness);
      const [refunds = 0, ...others] = await atOnce(
        () => stripe.refunds.create({ charge: charge as string }),
        () => stripe.disputes.close(id),
        () => stripe.disputes.update(id, { evidence: { uncategorized_text: 'a long story' } }),
      );
      expect(refunds).toBe(1);
      expect(Math.max(...others)).toBeLessThanOrEqual(1);
      expect((await stripe.disputes.retrieve(id)).status).toBe('warning_closed');
      expect(await countOf(harness, 'charge.dispute.closed')).toBe(1);
      expect(await balance(harness)).toBe(before - AMOUNT);
    }));

  it('a review is approved once, or closed by a refund', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { id, review } = await stripe.paymentIntents.create({
        ...PAID,
        payment_method: 'pm_card_riskLevelElevated',
      });
      const [approvals = 0, refunds] = await atOnce(
        () => stripe.reviews.approve(review as string),
        () => stripe.refunds.create({ payment_intent: id }),
      );
      expect(refunds).toBe(1);
      const { closed_reason: reason } = await stripe.reviews.retrieve(review as string);
      expect([approvals, reason]).toEqual(reason === 'approved' ? [1, 'approved'] : [0, 'refunded']);
      expect(await countOf(harness, 'review.closed')).toBe(1);
    }));

  it('one spends a confirmation token, on a payment or on a setup', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { id: confirmation_token } = await stripe.testHelpers.confirmationTokens.create({
        payment_method: 'pm_card_visa',
        return_url: 'https://shop.example/done',
      });
      const done = await atOnce(
        () => stripe.paymentIntents.create({ amount: AMOUNT, currency: 'usd', confirm: true, confirmation_token }),
        () => stripe.setupIntents.create({ confirm: true, confirmation_token }),
      );
      expect(done.toSorted()).toEqual([0, 1]);
      const made = [(await stripe.paymentIntents.list()).data, (await stripe.setupIntents.list()).data];
      expect(made.map(({ length }) => length)).toEqual(done);
    }));

  it('a charge of the older API is captured or released once', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const params = { amount: AMOUNT, currency: 'usd', source: 'tok_visa', capture: false };
      const { id } = await stripe.charges.create(params);
      const [captures, refunds] = await atOnce(
        () => stripe.charges.capture(id, { amount: 600 }),
        () => stripe.refunds.create({ charge: id }),
      );
      const charge = await stripe.charges.retrieve(id);
      expect([captures, refunds]).toEqual([charge.captured ? 1 : 0, 1]);
      expect(charge).toMatchObject({ amount_refunded: AMOUNT, refunded: true });
      // The full amount was refunded; fees are not returned.
      expect(await balance(harness)).toBe(charge.captured ? -47 : 0);
    }));
});

import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';

async function paidWith({ stripe }: Harness, method: string): Promise<{ id: string; charge: string }> {
  const { id, latest_charge } = await stripe.paymentIntents.create({
    amount: 1000,
    currency: 'usd',
    confirm: true,
    payment_method: method,
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
  });
  return { id, charge: latest_charge as string };
}

async function balance({ stripe }: Harness): Promise<number> {
  const { available, pending } = await stripe.balance.retrieve();
  return [...available, ...pending].reduce((sum, { amount }) => sum + amount, 0);
}

describe('slow refunds', () => {
  it('is pending, then succeeds', () =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      const { charge } = await paidWith(harness, 'pm_card_pendingRefund');
      const refund = await stripe.refunds.create({ charge, amount: 300 });
      expect(refund).toMatchObject({ status: 'pending', pending_reason: 'processing' });
      expect(await stripe.charges.retrieve(charge)).toMatchObject({ amount_refunded: 300, refunded: false });
      await florin.advance('1h');
      const settled = await stripe.refunds.retrieve(refund.id);
      expect(settled.status).toBe('succeeded');
      expect(settled).not.toHaveProperty('pending_reason');
      expect((await harness.eventTypes()).slice(-2)).toEqual(['refund.updated', 'charge.refund.updated']);
      expect(await balance(harness)).toBe(941 - 300);
    }));

  it('succeeds, then fails: the money is returned and can be refunded again', () =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      const { charge } = await paidWith(harness, 'pm_card_refundFail');
      const refund = await stripe.refunds.create({ charge });
      expect(refund.status).toBe('succeeded');
      await expect(stripe.refunds.create({ charge })).rejects.toMatchObject({ code: 'charge_already_refunded' });
      await florin.advance('1h');
      const failed = await stripe.refunds.retrieve(refund.id, { expand: ['failure_balance_transaction'] });
      expect(failed).toMatchObject({
        status: 'failed',
        failure_reason: 'expired_or_canceled_card',
        failure_balance_transaction: { amount: 1000, type: 'refund_failure' },
      });
      expect(await stripe.charges.retrieve(charge)).toMatchObject({ amount_refunded: 0, refunded: false });
      expect(await harness.eventTypes()).toContain('refund.failed');
      expect(await balance(harness)).toBe(941);
      expect((await stripe.refunds.create({ charge, amount: 400 })).status).toBe('succeeded');
    }));
});

describe('the refundable amount', () => {
  it('is the captured amount, not the released one', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { id } = await stripe.paymentIntents.create({
        amount: 1000,
        currency: 'usd',
        confirm: true,
        capture_method: 'manual',
        payment_method: 'pm_card_visa',
        automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
      });
      await stripe.paymentIntents.capture(id, { amount_to_capture: 600 });
      await expect(stripe.refunds.create({ payment_intent: id, amount: 601 })).rejects.toMatchObject({
        param: 'amount',
      });
      await stripe.refunds.create({ payment_intent: id, amount: 250 });
      expect((await stripe.refunds.create({ payment_intent: id })).amount).toBe(350);
      const { refunded, amount_refunded } = (await stripe.charges.list()).data[0] as Stripe.Charge;
      expect([refunded, amount_refunded]).toEqual([true, 1000]);
      expect(await balance(harness)).toBe(-47);
    }));

  it.each<[string, (harness: Harness) => Promise<Stripe.RefundCreateParams>]>([
    ['nothing named', async () => ({})],
    [
      'a payment that was never confirmed',
      async ({ stripe }) => ({
        payment_intent: (await stripe.paymentIntents.create({ amount: 500, currency: 'usd' })).id,
      }),
    ],
    [
      'a charge that failed',
      async (harness) => {
        await expect(paidWith(harness, 'pm_card_chargeDeclined')).rejects.toMatchObject({ statusCode: 402 });
        return { charge: (await harness.stripe.charges.list()).data[0]?.id ?? '' };
      },
    ],
    [
      'a charge of another payment',
      async (harness) => {
        const [one, two] = [await paidWith(harness, 'pm_card_visa'), await paidWith(harness, 'pm_card_visa')];
        return { payment_intent: one.id, charge: two.charge };
      },
    ],
    ['nothing of it', async (harness) => ({ charge: (await paidWith(harness, 'pm_card_visa')).charge, amount: 0 })],
    [
      'less than nothing',
      async (harness) => ({ charge: (await paidWith(harness, 'pm_card_visa')).charge, amount: -5 }),
    ],
  ])('is not %s', (_, params) =>
    withFlorin(async (harness) => {
      const refused = await params(harness);
      const before = await balance(harness);
      await expect(harness.stripe.refunds.create(refused)).rejects.toMatchObject({ statusCode: 400 });
      expect((await harness.stripe.refunds.list()).data).toEqual([]);
      expect(await balance(harness)).toBe(before);
    }),
  );
});

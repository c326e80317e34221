import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';

async function paidWith(
  { stripe }: Harness,
  card: string,
  more: Partial<Stripe.PaymentIntentCreateParams> = {},
): Promise<{ intent: Stripe.PaymentIntent; charge: Stripe.Charge }> {
  const intent = await stripe.paymentIntents.create({
    amount: 1000,
    currency: 'usd',
    confirm: true,
    payment_method: card,
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    expand: ['latest_charge'],
    ...more,
  });
  return { intent, charge: intent.latest_charge as Stripe.Charge };
}

describe('a payment with elevated risk', () => {
  it('succeeds, and gets a review', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { intent, charge } = await paidWith(harness, 'pm_card_riskLevelElevated');
      expect(intent.status).toBe('succeeded');
      expect(charge.outcome).toMatchObject({
        network_status: 'approved_by_network',
        reason: 'elevated_risk_level',
        risk_level: 'elevated',
        type: 'manual_review',
      });
      const { data } = await stripe.reviews.list();
      expect(data).toMatchObject([
        {
          charge: charge.id,
          closed_reason: null,
          open: true,
          opened_reason: 'rule',
          payment_intent: intent.id,
          reason: 'rule',
        },
      ]);
      const [review] = data as [Stripe.Review];
      expect([intent.review, charge.review]).toEqual([review.id, review.id]);
      expect((await harness.eventTypes()).slice(0, 4)).toEqual([
        'payment_intent.created',
        'charge.succeeded',
        'payment_intent.succeeded',
        'review.opened',
      ]);
      const whole = await stripe.reviews.retrieve(review.id, { expand: ['charge', 'payment_intent'] });
      expect(whole).toMatchObject({ charge: { review: review.id }, payment_intent: { id: intent.id } });
    }));

  it('has its review approved once, which closes it', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { charge } = await paidWith(harness, 'pm_card_riskLevelElevated');
      const id = charge.review as string;
      expect(await stripe.reviews.approve(id)).toMatchObject({
        open: false,
        closed_reason: 'approved',
        reason: 'approved',
      });
      expect((await stripe.reviews.list()).data).toEqual([]);
      expect((await stripe.reviews.retrieve(id)).open).toBe(false);
      expect((await harness.eventTypes()).at(-1)).toBe('review.closed');
      await expect(stripe.reviews.approve(id)).rejects.toMatchObject({ statusCode: 400 });
      await expect(stripe.reviews.approve('prv_none')).rejects.toMatchObject({ statusCode: 404, param: 'review' });
    }));

  it.each<[string, Stripe.RefundCreateParams, string]>([
    ['refunded', {}, 'refunded'],
    ['refunded as fraud', { reason: 'fraudulent' }, 'refunded_as_fraud'],
  ])('has its review closed when it is %s', (_, how, reason) =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { charge } = await paidWith(harness, 'pm_card_riskLevelElevated');
      await stripe.refunds.create({ charge: charge.id, amount: 100 });
      expect((await stripe.reviews.list()).data).toHaveLength(1);
      await stripe.refunds.create({ charge: charge.id, ...how });
      expect(await stripe.reviews.retrieve(charge.review as string)).toMatchObject({
        open: false,
        closed_reason: reason,
      });
      expect((await harness.eventTypes()).slice(-3)).toEqual(['refund.created', 'charge.refunded', 'review.closed']);
    }),
  );

  it('has its review closed when it is canceled before the capture', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { intent, charge } = await paidWith(harness, 'pm_card_riskLevelElevated', { capture_method: 'manual' });
      expect((await stripe.reviews.list()).data).toHaveLength(1);
      await stripe.paymentIntents.cancel(intent.id);
      expect((await stripe.reviews.retrieve(charge.review as string)).closed_reason).toBe('canceled');
    }));

  it('is blocked at the highest risk, without a review', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      await expect(paidWith(harness, 'pm_card_radarBlock')).rejects.toMatchObject({
        code: 'card_declined',
        decline_code: 'fraudulent',
      });
      expect((await stripe.charges.list()).data[0]).toMatchObject({
        outcome: { type: 'blocked', network_status: 'not_sent_to_network', reason: 'highest_risk_level' },
        review: null,
      });
      expect((await stripe.reviews.list()).data).toEqual([]);
    }));
});

describe('an issuer that warns of fraud', () => {
  it('does so right after the payment, and moves no money', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { intent, charge } = await paidWith(harness, 'pm_card_createIssuerFraudRecord');
      const { data } = await stripe.radar.earlyFraudWarnings.list({ charge: charge.id });
      expect(data).toMatchObject([{ actionable: true, charge: charge.id, payment_intent: intent.id }]);
      const [warning] = data as [Stripe.Radar.EarlyFraudWarning];
      expect((await harness.eventTypes()).at(-1)).toBe('radar.early_fraud_warning.created');
      expect((await stripe.charges.retrieve(charge.id)).disputed).toBe(false);
      const whole = await stripe.radar.earlyFraudWarnings.retrieve(warning.id, { expand: ['charge'] });
      expect(whole.charge).toMatchObject({ id: charge.id });
      const found = async (params: Stripe.Radar.EarlyFraudWarningListParams) =>
        (await stripe.radar.earlyFraudWarnings.list(params)).data.length;
      expect(await found({ payment_intent: intent.id })).toBe(1);
      expect(await found({ created: { gt: warning.created } })).toBe(0);
      const other = await stripe.paymentIntents.create({ amount: 1000, currency: 'usd' });
      expect(await found({ charge: charge.id, payment_intent: other.id })).toBe(0);
    }));

  it('has no actionable warning left after a full refund', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { charge } = await paidWith(harness, 'pm_card_createIssuerFraudRecord');
      await stripe.refunds.create({ charge: charge.id, amount: 1 });
      expect((await stripe.radar.earlyFraudWarnings.list()).data[0]?.actionable).toBe(true);
      await stripe.refunds.create({ charge: charge.id, reason: 'fraudulent' });
      expect((await stripe.radar.earlyFraudWarnings.list()).data[0]?.actionable).toBe(false);
      expect((await harness.eventTypes()).at(-1)).toBe('radar.early_fraud_warning.updated');
    }));
});

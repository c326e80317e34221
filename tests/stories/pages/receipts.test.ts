import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { withFlorin } from '../../support/harness.ts';
import { pageOf, payByMobilePay, send, visit } from '../../support/visit.ts';

const CARD = {
  amount: 2599,
  currency: 'usd',
  payment_method: 'pm_card_visa',
  confirm: true,
  expand: ['latest_charge'],
};

function receiptUrl(intent: Stripe.PaymentIntent): string {
  return (intent.latest_charge as Stripe.Charge).receipt_url ?? '';
}

describe('a receipt', () => {
  it('shows amount, day, card and state', () =>
    withFlorin(async ({ florin, stripe }) => {
      const intent = await stripe.paymentIntents.create(CARD);
      const page = await visit(florin, receiptUrl(intent));
      expect(page.status).toBe(200);
      for (const told of ['$25.99', 'Paid', 'January 5, 2026', 'Visa ending in 4242', 'Receipt from Florin']) {
        expect(page.text).toContain(told);
      }
    }));

  it('updates after refunds', () =>
    withFlorin(async ({ florin, stripe }) => {
      const intent = await stripe.paymentIntents.create(CARD);
      await stripe.refunds.create({ payment_intent: intent.id, amount: 599 });
      const partly = (await visit(florin, receiptUrl(intent))).text;
      expect(partly).toContain('Partly refunded');
      expect(partly).toContain('$5.99');
      await stripe.refunds.create({ payment_intent: intent.id });
      const whole = (await visit(florin, receiptUrl(intent))).text;
      expect(whole).toContain('>Refunded ');
      expect(whole).not.toContain('Partly');
    }));

  it('does not show a released authorization as a refund', () =>
    withFlorin(async ({ florin, stripe }) => {
      const reserved = await stripe.paymentIntents.create({ ...CARD, capture_method: 'manual' });
      expect((await visit(florin, receiptUrl(reserved))).text).toContain('Reserved, not charged yet');
      await stripe.paymentIntents.cancel(reserved.id);
      expect((await visit(florin, receiptUrl(reserved))).text).toContain('Released, nothing was charged');

      const part = await stripe.paymentIntents.create({ ...CARD, capture_method: 'manual' });
      await stripe.paymentIntents.capture(part.id, { amount_to_capture: 1000 });
      const page = (await visit(florin, receiptUrl(part))).text;
      expect(page).toContain('$10.00');
      expect(page).toContain('>Paid ');
      expect(page).not.toContain('$25.99');
    }));

  it('names wallets, in the language of its reader', () =>
    withFlorin(async (harness) => {
      const intent = await payByMobilePay(harness);
      await send(harness.florin, pageOf(intent), { choice: 'authorize' });
      const [charge] = (await harness.stripe.charges.list({ payment_intent: intent.id })).data;
      const page = await visit(harness.florin, charge?.receipt_url ?? '', { 'accept-language': 'da' });
      expect(page.text).toContain('MobilePay');
      expect(page.text).toContain('Kvittering fra Florin');
    }));
});

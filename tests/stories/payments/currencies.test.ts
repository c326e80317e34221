import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { withFlorin } from '../../support/harness.ts';
import { refusal } from '../../support/refusal.ts';

const CARD = {
  confirm: true,
  payment_method: 'pm_card_visa',
  automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
} as const satisfies Partial<Stripe.PaymentIntentCreateParams>;

/** Currencies without decimals, with three, and one whose amounts must be whole. `odd` is an invalid amount. */
const CURRENCIES = [
  { currency: 'jpy', amount: 1_000, part: 333, odd: null, shown: '¥2,000' },
  { currency: 'krw', amount: 1_001, part: 1, odd: null, shown: '₩2,002' },
  { currency: 'kwd', amount: 5_120, part: 1_010, odd: 1_011, shown: 'KWD 10.240' },
  { currency: 'isk', amount: 50_000, part: 100, odd: 150, shown: 'ISK 1,000.00' },
] as const;

describe.each(CURRENCIES)('a payment in $currency', ({ currency, amount, part, odd, shown }) => {
  test('is charged, captured and refunded in its smallest unit', () =>
    withFlorin(async ({ stripe }) => {
      const { id } = await stripe.paymentIntents.create({ amount, currency, ...CARD, capture_method: 'manual' });
      const captured = await stripe.paymentIntents.capture(id, { amount_to_capture: amount - part });
      expect(captured).toMatchObject({ amount_received: amount - part, status: 'succeeded' });
      await stripe.refunds.create({ payment_intent: id, amount: part });
      const charge = await stripe.charges.retrieve(captured.latest_charge as string, {
        expand: ['balance_transaction'],
      });
      expect(charge.balance_transaction).toMatchObject({ amount: amount - part, currency });
      // The uncaptured part counts as refunded, too.
      expect(charge.amount_refunded).toBe(2 * part);
      const { pending } = await stripe.balance.retrieve();
      const { fee } = charge.balance_transaction as Stripe.BalanceTransaction;
      expect(pending).toContainEqual(expect.objectContaining({ currency, amount: amount - 2 * part - fee }));
    }));

  test('is formatted in messages in the local form', () =>
    withFlorin(async ({ stripe }) => {
      const { id } = await stripe.paymentIntents.create({ amount, currency, ...CARD });
      const { message } = await refusal(stripe.refunds.create({ payment_intent: id, amount: 2 * amount }));
      expect(message.replaceAll('\u00a0', ' ')).toContain(`(${shown})`);
    }));

  test('rejects amounts with fractions that do not exist, for charges, captures and refunds', () =>
    withFlorin(async ({ stripe }) => {
      if (odd === null) {
        expect((await stripe.paymentIntents.create({ amount: amount + 1, currency, ...CARD })).status).toBe(
          'succeeded',
        );
        return;
      }
      const refused = { statusCode: 400, message: expect.stringContaining('evenly divisible'), param: 'amount' };
      expect(await refusal(stripe.paymentIntents.create({ amount: odd, currency }))).toMatchObject(refused);
      expect(await refusal(stripe.charges.create({ amount: odd, currency, source: 'tok_visa' }))).toMatchObject(
        refused,
      );
      const { id } = await stripe.paymentIntents.create({ amount, currency, ...CARD, capture_method: 'manual' });
      const capture = stripe.paymentIntents.capture(id, { amount_to_capture: odd });
      expect(await refusal(capture)).toMatchObject({ ...refused, param: 'amount_to_capture' });
      await stripe.paymentIntents.capture(id);
      expect(await refusal(stripe.refunds.create({ payment_intent: id, amount: odd }))).toMatchObject(refused);
      expect((await stripe.refunds.create({ payment_intent: id })).amount).toBe(amount);
    }));
});

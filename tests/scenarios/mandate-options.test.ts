import { describe, expect, it } from 'vitest';
import { withFlorin } from '../support/harness.ts';

/** What a shop that sells to India too sends with every card payment. */
const MANDATE = {
  reference: 'Mandate-6735',
  amount: 1000,
  amount_type: 'maximum',
  interval: 'sporadic',
  start_date: 1_767_600_000,
  supported_types: ['india'],
} as const;

describe('a shop sends mandate options with its card payments', () => {
  it('has them kept, and unused, for cards that know no e-mandate', () =>
    withFlorin(async ({ stripe }) => {
      const intent = await stripe.paymentIntents.create({
        amount: 100,
        currency: 'usd',
        confirm: true,
        payment_method: 'pm_card_visa',
        payment_method_options: { card: { mandate_options: { ...MANDATE, supported_types: ['india'] } } },
      });
      expect(intent.status).toBe('succeeded');
      expect(intent.payment_method_options?.card?.mandate_options).toEqual({
        ...MANDATE,
        description: null,
        end_date: null,
        interval_count: null,
      });
    }));

  it('is told that Indian cards cannot be given one yet', () =>
    withFlorin(async ({ stripe }) => {
      const confirmed = stripe.paymentIntents.create({
        amount: 100,
        currency: 'usd',
        confirm: true,
        payment_method: 'pm_card_in',
        payment_method_options: { card: { mandate_options: { ...MANDATE, supported_types: ['india'] } } },
      });
      await expect(confirmed).rejects.toMatchObject({
        statusCode: 501,
        param: 'payment_method_options[card][mandate_options]',
      });
      expect((await stripe.paymentIntents.list()).data).toHaveLength(0);
    }));
});

import { describe, expect, it } from 'vitest';
import { withFlorin } from '../../support/harness.ts';
import { pageOf, send } from '../../support/visit.ts';

/** The options that a shop with customers in India sends with every card payment. */
const MANDATE = {
  reference: 'Mandate-6735',
  amount: 1000,
  amount_type: 'maximum',
  interval: 'sporadic',
  start_date: 1_767_600_000,
  supported_types: ['india'],
} as const;

describe('a merchant sends mandate options with card payments', () => {
  it('has them stored, and unused for cards without e-mandates', () =>
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

  it('gets an e-mandate for saved Indian cards after the authentication', () =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      const { id: customer } = await stripe.customers.create();
      const intent = await stripe.paymentIntents.create({
        amount: 100,
        currency: 'usd',
        customer,
        confirm: true,
        payment_method: 'pm_card_in',
        setup_future_usage: 'off_session',
        payment_method_options: { card: { mandate_options: { ...MANDATE, supported_types: ['india'] } } },
        return_url: 'https://shop.example/',
      });
      expect(intent.status).toBe('requires_action');
      await send(florin, pageOf(intent), { choice: 'authorize' });
      const { latest_charge } = await stripe.paymentIntents.retrieve(intent.id);
      const charge = await stripe.charges.retrieve(latest_charge as string, {
        expand: ['payment_method_details.card.mandate'],
      });
      expect(charge.payment_method_details?.card?.mandate).toMatchObject({
        status: 'active',
        type: 'multi_use',
        payment_method_details: { card: { india: { inactive_reason: null } } },
      });
    }));

  it('sets up an Indian card with one, and gets an error that payments under it are not built', () =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      const { id: customer } = await stripe.customers.create();
      const setup = await stripe.setupIntents.create({
        customer,
        payment_method: 'pm_card_in',
        confirm: true,
        payment_method_options: {
          card: { mandate_options: { ...MANDATE, currency: 'inr', supported_types: ['india'] } },
        },
        return_url: 'https://shop.example/',
      });
      expect(setup).toMatchObject({
        status: 'requires_action',
        mandate: null,
        payment_method_options: {
          card: { mandate_options: { currency: 'inr', description: null, end_date: null, interval_count: null } },
        },
      });
      await send(florin, pageOf(setup), { choice: 'authorize' });
      const done = await stripe.setupIntents.retrieve(setup.id, { expand: ['mandate'] });
      expect(done).toMatchObject({ status: 'succeeded', mandate: { type: 'multi_use', status: 'active' } });
      const pay = {
        amount: 100,
        currency: 'inr',
        customer,
        payment_method: done.payment_method as string,
        confirm: true,
      };
      await expect(stripe.paymentIntents.create({ ...pay, off_session: true })).rejects.toMatchObject({
        statusCode: 501,
        param: 'off_session',
      });
      expect((await stripe.paymentIntents.list()).data).toHaveLength(0);
    }));

  it('sets up an Indian card without one like any other', () =>
    withFlorin(async ({ stripe }) => {
      expect(await stripe.setupIntents.create({ payment_method: 'pm_card_in', confirm: true })).toMatchObject({
        status: 'succeeded',
        mandate: null,
      });
      expect(
        await stripe.paymentIntents.create({
          amount: 100,
          currency: 'usd',
          payment_method: 'pm_card_in',
          confirm: true,
        }),
      ).toMatchObject({ status: 'succeeded' });
    }));
});

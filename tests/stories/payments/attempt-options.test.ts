import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { type Json, withFlorin } from '../../support/harness.ts';
import { pageOf, send } from '../../support/visit.ts';

/** A card that always requires authentication. */
const GUARDED = 'pm_card_authenticationRequired';
const ORDER = { amount: 1099, currency: 'usd', confirm: true } as const;
const BACK = { return_url: 'https://example.com/back' } as const;

function cardOf(intent: Stripe.PaymentIntent) {
  return (intent.latest_charge as Stripe.Charge).payment_method_details?.card;
}

describe('options of an attempt', () => {
  it('charge orders by telephone without authentication', () =>
    withFlorin(async ({ stripe }) => {
      const order = { ...ORDER, ...BACK, payment_method: GUARDED };
      expect((await stripe.paymentIntents.create(order)).status).toBe('requires_action');
      const byPhone = await stripe.paymentIntents.create({
        ...order,
        payment_method_options: { card: { moto: true } },
        expand: ['latest_charge'],
      });
      expect(byPhone.status).toBe('succeeded');
      expect(cardOf(byPhone)?.three_d_secure).toBeNull();
      // It is not among the returned options.
      expect(byPhone.payment_method_options?.card).not.toHaveProperty('moto');
    }));

  it('carry an authentication by another provider', () =>
    withFlorin(async ({ stripe }) => {
      const bring = (own: Partial<Json>) =>
        stripe.paymentIntents.create({
          ...ORDER,
          ...BACK,
          payment_method: GUARDED,
          payment_method_options: {
            card: {
              three_d_secure: {
                cryptogram: 'M6+990I6FLD8Q9AVP8fPpNvyEnMt',
                transaction_id: 'c4e59ceb-a382-4d6a-bc87-385d591fa09d',
                version: '2.2.0',
                ...own,
              },
            },
          },
          expand: ['latest_charge'],
        });
      const paid = await bring({ ares_trans_status: 'Y', electronic_commerce_indicator: '05' });
      expect(cardOf(paid)?.three_d_secure).toMatchObject({
        result: 'authenticated',
        electronic_commerce_indicator: '05',
        transaction_id: 'c4e59ceb-a382-4d6a-bc87-385d591fa09d',
        version: '2.2.0',
      });
      const exempted = await bring({ exemption_indicator: 'low_risk' });
      expect(cardOf(exempted)?.three_d_secure).toMatchObject({ result: 'exempted', exemption_indicator: 'low_risk' });
      await expect(bring({ ares_trans_status: 'N' })).rejects.toMatchObject({ code: 'authentication_required' });
    }));

  it('check the CVC of a saved card again, once for each token', () =>
    withFlorin(async ({ stripe }) => {
      const { id: customer } = await stripe.customers.create();
      const card = { number: '4242424242424242', exp_month: 12, exp_year: 2034 };
      const typed = await stripe.paymentMethods.create({ type: 'card', card });
      const saved = await stripe.paymentMethods.attach(typed.id, { customer });
      expect(saved.card?.checks?.cvc_check).toBeNull();
      const token = await stripe.tokens.create({ cvc_update: { cvc: '314' } });
      const pay = () =>
        stripe.paymentIntents.create({
          ...ORDER,
          ...BACK,
          customer,
          payment_method: saved.id,
          payment_method_options: { card: { cvc_token: token.id } },
          expand: ['latest_charge'],
        });
      expect(cardOf(await pay())?.checks?.cvc_check).toBe('pass');
      await expect(pay()).rejects.toMatchObject({ code: 'token_already_used' });
      await expect(
        stripe.paymentIntents.create({
          ...ORDER,
          ...BACK,
          customer,
          payment_method: saved.id,
          payment_method_options: { card: { cvc_token: 'cvctok_none' } },
        }),
      ).rejects.toMatchObject({ code: 'resource_missing' });
    }));

  it('check the CVC once, also with an authentication in between', () =>
    withFlorin(async ({ stripe, florin }) => {
      const token = await stripe.tokens.create({ cvc_update: { cvc: '314' } });
      const waiting = await stripe.paymentIntents.create({
        ...ORDER,
        ...BACK,
        payment_method: GUARDED,
        payment_method_options: { card: { cvc_token: token.id } },
      });
      await send(florin, pageOf(waiting), { choice: 'authorize' });
      const paid = await stripe.paymentIntents.retrieve(waiting.id, { expand: ['latest_charge'] });
      expect(paid.status).toBe('succeeded');
      expect(cardOf(paid)?.checks?.cvc_check).toBe('pass');
    }));

  it("pass the browser's session to the charge", () =>
    withFlorin(async ({ stripe }) => {
      const paid = await stripe.paymentIntents.create({
        ...ORDER,
        ...BACK,
        payment_method: 'pm_card_visa',
        radar_options: { session: 'rse_1abc' },
        expand: ['latest_charge'],
      });
      expect((paid.latest_charge as Stripe.Charge).radar_options).toEqual({ session: 'rse_1abc' });
      const method = await stripe.paymentMethods.create({
        type: 'card',
        card: { token: 'tok_visa' },
        radar_options: { session: 'rse_2def' },
      });
      expect(method.radar_options).toEqual({ session: 'rse_2def' });
    }));

  it('charge a saved card once or repeatedly', () =>
    withFlorin(async ({ stripe }) => {
      for (const off_session of ['one_off', 'recurring'] as const) {
        const order = { ...ORDER, off_session, payment_method: GUARDED };
        await expect(stripe.paymentIntents.create(order)).rejects.toMatchObject({ code: 'authentication_required' });
      }
    }));

  it('require the expected amount at the confirmation', () =>
    withFlorin(async ({ stripe }) => {
      const { id } = await stripe.paymentIntents.create({ amount: 1099, currency: 'usd' });
      const confirm = (amount_to_confirm: number) =>
        stripe.paymentIntents.confirm(id, { ...BACK, payment_method: 'pm_card_visa', amount_to_confirm });
      await expect(confirm(1000)).rejects.toMatchObject({ param: 'amount_to_confirm' });
      expect((await confirm(1099)).status).toBe('succeeded');
    }));
});

describe('the limits of a payment without such options', () => {
  it('it cannot be paid from a cash balance or verified by microdeposits', () =>
    withFlorin(async ({ stripe }) => {
      const { id } = await stripe.paymentIntents.create({ amount: 1099, currency: 'usd' });
      const wrong = { code: 'payment_intent_unexpected_state' };
      await expect(stripe.paymentIntents.applyCustomerBalance(id)).rejects.toMatchObject(wrong);
      await expect(stripe.paymentIntents.verifyMicrodeposits(id, { amounts: [32, 45] })).rejects.toMatchObject(wrong);
      await stripe.paymentIntents.confirm(id, { ...BACK, payment_method: GUARDED });
      await expect(stripe.paymentIntents.applyCustomerBalance(id)).rejects.toMatchObject(wrong);
      await expect(stripe.paymentIntents.verifyMicrodeposits(id)).rejects.toMatchObject(wrong);
    }));

  it('it is canceled after too many confirmations', () =>
    withFlorin(async ({ stripe, eventTypes }) => {
      const { id } = await stripe.paymentIntents.create({ amount: 1099, currency: 'usd' });
      const confirm = () => stripe.paymentIntents.confirm(id, { ...BACK, payment_method: 'pm_card_chargeDeclined' });
      for (let tries = 0; tries < 100; tries++)
        await expect(confirm()).rejects.toMatchObject({ code: 'card_declined' });
      await expect(confirm()).rejects.toMatchObject({ code: 'payment_intent_unexpected_state' });
      expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({
        status: 'canceled',
        cancellation_reason: 'automatic',
      });
      expect((await eventTypes()).length).toBe(100);
    }));
});

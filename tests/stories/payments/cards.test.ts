import { describe, expect, it } from 'vitest';
import { withFlorin } from '../../support/harness.ts';

describe('a merchant charges cards', () => {
  it('charges a payment in one call', () =>
    withFlorin(async ({ stripe, eventTypes }) => {
      const intent = await stripe.paymentIntents.create({
        amount: 1099,
        currency: 'usd',
        confirm: true,
        payment_method: 'pm_card_visa',
        error_on_requires_action: true,
        expand: ['latest_charge', 'payment_method'],
      });
      expect(intent.status).toBe('succeeded');
      expect(intent.amount_received).toBe(1099);
      expect(intent.latest_charge).toMatchObject({ paid: true, captured: true, balance_transaction: null });
      expect(intent.payment_method).toMatchObject({ card: { brand: 'visa', last4: '4242' } });
      expect(await eventTypes()).toEqual([
        'payment_intent.created',
        'charge.succeeded',
        'payment_intent.succeeded',
        'charge.updated',
      ]);
    }));

  it('has the money pending, and available two business days later', () =>
    withFlorin(async ({ stripe, florin }) => {
      await stripe.paymentIntents.create({
        amount: 1000,
        currency: 'usd',
        confirm: true,
        payment_method: 'pm_card_visa',
      });
      const [transaction] = (await stripe.balanceTransactions.list()).data;
      expect(transaction).toMatchObject({ amount: 1000, fee: 59, net: 941, type: 'charge', status: 'pending' });
      expect((await stripe.balance.retrieve()).pending).toMatchObject([{ amount: 941, currency: 'usd' }]);

      await florin.advance('2d');
      expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 941, currency: 'usd' }]);
      expect((await stripe.balanceTransactions.list()).data[0]?.status).toBe('available');
    }));

  it('authorizes first and captures a part later; the rest is released', () =>
    withFlorin(async ({ stripe, eventTypes }) => {
      const reserved = await stripe.paymentIntents.create({
        amount: 5000,
        currency: 'usd',
        capture_method: 'manual',
        confirm: true,
        payment_method: 'pm_card_visa',
      });
      expect(reserved).toMatchObject({ status: 'requires_capture', amount_capturable: 5000, amount_received: 0 });
      const captured = await stripe.paymentIntents.capture(reserved.id, {
        amount_to_capture: 3000,
        expand: ['latest_charge'],
      });
      expect(captured).toMatchObject({ status: 'succeeded', amount_received: 3000, amount_capturable: 0 });
      expect(captured.latest_charge).toMatchObject({
        amount: 5000,
        amount_captured: 3000,
        amount_refunded: 2000,
        refunded: false,
      });
      expect((await eventTypes()).slice(-2)).toEqual(['charge.captured', 'payment_intent.succeeded']);
      await expect(stripe.paymentIntents.capture(reserved.id)).rejects.toMatchObject({
        code: 'payment_intent_unexpected_state',
      });
    }));

  it('releases an authorization by cancelling, or after seven days', () =>
    withFlorin(async ({ stripe, florin }) => {
      const reserve = () =>
        stripe.paymentIntents.create({
          amount: 2000,
          currency: 'usd',
          capture_method: 'manual',
          confirm: true,
          payment_method: 'pm_card_visa',
        });
      const first = await reserve();
      const second = await reserve();
      const canceled = await stripe.paymentIntents.cancel(first.id, { cancellation_reason: 'requested_by_customer' });
      expect(canceled).toMatchObject({
        status: 'canceled',
        amount_capturable: 0,
        cancellation_reason: 'requested_by_customer',
      });

      await florin.advance('7d');
      expect(await stripe.paymentIntents.retrieve(second.id)).toMatchObject({
        status: 'canceled',
        cancellation_reason: 'expired',
      });
      expect((await stripe.balance.retrieve()).pending).toMatchObject([{ amount: 0 }]);
    }));

  it('refunds in parts, never more than captured', () =>
    withFlorin(async ({ stripe }) => {
      const { id } = await stripe.paymentIntents.create({
        amount: 1000,
        currency: 'usd',
        confirm: true,
        payment_method: 'pm_card_visa',
      });
      const part = await stripe.refunds.create({ payment_intent: id, amount: 400, reason: 'requested_by_customer' });
      expect(part).toMatchObject({ status: 'succeeded', amount: 400 });
      await expect(stripe.refunds.create({ payment_intent: id, amount: 700 })).rejects.toMatchObject({
        param: 'amount',
        message: 'Refund amount ($7.00) is greater than unrefunded amount on charge ($6.00)',
      });
      await stripe.refunds.create({ payment_intent: id });
      await expect(stripe.refunds.create({ payment_intent: id })).rejects.toMatchObject({
        code: 'charge_already_refunded',
      });
      const [charge] = (await stripe.charges.list({ payment_intent: id })).data;
      expect(charge).toMatchObject({ amount_refunded: 1000, refunded: true });
      // Fees are not returned.
      expect((await stripe.balance.retrieve()).pending).toMatchObject([{ amount: -59 }]);
    }));

  it('creates first, chooses the payment method later, and confirms', () =>
    withFlorin(async ({ stripe, eventTypes }) => {
      const created = await stripe.paymentIntents.create({ amount: 700, currency: 'usd' });
      expect(created.status).toBe('requires_payment_method');
      await expect(stripe.paymentIntents.confirm(created.id)).rejects.toMatchObject({
        code: 'payment_intent_unexpected_state',
      });
      const chosen = await stripe.paymentIntents.update(created.id, {
        payment_method: 'pm_card_mastercard',
        metadata: { order: '6735' },
      });
      expect(chosen).toMatchObject({ status: 'requires_confirmation', metadata: { order: '6735' } });
      expect(await stripe.paymentIntents.confirm(created.id)).toMatchObject({ status: 'succeeded' });
      expect(await eventTypes()).toContain('payment_intent.succeeded');
    }));

  it('saves a card for a customer and charges it again off session', () =>
    withFlorin(async ({ stripe }) => {
      const customer = await stripe.customers.create({ email: 'jenny@example.com', name: 'Jenny Rosen' });
      const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
      expect(method.customer).toBe(customer.id);
      const paid = await stripe.paymentIntents.create({
        amount: 2500,
        currency: 'usd',
        customer: customer.id,
        payment_method: method.id,
        off_session: true,
        confirm: true,
      });
      expect(paid.status).toBe('succeeded');
      expect((await stripe.customers.listPaymentMethods(customer.id)).data).toHaveLength(1);
      await stripe.paymentMethods.detach(method.id);
      expect((await stripe.customers.listPaymentMethods(customer.id)).data).toHaveLength(0);
      await expect(stripe.paymentMethods.attach(method.id, { customer: customer.id })).rejects.toMatchObject({
        type: 'StripeInvalidRequestError',
      });
    }));
});

import { describe, expect, it } from 'vitest';
import { act } from '../../../src/payments/actions/act.ts';
import { type Harness, withFlorin } from '../../support/harness.ts';

/** Presses a button on the page of `next_action`. */
async function onPage({ florin }: Harness, url: string, signal: 'authorized' | 'failed'): Promise<void> {
  const [world = '', page = ''] = new URL(url).pathname.split('/').slice(-2);
  await florin.engine.asPlatform(world, `page:${page}`, (context) => act(context, page, signal));
}

async function start(
  harness: Harness,
  captureMethod: 'automatic' | 'manual' = 'automatic',
): Promise<{ id: string; url: string }> {
  const { stripe } = harness;
  const created = await stripe.paymentIntents.create({
    amount: 1099,
    currency: 'dkk',
    capture_method: captureMethod,
    allowed_payment_method_types: ['mobilepay'],
    payment_method_data: { type: 'mobilepay' },
  });
  expect(created.status).toBe('requires_confirmation');
  const confirmed = await stripe.paymentIntents.confirm(created.id, {
    return_url: 'https://example.com/checkout/complete',
  });
  expect(confirmed).toMatchObject({
    status: 'requires_action',
    latest_charge: null,
    next_action: { type: 'redirect_to_url', redirect_to_url: { return_url: 'https://example.com/checkout/complete' } },
  });
  return { id: confirmed.id, url: confirmed.next_action?.redirect_to_url?.url ?? '' };
}

describe('a merchant accepts MobilePay', () => {
  it('is paid once the customer approves', () =>
    withFlorin(async (harness) => {
      const { id, url } = await start(harness);
      await onPage(harness, url, 'authorized');
      const paid = await harness.stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] });
      expect(paid.status).toBe('succeeded');
      expect(paid.latest_charge).toMatchObject({
        payment_method_details: { type: 'mobilepay', mobilepay: { card: { country: 'DK' } } },
      });
      expect(await harness.eventTypes()).toEqual([
        'payment_intent.created',
        'payment_intent.requires_action',
        'charge.succeeded',
        'payment_intent.succeeded',
      ]);
      const refund = await harness.stripe.refunds.create({ payment_intent: id, amount: 99 });
      expect(refund).toMatchObject({ status: 'succeeded', currency: 'dkk' });
      expect((await harness.stripe.balanceTransactions.list()).data.map((txn) => txn.type)).toEqual([
        'payment_refund',
        'payment',
      ]);
    }));

  it('requires another method if the customer declines, and detaches the wallet', () =>
    withFlorin(async (harness) => {
      const { id, url } = await start(harness);
      await onPage(harness, url, 'failed');
      expect(await harness.stripe.paymentIntents.retrieve(id)).toMatchObject({
        status: 'requires_payment_method',
        payment_method: null,
        next_action: null,
        last_payment_error: { code: 'payment_intent_authentication_failure' },
      });
      expect(await harness.eventTypes()).toContain('payment_intent.payment_failed');
    }));

  it('gives the customer five minutes', () =>
    withFlorin(async (harness) => {
      const { id, url } = await start(harness);
      await harness.florin.advance('299s');
      expect((await harness.stripe.paymentIntents.retrieve(id)).status).toBe('requires_action');
      await harness.florin.advance('1s');
      expect(await harness.stripe.paymentIntents.retrieve(id)).toMatchObject({
        status: 'requires_payment_method',
        payment_method: null,
        last_payment_error: { code: 'payment_intent_payment_attempt_expired' },
      });
      // Too late: the page has no effect.
      await onPage(harness, url, 'authorized');
      expect((await harness.stripe.paymentIntents.retrieve(id)).status).toBe('requires_payment_method');
    }));

  it('authorizes and captures in full only', () =>
    withFlorin(async (harness) => {
      const { id, url } = await start(harness, 'manual');
      await onPage(harness, url, 'authorized');
      expect(await harness.stripe.paymentIntents.retrieve(id)).toMatchObject({
        status: 'requires_capture',
        amount_capturable: 1099,
      });
      expect(await harness.eventTypes()).toContain('payment_intent.amount_capturable_updated');
      await expect(harness.stripe.paymentIntents.capture(id, { amount_to_capture: 1000 })).rejects.toMatchObject({
        param: 'amount_to_capture',
      });
      expect(await harness.stripe.paymentIntents.capture(id, { amount_to_capture: 1099 })).toMatchObject({
        status: 'succeeded',
      });
    }));

  it('can be cancelled while it waits', () =>
    withFlorin(async (harness) => {
      const { id, url } = await start(harness);
      expect(await harness.stripe.paymentIntents.cancel(id)).toMatchObject({ status: 'canceled' });
      await onPage(harness, url, 'authorized');
      expect((await harness.stripe.paymentIntents.retrieve(id)).status).toBe('canceled');
    }));

  it('supports eur, dkk, sek and nok, and cannot be saved', () =>
    withFlorin(async ({ call, client }) => {
      const wrong = await call(
        'POST',
        '/v1/payment_intents',
        { amount: '1099', currency: 'usd', 'payment_method_types[]': 'mobilepay' },
        { headers: { 'stripe-version': '2025-08-27.basil' } },
      );
      expect(wrong).toMatchObject({ status: 400, body: { error: { param: 'payment_method_types[0]' } } });
      const stripe = client('sk_test_harness');
      const customer = await stripe.customers.create();
      const wallet = await stripe.paymentMethods.create({ type: 'mobilepay' });
      await expect(stripe.paymentMethods.attach(wallet.id, { customer: customer.id })).rejects.toMatchObject({
        statusCode: 400,
      });
    }));
});

import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';

const AT_ONCE = 20;
const CARD = {
  amount: 1000,
  currency: 'usd',
  payment_method: 'pm_card_visa',
  automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
} as const satisfies Stripe.PaymentIntentCreateParams;

/** Makes all calls at the same time; returns their results and errors. */
async function allAtOnce<T>(calls: readonly (() => Promise<T>)[]) {
  const settled = await Promise.allSettled(calls.map((call) => call()));
  return {
    done: settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])),
    refused: settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as Stripe.errors.StripeError] : [])),
  };
}

const times = <T>(call: () => Promise<T>) => Array.from({ length: AT_ONCE }, () => call);

/** Counts the events of a type. */
async function count({ eventTypes }: Harness, type: string): Promise<number> {
  return (await eventTypes()).filter((one) => one === type).length;
}

/** Returns the account's balance after fees, which must equal the sum of its transactions. */
async function paidOut({ stripe }: Harness): Promise<number> {
  const { available, pending } = await stripe.balance.retrieve();
  const total = [...available, ...pending].reduce((sum, { amount }) => sum + amount, 0);
  const transactions = await stripe.balanceTransactions.list({ limit: 100 });
  expect(transactions.data.reduce((sum, { net }) => sum + net, 0)).toBe(total);
  return total;
}

describe('of many simultaneous calls one takes effect', () => {
  it('confirms once', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { id } = await stripe.paymentIntents.create(CARD);
      const { done, refused } = await allAtOnce(times(() => stripe.paymentIntents.confirm(id)));
      expect([done.length, refused.length]).toEqual([1, AT_ONCE - 1]);
      for (const error of refused) expect(error.code).toBe('payment_intent_unexpected_state');
      expect((await stripe.charges.list()).data).toHaveLength(1);
      expect(await count(harness, 'payment_intent.succeeded')).toBe(1);
      expect(await paidOut(harness)).toBe(941);
    }));

  it('captures once', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { id } = await stripe.paymentIntents.create({ ...CARD, capture_method: 'manual', confirm: true });
      const { done, refused } = await allAtOnce(
        times(() => stripe.paymentIntents.capture(id, { amount_to_capture: 600 })),
      );
      expect([done.length, refused.length]).toEqual([1, AT_ONCE - 1]);
      expect(done[0]).toMatchObject({ status: 'succeeded', amount_received: 600 });
      expect(await count(harness, 'charge.captured')).toBe(1);
      expect(await paidOut(harness)).toBe(600 - 47);
    }));

  it('refunds no more than was paid, in parts or in full', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { id, latest_charge } = await stripe.paymentIntents.create({ ...CARD, confirm: true });
      const charge = latest_charge as string;
      const { done } = await allAtOnce([
        ...times(() => stripe.refunds.create({ payment_intent: id, amount: 130 })),
        ...times(() => stripe.refunds.create({ charge, amount: 70 })),
        ...times(() => stripe.refunds.create({ charge })),
      ]);
      const sum = done.reduce((total, refund) => total + refund.amount, 0);
      expect(sum).toBeLessThanOrEqual(1000);
      expect(await stripe.charges.retrieve(charge)).toMatchObject({ amount_refunded: sum, refunded: sum === 1000 });
      expect(await count(harness, 'refund.created')).toBe(done.length);
      expect((await stripe.refunds.list({ limit: 100 })).data).toHaveLength(done.length);
      expect(await paidOut(harness)).toBe(1000 - 59 - sum);
    }));

  it('is confirmed or canceled, not both', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { id } = await stripe.paymentIntents.create(CARD);
      const mixed = times(() => stripe.paymentIntents.confirm(id)).flatMap((confirm) => [
        () => stripe.paymentIntents.cancel(id),
        confirm,
      ]);
      const { done } = await allAtOnce(mixed);
      expect(done).toHaveLength(1);
      const { status } = await stripe.paymentIntents.retrieve(id);
      expect(await paidOut(harness)).toBe(status === 'succeeded' ? 941 : 0);
      expect(await count(harness, 'payment_intent.canceled')).toBe(status === 'canceled' ? 1 : 0);
    }));

  it('is captured, canceled or refunded, not two of them', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const reserved = await stripe.paymentIntents.create({ ...CARD, capture_method: 'manual', confirm: true });
      const charge = reserved.latest_charge as string;
      await allAtOnce<unknown>([
        ...times(() => stripe.refunds.create({ charge })),
        ...times(() => stripe.paymentIntents.cancel(reserved.id)),
        ...times(() => stripe.paymentIntents.capture(reserved.id)),
      ]);
      const { status, amount_received: received } = await stripe.paymentIntents.retrieve(reserved.id);
      const { amount_refunded: refunded, amount_captured: captured } = await stripe.charges.retrieve(charge);
      expect(captured).toBe(received);
      if (status === 'canceled') expect([captured, refunded]).toEqual([0, 1000]);
      expect(await paidOut(harness)).toBe(captured === 0 ? 0 : 1000 - 59 - refunded);
    }));

  it('spends a token once', () =>
    withFlorin(async ({ stripe }) => {
      const token = await stripe.tokens.create({
        card: { number: '4242424242424242', exp_month: '12', exp_year: '2034' },
      });
      const { done, refused } = await allAtOnce(
        times(() => stripe.paymentMethods.create({ type: 'card', card: { token: token.id } })),
      );
      expect(done).toHaveLength(1);
      for (const error of refused) expect(error.code).toBe('token_already_used');
    }));

  it('attaches a payment method to one customer', () =>
    withFlorin(async ({ stripe }) => {
      const one = await stripe.customers.create();
      const two = await stripe.customers.create();
      const method = await stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_visa' } });
      const { done } = await allAtOnce([
        ...times(() => stripe.paymentMethods.attach(method.id, { customer: one.id })),
        ...times(() => stripe.paymentMethods.attach(method.id, { customer: two.id })),
      ]);
      expect(new Set(done.map((attached) => attached.customer)).size).toBe(1);
      const lists = await Promise.all([one, two].map(({ id }) => stripe.customers.listPaymentMethods(id)));
      expect(lists.map((list) => list.data.length).sort()).toEqual([0, 1]);
    }));

  it('loses no updates of metadata', () =>
    withFlorin(async ({ stripe }) => {
      const { id } = await stripe.customers.create();
      const { done } = await allAtOnce(
        Array.from(
          { length: AT_ONCE },
          (_, n) => () => stripe.customers.update(id, { metadata: { [`key${n}`]: `${n}` } }),
        ),
      );
      expect(done).toHaveLength(AT_ONCE);
      const { metadata } = (await stripe.customers.retrieve(id)) as Stripe.Customer;
      expect(Object.keys(metadata)).toHaveLength(AT_ONCE);
    }));

  it('creates at most sixteen webhook endpoints', () =>
    withFlorin(async ({ stripe }) => {
      const { done } = await allAtOnce(
        Array.from(
          { length: 2 * AT_ONCE },
          () => () => stripe.webhookEndpoints.create({ url: 'http://127.0.0.1:9/', enabled_events: ['charge.failed'] }),
        ),
      );
      expect(done).toHaveLength(16);
    }));

  it('creates many payments at distinct positions', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { done } = await allAtOnce(
        Array.from({ length: 60 }, () => () => stripe.paymentIntents.create({ ...CARD, confirm: true })),
      );
      const listed = (await stripe.paymentIntents.list({ limit: 100 })).data.map(({ id }) => id);
      expect(new Set(listed)).toEqual(new Set(done.map(({ id }) => id)));
      expect(await paidOut(harness)).toBe(60 * 941);
    }));
});

import { describe, expect, test } from 'vitest';
import { withFlorin } from '../../support/harness.ts';
import type { Checkout } from './checkout.ts';
import { openCheckout } from './checkout.ts';
import { ASKS, entered, GOOD, inCheckout, priceOf, sell } from './checkout-shop.ts';

/** Returns the amounts of the charges that succeeded in this world. */
async function paid({ stripe }: Checkout): Promise<number[]> {
  return (await stripe.charges.list({ limit: 100 })).data.filter((one) => one.paid).map(({ amount }) => amount);
}

const RACES = 12;

describe('one outcome in any order', () => {
  test('expiring, paying and updating a session at once', () =>
    inCheckout(async (checkout) => {
      const { sessions } = checkout.stripe.checkout;
      for (let race = 0; race < RACES; race++) {
        const price = await priceOf(checkout, 1000 + race);
        const session = await sell(checkout, {
          line_items: [{ price: price.id, quantity: 1, adjustable_quantity: { enabled: true } }],
        });
        const line = (await checkout.page(session.id)).lines[0].id;
        const before = (await paid(checkout)).length;
        const runners = [
          () => checkout.confirm(session.id, entered(GOOD, { expected_amount: String(1000 + race) })),
          () => sessions.expire(session.id).catch((error) => error),
          () => checkout.change(session.id, { 'line_items[0][id]': line, 'line_items[0][quantity]': '3' }),
          () => checkout.confirm(session.id, entered(GOOD, { expected_amount: String(3 * (1000 + race)) })),
          () => sessions.update(session.id, { metadata: { race: String(race) } }),
        ];
        const order = runners.map((_, place) => runners[(place + race) % runners.length]);
        await Promise.all(order.map((run) => run?.()));
        const after = await sessions.retrieve(session.id, { expand: ['payment_intent'] });
        const charges = (await paid(checkout)).slice(0, (await paid(checkout)).length - before);
        expect(after.metadata).toEqual({ race: String(race) });
        if (after.status === 'expired') expect([charges, after.payment_intent]).toEqual([[], null]);
        else {
          expect(after).toMatchObject({ status: 'complete', payment_status: 'paid' });
          expect(charges).toEqual([after.amount_total]);
          expect(after.payment_intent).toMatchObject({ amount_received: after.amount_total });
        }
        const ends = (await checkout.stripe.events.list({ limit: 100 })).data.filter(
          ({ type, data }) =>
            /^checkout\.session\.(completed|expired)$/.test(type) && (data.object as { id?: string }).id === session.id,
        );
        expect(ends).toHaveLength(1);
      }
    }));

  test('a challenge completed after the session expired charges nothing', () =>
    inCheckout(async (checkout) => {
      const session = await sell(checkout);
      const waiting = await checkout.confirm(session.id, entered(ASKS));
      await checkout.stripe.checkout.sessions.expire(session.id);
      await checkout.authenticate(waiting.payment.challenge_url, 'authorize');
      expect(await checkout.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
        status: 'expired',
        payment_intent: null,
        payment_status: 'unpaid',
      });
      const { data } = await checkout.stripe.paymentIntents.list();
      expect(data.map(({ status }) => status)).toEqual(['canceled']);
      expect(await paid(checkout)).toEqual([]);
    }));

  test('a challenge completed while the session expires has one outcome', () =>
    inCheckout(async (checkout) => {
      const session = await sell(checkout);
      const waiting = await checkout.confirm(session.id, entered(ASKS));
      await Promise.all([
        checkout.advance('24h'),
        checkout.authenticate(waiting.payment.challenge_url, 'authorize'),
        checkout.authenticate(waiting.payment.challenge_url, 'authorize'),
      ]);
      const { status } = await checkout.stripe.checkout.sessions.retrieve(session.id);
      expect(await paid(checkout)).toEqual(status === 'complete' ? [3000] : []);
    }));

  test('a setup whose challenge is completed after the session expired saves no card', () =>
    inCheckout(async (checkout) => {
      const { stripe } = checkout;
      const customer = await stripe.customers.create({ email: 'jenny@example.com' });
      const session = await stripe.checkout.sessions.create({
        mode: 'setup',
        currency: 'usd',
        customer: customer.id,
        success_url: 'https://shop.example/done',
      });
      const { payment } = await checkout.confirm(session.id, entered(ASKS));
      await stripe.checkout.sessions.expire(session.id);
      await checkout.authenticate(payment.challenge_url, 'authorize');
      const after = await stripe.checkout.sessions.retrieve(session.id, { expand: ['setup_intent'] });
      expect(after).toMatchObject({
        setup_intent: { cancellation_reason: 'abandoned', status: 'canceled' },
        status: 'expired',
      });
      expect((await stripe.paymentMethods.list({ customer: customer.id })).data).toEqual([]);
    }));

  test('a wallet approval after the session expired charges nothing', () =>
    inCheckout(async (checkout) => {
      const price = await priceOf(checkout, 10000, { currency: 'dkk' });
      const session = await sell(checkout, { line_items: [{ price: price.id, quantity: 1 }] });
      const form = { email: 'jenny@example.com', 'payment_method_data[type]': 'mobilepay' };
      const { payment } = await checkout.confirm(session.id, form);
      await checkout.stripe.checkout.sessions.expire(session.id);
      await checkout.approve(payment.redirect_url);
      expect(await paid(checkout)).toEqual([]);
      expect(await checkout.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ status: 'expired' });
    }));

  test('a session that was paid elsewhere meanwhile is not paid again', () =>
    inCheckout(async (checkout) => {
      const session = await sell(checkout);
      const waiting = await checkout.confirm(session.id, entered(ASKS));
      const again = await checkout.confirm(session.id, entered(GOOD));
      await checkout.authenticate(waiting.payment.challenge_url, 'authorize');
      expect(again.status ?? again.error.type).toMatch(/^(complete|invalid_request_error)$/);
      expect(await paid(checkout)).toEqual([3000]);
      expect(await checkout.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ payment_status: 'paid' });
    }));

  test('a challenge for an amount that has changed since charges nothing', () =>
    inCheckout(async (checkout) => {
      const price = await priceOf(checkout, 1000);
      const item = { price: price.id, quantity: 1, adjustable_quantity: { enabled: true } };
      const session = await sell(checkout, { line_items: [item] });
      const [{ id: line }] = (await checkout.page(session.id)).lines;
      const { payment } = await checkout.confirm(session.id, entered(ASKS));
      const three = { 'line_items[0][id]': line, 'line_items[0][quantity]': '3' };
      expect(await checkout.change(session.id, three)).toMatchObject({ payment: { challenge_url: null } });
      await checkout.authenticate(payment.challenge_url, 'authorize');
      expect(await paid(checkout)).toEqual([]);
      await checkout.confirm(session.id, entered(GOOD, { expected_amount: '3000' }));
      expect(await paid(checkout)).toEqual([3000]);
    }));

  test('a challenge completed while another card pays results in one payment', () =>
    inCheckout(async (checkout) => {
      const session = await sell(checkout);
      const { payment } = await checkout.confirm(session.id, entered(ASKS));
      await Promise.all([
        checkout.confirm(session.id, entered(GOOD)),
        checkout.authenticate(payment.challenge_url, 'authorize'),
        checkout.confirm(session.id, entered(GOOD)),
      ]);
      expect(await paid(checkout)).toEqual([3000]);
      expect(await checkout.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ payment_status: 'paid' });
    }));
});

describe('objects of other accounts', () => {
  test('prices, customers, coupons and sessions of another account do not exist', () =>
    withFlorin(async (harness) => {
      const mine = openCheckout(harness);
      const theirs: Checkout = { ...mine, stripe: harness.client('sk_test_another') };
      const price = await priceOf(theirs);
      const coupon = await theirs.stripe.coupons.create({ percent_off: 50 });
      const customer = await theirs.stripe.customers.create();
      const session = await sell(theirs);
      for (const [more, param] of [
        [{ line_items: [{ price: price.id, quantity: 1 }] }, 'line_items[0][price]'],
        [{ discounts: [{ coupon: coupon.id }] }, 'discounts[0][coupon]'],
        [{ customer: customer.id }, 'customer'],
      ] as const)
        await expect(sell(mine, more as Parameters<typeof sell>[1])).rejects.toMatchObject({
          code: 'resource_missing',
          param,
        });
      const { sessions } = mine.stripe.checkout;
      const asked = [
        sessions.retrieve(session.id),
        sessions.expire(session.id),
        sessions.update(session.id, { metadata: { mine: 'no' } }),
        sessions.listLineItems(session.id),
      ];
      for (const answer of await Promise.allSettled(asked))
        expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'resource_missing' } });
    }));

  test('an altered client secret opens nothing and pays nothing', () =>
    inCheckout(async (checkout) => {
      const session = await sell(checkout, { ui_mode: 'embedded_page', return_url: 'https://shop.example/back' });
      const secret = session.client_secret ?? '';
      const flipped = `${secret.slice(0, -1)}${secret.endsWith('a') ? 'b' : 'a'}`;
      for (const key of [flipped, secret.slice(0, -1), `${secret}a`, secret.toUpperCase(), session.id]) {
        for (const answer of [
          await checkout.page(key),
          await checkout.confirm(key, entered(GOOD)),
          await checkout.change(key, { email: 'mallory@example.com' }),
        ])
          expect(answer.error.type).toBe('invalid_request_error');
      }
      expect(await paid(checkout)).toEqual([]);
      expect(await checkout.page(secret)).toMatchObject({ status: 'open', email: { value: null } });
    }));

  test('a page cannot pay with a card that it did not display', () =>
    inCheckout(async (checkout) => {
      const { stripe } = checkout;
      const victim = await stripe.customers.create({ email: 'victim@example.com', name: 'Victim' });
      const card = await stripe.paymentMethods.attach('pm_card_visa', { customer: victim.id });
      const attacker = await stripe.customers.create({ email: 'mallory@example.com' });
      for (const customer of [undefined, attacker.id, victim.id]) {
        const session = await sell(checkout, customer === undefined ? {} : { customer });
        const form = { email: 'mallory@example.com', payment_method: card.id };
        expect((await checkout.confirm(session.id, form)).error).toMatchObject({ code: 'resource_missing' });
      }
      expect(await paid(checkout)).toEqual([]);
    }));
});

import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { entered, GOOD, inCheckout, priceOf, sell } from './checkout-shop.ts';

/** Sells two posters for 30 dollars, with a frame for 5 and stickers for 1 as optional items. */
async function sellWithFrames(checkout: Parameters<Parameters<typeof inCheckout>[0]>[0]) {
  const frame = await priceOf(checkout, 500);
  const sticker = await priceOf(checkout, 100);
  const session = await sell(checkout, {
    optional_items: [
      { price: frame.id, quantity: 1, adjustable_quantity: { enabled: true, minimum: 1, maximum: 3 } },
      { price: sticker.id, quantity: 4 },
    ],
  });
  return { session, frame: frame.id, sticker: sticker.id };
}

const choose = (price: string, selected: boolean, place = 0) => ({
  [`optional_items[${place}][price]`]: price,
  [`optional_items[${place}][selected]`]: String(selected),
});

describe('optional items', () => {
  test('are offered, and not bought until they are added', () =>
    inCheckout(async (checkout) => {
      const { session, frame, sticker } = await sellWithFrames(checkout);
      expect(session).toMatchObject({
        amount_total: 3000,
        optional_items: [
          { price: frame, quantity: 1, adjustable_quantity: { enabled: true, minimum: 1, maximum: 3 } },
          { price: sticker, quantity: 4, adjustable_quantity: null },
        ],
      });
      expect(await checkout.page(session.id)).toMatchObject({
        lines: [{ optional: false }],
        optional_items: [
          { price: frame, name: 'Poster', amount: 500, selected: false },
          { price: sticker, amount: 400, quantity: 4, selected: false },
        ],
      });
    }));

  test('become ordinary lines when they are added: paid, and returned to the merchant', () =>
    inCheckout(async (checkout) => {
      const { session, frame, sticker } = await sellWithFrames(checkout);
      const page = await checkout.change(session.id, { ...choose(frame, true), ...choose(sticker, true, 1) });
      expect(page).toMatchObject({
        totals: { total: 3900 },
        lines: [{ optional: false }, { optional: true, price: frame }, { optional: true, price: sticker, quantity: 4 }],
        optional_items: [{ selected: true }, { selected: true }],
      });
      // Repeating the choice has no effect.
      await checkout.change(session.id, choose(frame, true));
      const { id } = page.lines[1];
      expect(
        await checkout.change(session.id, { 'line_items[0][id]': id, 'line_items[0][quantity]': '3' }),
      ).toMatchObject({ totals: { total: 4900 } });
      await checkout.confirm(session.id, entered(GOOD, { expected_amount: '4900' }));
      const done = await checkout.stripe.checkout.sessions.retrieve(session.id, {
        expand: ['line_items', 'payment_intent'],
      });
      expect(done).toMatchObject({
        amount_subtotal: 4900,
        payment_intent: { amount_received: 4900 },
        line_items: { data: [{ quantity: 2 }, { quantity: 3, price: { id: frame } }, { price: { id: sticker } }] },
      });
    }));

  test('can be removed, whatever their minimum quantity', () =>
    inCheckout(async (checkout) => {
      const { session, frame } = await sellWithFrames(checkout);
      const { lines } = await checkout.change(session.id, choose(frame, true));
      const none = { 'line_items[0][id]': lines[1].id, 'line_items[0][quantity]': '0' };
      expect((await checkout.change(session.id, none)).error.param).toBe('line_items[0][quantity]');
      const page = await checkout.change(session.id, choose(frame, false));
      expect(page).toMatchObject({ totals: { total: 3000 }, lines: [{ optional: false }] });
      expect(await checkout.change(session.id, choose(frame, false))).toMatchObject({ totals: { total: 3000 } });
      expect((await checkout.stripe.checkout.sessions.listLineItems(session.id)).data).toHaveLength(1);
    }));

  test('cannot be added unless the session offers them', () =>
    inCheckout(async (checkout) => {
      const { session } = await sellWithFrames(checkout);
      const other = await priceOf(checkout, 1);
      expect((await checkout.change(session.id, choose(other.id, true))).error).toMatchObject({
        code: 'resource_missing',
        param: 'optional_items[0][price]',
      });
    }));

  test('are validated at creation', () =>
    inCheckout(async (checkout) => {
      const { id: price } = await priceOf(checkout, 500);
      const euros = await priceOf(checkout, 500, { currency: 'eur' });
      const monthly = await priceOf(checkout, 500, { recurring: { interval: 'month' } });
      const refuses = async (items: Stripe.Checkout.SessionCreateParams.OptionalItem[], param: string) =>
        expect(sell(checkout, { optional_items: items })).rejects.toMatchObject({ param, statusCode: 400 });
      await refuses([{ price: 'price_none', quantity: 1 }], 'optional_items[0][price]');
      await refuses([{ price: euros.id, quantity: 1 }], 'optional_items[0][price]');
      await refuses([{ price: monthly.id, quantity: 1 }], 'optional_items[0][price]');
      await refuses([{ price, quantity: 0 }], 'optional_items[0][quantity]');
      await refuses(
        [
          { price, quantity: 1 },
          { price, quantity: 2 },
        ],
        'optional_items[1][price]',
      );
      await refuses(
        Array.from({ length: 11 }, () => ({ price, quantity: 1 })),
        'optional_items',
      );
      const elements = { ui_mode: 'elements', return_url: 'https://shop.example/back' } as const;
      await expect(sell(checkout, { ...elements, optional_items: [{ price, quantity: 1 }] })).rejects.toMatchObject({
        param: 'optional_items',
      });
    }));
});

import { describe, expect, test } from 'vitest';
import { entered, GOOD, inCheckout, priceOf, sell } from './checkout-shop.ts';

const ELEMENTS = { ui_mode: 'elements', return_url: 'https://shop.example/back' } as const;

describe('an update of an open session by the server', () => {
  test('keeps the named lines and their other fields', () =>
    inCheckout(async (checkout) => {
      const { sessions } = checkout.stripe.checkout;
      const vat = await checkout.stripe.taxRates.create({ display_name: 'VAT', percentage: 20, inclusive: false });
      const cup = { currency: 'usd', unit_amount: 1000, product_data: { name: 'Cup' } };
      const [poster, frame] = [await priceOf(checkout, 1500), await priceOf(checkout, 500)];
      const session = await sell(checkout, {
        line_items: [
          {
            price_data: cup,
            quantity: 1,
            adjustable_quantity: { enabled: true, maximum: 5 },
            metadata: { shelf: '4' },
            tax_rates: [vat.id],
          },
          { price: poster.id, quantity: 2 },
        ],
      });
      const [first] = (await sessions.listLineItems(session.id)).data;
      const changed = await sessions.update(session.id, {
        line_items: [
          { price: frame.id, quantity: 3 },
          { id: first?.id ?? '', quantity: 2, metadata: { row: '1' } },
        ],
        expand: ['line_items'],
      });
      expect(changed).toMatchObject({ amount_subtotal: 3500, amount_total: 3900 });
      expect(changed.line_items?.data).toMatchObject([
        { amount_total: 1500, description: 'Poster', quantity: 3 },
        {
          id: first?.id,
          adjustable_quantity: { enabled: true, maximum: 5 },
          amount_tax: 400,
          metadata: { row: '1', shelf: '4' },
          quantity: 2,
        },
      ]);
    }));

  test('sets the shipping address, and requires a new confirmation of the price', () =>
    inCheckout(async (checkout) => {
      const session = await sell(checkout, {
        ...ELEMENTS,
        shipping_address_collection: { allowed_countries: ['US'] },
        payment_intent_data: { description: 'Posters' },
      });
      const changed = await checkout.stripe.checkout.sessions.update(session.id, {
        collected_information: {
          shipping_details: { name: 'Jenny', address: { line1: '1 Main Street', country: 'US' } },
        },
        payment_intent_data: { description: '', metadata: { order: '7' } },
        shipping_options: [
          { shipping_rate_data: { display_name: 'Post', fixed_amount: { amount: 500, currency: 'usd' } } },
        ],
      });
      expect(changed).toMatchObject({
        amount_total: 3500,
        collected_information: { shipping_details: { name: 'Jenny', address: { line1: '1 Main Street' } } },
      });
      await checkout.confirm(session.client_secret ?? '', entered(GOOD, { expected_amount: '3500' }));
      const done = await checkout.stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
      expect(done).toMatchObject({
        payment_intent: { amount_received: 3500, description: null, metadata: { order: '7' } },
      });
    }));

  test.each([
    ['line_items[0][id]', { line_items: [{ id: 'li_nothing', quantity: 1 }] }],
    ['line_items[0][price]', { line_items: [{ price: 'price_nothing', quantity: 1 }] }],
    ['payment_intent_data', { payment_intent_data: { description: 'Too late' } }],
    [
      'shipping',
      { collected_information: { shipping_details: { name: 'J', address: { country: 'US', line1: '1' } } } },
    ],
  ])('is rejected: %s', (param, change) =>
    inCheckout(async (checkout) => {
      const session = await sell(checkout);
      await expect(checkout.stripe.checkout.sessions.update(session.id, change)).rejects.toMatchObject({ param });
      expect((await checkout.stripe.checkout.sessions.listLineItems(session.id)).data).toHaveLength(1);
    }),
  );

  test('of a complete session is limited to its metadata', () =>
    inCheckout(async (checkout) => {
      const session = await sell(checkout);
      await checkout.confirm(session.id, entered(GOOD));
      const { sessions } = checkout.stripe.checkout;
      expect(await sessions.update(session.id, { metadata: { sent: 'yes' } })).toMatchObject({
        metadata: { sent: 'yes' },
      });
      await expect(sessions.update(session.id, { shipping_options: '' })).rejects.toMatchObject({
        param: 'shipping_options',
      });
    }));
});

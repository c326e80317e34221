import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import type { Checkout } from './checkout.ts';
import { entered, GOOD, inCheckout, POOR, sell } from './checkout-shop.ts';

type Params = Stripe.Checkout.SessionCreateParams;

const ASKS = { tax_id_collection: { enabled: true } } as const;
const IN_GERMANY = { 'payment_method_data[billing_details][address][country]': 'DE' };
const BUSINESS = { 'tax_id[type]': 'eu_vat', 'tax_id[value]': ' DE123456789 ', business_name: 'Rosen GmbH' };

const done = (checkout: Checkout, id: string) =>
  checkout.stripe.checkout.sessions.retrieve(id, { expand: ['customer.tax_ids'] });

describe('the tax ID of a business customer', () => {
  test('is collected, and returned to the merchant for guests', () =>
    inCheckout(async (checkout) => {
      const session = await sell(checkout, ASKS);
      expect(session.tax_id_collection).toEqual({ enabled: true, required: 'never' });
      expect(await checkout.page(session.id)).toMatchObject({ tax_id_collection: { required: false }, tax_id: null });
      await checkout.confirm(session.id, entered(GOOD, { ...IN_GERMANY, ...BUSINESS }));
      expect(await done(checkout, session.id)).toMatchObject({
        customer: null,
        collected_information: { business_name: 'Rosen GmbH' },
        customer_details: {
          business_name: 'Rosen GmbH',
          name: 'Rosen GmbH',
          tax_ids: [{ type: 'eu_vat', value: 'DE123456789' }],
        },
      });
    }));

  test("is optional, unless it is required in the customer's country", () =>
    inCheckout(async (checkout) => {
      const free = await sell(checkout, ASKS);
      await checkout.confirm(free.id, entered(GOOD, IN_GERMANY));
      expect((await done(checkout, free.id)).customer_details).toMatchObject({ name: 'Jenny Rosen', tax_ids: [] });
      const required = { tax_id_collection: { enabled: true, required: 'if_supported' } } satisfies Partial<Params>;
      const session = await sell(checkout, required);
      expect((await checkout.confirm(session.id, entered(GOOD, IN_GERMANY))).error.param).toBe('tax_id');
      const { business_name: _, ...nameless } = BUSINESS;
      const refused = await checkout.confirm(session.id, entered(GOOD, { ...IN_GERMANY, ...nameless }));
      expect(refused.error.param).toBe('business_name');
      expect(await checkout.confirm(session.id, entered(GOOD, { ...IN_GERMANY, ...BUSINESS }))).toMatchObject({
        status: 'complete',
      });
      // Greenland has no known formats.
      const elsewhere = await sell(checkout, required);
      const there = { 'payment_method_data[billing_details][address][country]': 'GL' };
      expect(await checkout.confirm(elsewhere.id, entered(GOOD, there))).toMatchObject({ status: 'complete' });
    }));

  test('is verified like those of customers', () =>
    inCheckout(async (checkout) => {
      const session = await sell(checkout, ASKS);
      const wrong = { ...BUSINESS, 'tax_id[value]': 'DE12' };
      const error = { code: 'tax_id_invalid', param: 'tax_id[value]' };
      expect((await checkout.change(session.id, wrong)).error).toMatchObject(error);
      expect((await checkout.confirm(session.id, entered(GOOD, wrong))).error).toMatchObject(error);
      const silent = await sell(checkout);
      expect((await checkout.confirm(silent.id, entered(GOOD, BUSINESS))).error.param).toMatch(/tax_id|business_name/);
    }));

  test('persists if it was entered before the payment, and can be removed', () =>
    inCheckout(async (checkout) => {
      const session = await sell(checkout, ASKS);
      const told = { tax_id: { type: 'eu_vat', value: 'DE123456789' }, business_name: 'Rosen GmbH' };
      expect(await checkout.change(session.id, BUSINESS)).toMatchObject(told);
      expect(await checkout.change(session.id, { tax_id: '' })).toMatchObject({ tax_id: null, business_name: null });
      expect(await checkout.change(session.id, BUSINESS)).toMatchObject(told);
      await checkout.confirm(session.id, entered(GOOD, IN_GERMANY));
      expect((await done(checkout, session.id)).customer_details?.tax_ids).toHaveLength(1);
    }));

  test('is removed when the customer then pays as a private person', () =>
    inCheckout(async (checkout) => {
      const session = await sell(checkout, ASKS);
      await checkout.confirm(session.id, entered(POOR, { ...IN_GERMANY, ...BUSINESS }));
      await checkout.confirm(session.id, entered(GOOD, { ...IN_GERMANY, tax_id: '' }));
      expect((await done(checkout, session.id)).customer_details).toMatchObject({ name: 'Jenny Rosen', tax_ids: [] });
    }));

  test('is saved with the new customer', () =>
    inCheckout(async (checkout) => {
      const session = await sell(checkout, { ...ASKS, customer_creation: 'always' });
      await checkout.confirm(session.id, entered(GOOD, { ...IN_GERMANY, ...BUSINESS }));
      expect(await done(checkout, session.id)).toMatchObject({
        customer: {
          name: 'Rosen GmbH',
          business_name: 'Rosen GmbH',
          tax_ids: { data: [{ type: 'eu_vat', value: 'DE123456789', country: 'DE' }] },
        },
      });
      expect(await checkout.eventTypes()).toContain('customer.tax_id.created');
    }));

  test('is saved with an existing customer, who enters it once', () =>
    inCheckout(async (checkout) => {
      const { id: customer } = await checkout.stripe.customers.create({ email: 'jenny@example.com', name: 'Jenny' });
      const update = { customer, customer_update: { name: 'auto' } } satisfies Partial<Params>;
      await expect(sell(checkout, { ...ASKS, customer })).rejects.toMatchObject({ param: 'customer_update[name]' });
      const first = await sell(checkout, { ...ASKS, ...update });
      await checkout.confirm(first.id, entered(GOOD, { ...IN_GERMANY, ...BUSINESS }));
      expect(await done(checkout, first.id)).toMatchObject({
        customer: { name: 'Rosen GmbH', tax_ids: { data: [{ value: 'DE123456789' }] } },
      });
      const required = { tax_id_collection: { enabled: true, required: 'if_supported' } } satisfies Partial<Params>;
      const second = await sell(checkout, { ...required, ...update });
      expect(await checkout.page(second.id)).toMatchObject({ tax_id_collection: null });
      await checkout.confirm(second.id, entered(GOOD, IN_GERMANY));
      expect((await done(checkout, second.id)).customer_details?.tax_ids).toEqual([
        { type: 'eu_vat', value: 'DE123456789' },
      ]);
    }));

  test.each([
    [{ mode: 'setup', currency: 'usd', success_url: 'https://shop.example/done', ...ASKS }, 'tax_id_collection'],
    [
      {
        ui_mode: 'elements',
        return_url: 'https://shop.example/back',
        tax_id_collection: { enabled: true, required: 'never' },
        line_items: [{ price_data: { currency: 'usd', unit_amount: 500, product_data: { name: 'A' } }, quantity: 1 }],
      },
      'tax_id_collection[required]',
    ],
  ] as [Params, string][])('is not collected in unsupported cases: %j', (params, param) =>
    inCheckout(async ({ stripe }) => {
      await expect(stripe.checkout.sessions.create(params)).rejects.toMatchObject({ param, statusCode: 400 });
    }),
  );
});

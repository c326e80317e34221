import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { entered, GOOD, inCheckout, sell } from './checkout-shop.ts';

type Params = Stripe.Checkout.SessionCreateParams;

const BACK = 'https://shop.example/back';
const EMBEDDED = { ui_mode: 'elements', return_url: 'https://shop.example/back' } as const;
const ADDRESS = {
  'shipping[name]': 'Jenny',
  'shipping[address][line1]': '1 Main Street',
  'shipping[address][country]': 'US',
};
const long = (characters: number) => 'x'.repeat(characters);
const TEXT = { key: 'note', label: { type: 'custom', custom: 'Note' }, type: 'text' } as const;
const CHOICE = { key: 'size', label: { type: 'custom', custom: 'Size' }, type: 'dropdown' } as const;

describe('parameters of a session', () => {
  test('names are collected, and saved with the customer', () =>
    inCheckout(async (checkout) => {
      const session = await sell(checkout, {
        customer_creation: 'always',
        name_collection: { business: { enabled: true }, individual: { enabled: true, optional: true } },
      });
      expect(await checkout.page(session.id)).toMatchObject({
        name_collection: { business: { optional: false }, individual: { optional: true } },
      });
      expect((await checkout.confirm(session.id, entered(GOOD))).error.param).toBe('business_name');
      await checkout.confirm(session.id, entered(GOOD, { business_name: 'Rosen Ltd' }));
      const done = await checkout.stripe.checkout.sessions.retrieve(session.id, { expand: ['customer'] });
      expect(done).toMatchObject({
        collected_information: { business_name: 'Rosen Ltd', individual_name: null },
        customer: { business_name: 'Rosen Ltd' },
        customer_details: { business_name: 'Rosen Ltd' },
        name_collection: { business: { enabled: true, optional: false } },
      });
    }));

  test('the shipping address can be left to the server', () =>
    inCheckout(async (checkout) => {
      const session = await sell(checkout, {
        ...EMBEDDED,
        permissions: { update_shipping_details: 'server_only' },
        shipping_address_collection: { allowed_countries: ['US'] },
      });
      const key = session.client_secret ?? '';
      expect((await checkout.change(key, ADDRESS)).error.param).toBe('shipping');
      expect((await checkout.confirm(key, entered(GOOD, ADDRESS))).error.param).toBe('shipping');
      await checkout.stripe.checkout.sessions.update(session.id, {
        collected_information: {
          shipping_details: { name: 'Jenny', address: { line1: '1 Main Street', country: 'US' } },
        },
      });
      expect(await checkout.confirm(key, entered(GOOD))).toMatchObject({ status: 'complete' });
    }));

  test('the payment has the values of payment_intent_data', () =>
    inCheckout(async (checkout) => {
      const session = await sell(checkout, {
        customer_creation: 'always',
        payment_intent_data: {
          description: 'Two posters',
          metadata: { order: '7' },
          receipt_email: 'books@example.com',
          setup_future_usage: 'off_session',
          shipping: { name: 'Jenny', address: { line1: '1 Main Street', country: 'US' } },
          statement_descriptor: 'POSTERS LTD',
          statement_descriptor_suffix: 'POSTERS',
          transfer_group: 'group 7',
        },
        payment_method_data: { allow_redisplay: 'unspecified' },
      });
      expect(await checkout.page(session.id)).toMatchObject({ saves_for_later: true });
      await checkout.confirm(session.id, entered(GOOD));
      const done = await checkout.stripe.checkout.sessions.retrieve(session.id, {
        expand: ['payment_intent.payment_method'],
      });
      expect(done).toMatchObject({
        customer: expect.stringMatching(/^cus_/),
        payment_intent: {
          description: 'Two posters',
          metadata: { order: '7' },
          payment_method: { allow_redisplay: 'unspecified', customer: done.customer },
          receipt_email: 'books@example.com',
          setup_future_usage: 'off_session',
          shipping: { name: 'Jenny' },
          statement_descriptor_suffix: 'POSTERS',
          transfer_group: 'group 7',
        },
      });
    }));

  test('a guest with a saved card remains a guest: the card is found through the payment', () =>
    inCheckout(async (checkout) => {
      const session = await sell(checkout, { payment_intent_data: { setup_future_usage: 'off_session' } });
      await checkout.confirm(session.id, entered(GOOD));
      const done = await checkout.stripe.checkout.sessions.retrieve(session.id, {
        expand: ['payment_intent.payment_method'],
      });
      expect(done).toMatchObject({
        customer: null,
        payment_intent: {
          customer: null,
          payment_method: { allow_redisplay: 'limited', customer: null },
          setup_future_usage: 'off_session',
        },
        payment_status: 'paid',
      });
    }));

  test('the setup has the values of setup_intent_data', () =>
    inCheckout(async (checkout) => {
      const session = await checkout.stripe.checkout.sessions.create({
        mode: 'setup',
        currency: 'usd',
        success_url: 'https://shop.example/done',
        setup_intent_data: { description: 'For later', metadata: { plan: 'gold' } },
        expand: ['setup_intent'],
      });
      expect(session.setup_intent).toMatchObject({ description: 'For later', metadata: { plan: 'gold' } });
    }));

  test('customers are updated as customer_update allows, and no further', () =>
    inCheckout(async (checkout) => {
      const customer = await checkout.stripe.customers.create({ email: 'jenny@example.com', name: 'Jen' });
      const visit = async (update: Params['customer_update']) => {
        const session = await sell(checkout, {
          customer: customer.id,
          customer_update: update ?? {},
          shipping_address_collection: { allowed_countries: ['US'] },
        });
        await checkout.confirm(session.id, entered(GOOD, ADDRESS));
        return checkout.stripe.customers.retrieve(customer.id);
      };
      expect(await visit({ name: 'never' })).toMatchObject({ name: 'Jen', address: null, shipping: null });
      expect(await visit({ address: 'auto', name: 'auto', shipping: 'auto' })).toMatchObject({
        name: 'Jenny Rosen',
        address: { country: 'US', postal_code: '94103' },
        shipping: { name: 'Jenny', address: { line1: '1 Main Street' } },
      });
    }));

  test('hidden wallets are not offered', () =>
    inCheckout(async (checkout) => {
      const shown = await sell(checkout);
      const hidden = await sell(checkout, { wallet_options: { link: { display: 'never' } } });
      expect(hidden.wallet_options).toEqual({ link: { display: 'never' } });
      expect(hidden.payment_method_types).toEqual(shown.payment_method_types.filter((type) => type !== 'link'));
    }));

  test('origin and integration are returned', () =>
    inCheckout(async (checkout) => {
      const session = await sell(checkout, { origin_context: 'mobile_app', integration_identifier: 'shop 2' });
      expect(session).toMatchObject({ origin_context: 'mobile_app', integration_identifier: 'shop 2' });
    }));

  test.each([
    [{ client_reference_id: long(201) }, 'client_reference_id'],
    [{ custom_text: { submit: { message: long(1201) } } }, 'custom_text[submit][message]'],
    [{ payment_intent_data: { statement_descriptor_suffix: long(23) } }, 'statement_descriptor_suffix'],
    [{ custom_fields: [{ ...TEXT, label: { type: 'custom', custom: long(101) } }] }, 'custom_fields[0][label][custom]'],
    [
      { custom_fields: [{ ...TEXT, text: { minimum_length: 5, maximum_length: 4 } }] },
      'custom_fields[0][text][minimum_length]',
    ],
    [
      { custom_fields: [{ ...TEXT, text: { maximum_length: 3, default_value: 'long' } }] },
      'custom_fields[0][text][default_value]',
    ],
    [
      { custom_fields: [{ ...CHOICE, dropdown: { options: [{ label: 'S', value: 's' }], default_value: 'm' } }] },
      'custom_fields[0][dropdown][default_value]',
    ],
    [
      { custom_fields: [{ ...CHOICE, dropdown: { options: [{ label: 'S', value: 'not so!' }] } }] },
      'custom_fields[0][dropdown][options][0][value]',
    ],
    [{ permissions: { update_shipping_details: 'server_only' } }, 'permissions'],
    [{ submit_type: 'subscribe' }, 'submit_type'],
    [{ payment_method_collection: 'always' }, 'payment_method_collection'],
    [{ customer_update: { name: 'auto' } }, 'customer_update'],
    [{ ...EMBEDDED, success_url: undefined, after_expiration: { recovery: { enabled: true } } }, 'after_expiration'],
  ] as [Partial<Params>, string][])('invalid combinations are rejected: %j', (more, param) =>
    inCheckout(async (checkout) => {
      await expect(sell(checkout, more)).rejects.toMatchObject({ param, statusCode: 400 });
    }),
  );

  test.each([
    ['phone_number_collection', { phone_number_collection: { enabled: true } }],
    ['shipping_address_collection', { shipping_address_collection: { allowed_countries: ['US'] } }],
    ['after_expiration', { after_expiration: { recovery: { enabled: true } } }],
    ['allow_promotion_codes', { allow_promotion_codes: true }],
    ['automatic_tax', { automatic_tax: { enabled: true } }],
    ['customer_update', { customer: 'cus_1', customer_update: { name: 'auto' } }],
  ] as [string, Partial<Params>][])('a setup rejects %s', (param, more) =>
    inCheckout(async ({ stripe }) => {
      const setup = { mode: 'setup', currency: 'usd', success_url: 'https://shop.example/done' } as const;
      await expect(stripe.checkout.sessions.create({ ...setup, ...more })).rejects.toMatchObject({ param });
    }),
  );

  test.each([
    ['adaptive_pricing', { adaptive_pricing: { enabled: true } }],
    [
      'automatic_tax[liability]',
      { automatic_tax: { enabled: true, liability: { type: 'account', account: 'acct_1' } } },
    ],
    ['managed_payments', { managed_payments: { enabled: true } }],
  ] as [string, Partial<Params>][])('parameters that are not built are rejected by name: %s', (param, more) =>
    inCheckout(async (checkout) => {
      await expect(sell(checkout, more)).rejects.toMatchObject({ param, statusCode: 501 });
    }),
  );

  test('a payment has invoice settings, and creates no invoice', () =>
    inCheckout(async (checkout) => {
      const none = {
        account_tax_ids: null,
        custom_fields: null,
        description: null,
        footer: null,
        issuer: null,
        metadata: {},
        rendering_options: null,
      };
      expect((await sell(checkout)).invoice_creation).toEqual({ enabled: false, invoice_data: none });
      const given = await sell(checkout, { invoice_creation: { enabled: false, invoice_data: { footer: 'Thanks' } } });
      expect(given.invoice_creation).toEqual({ enabled: false, invoice_data: { ...none, footer: 'Thanks' } });
      const { stripe } = checkout;
      const setup = await stripe.checkout.sessions.create({ mode: 'setup', currency: 'usd', success_url: BACK });
      expect(setup.invoice_creation).toBeNull();
    }));

  test('a total below the minimum is no fault of one parameter', () =>
    inCheckout(async (checkout) => {
      const tiny = { price_data: { currency: 'usd', unit_amount: 20, product_data: { name: 'Stamp' } }, quantity: 1 };
      const error = await sell(checkout, { line_items: [tiny] }).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'amount_too_small', message: expect.stringContaining('$0.50 USD') });
      expect(error).toHaveProperty('param', undefined);
    }));

  test.each([
    ['https://shop.example/done?id={CHECKOUT_SESSION_ID}', (id: string) => `https://shop.example/done?id=${id}`],
    ['https://shop.example/ä/{CHECKOUT_SESSION_ID}', (id: string) => `https://shop.example/%C3%A4/${id}`],
    [
      'https://shop.example/done?id=%7BCHECKOUT_SESSION_ID%7D',
      () => 'https://shop.example/done?id=%7BCHECKOUT_SESSION_ID%7D',
    ],
  ])('only a template as it is documented is filled in: %s', (url, filled) =>
    inCheckout(async (checkout) => {
      const session = await sell(checkout, { success_url: url });
      const done = await checkout.confirm(session.id, entered(GOOD));
      expect(done.after_url).toBe(filled(session.id));
    }),
  );

  test('features can be disabled explicitly', () =>
    inCheckout(async (checkout) => {
      const off = { enabled: false };
      const session = await sell(checkout, {
        adaptive_pricing: off,
        automatic_tax: off,
        invoice_creation: off,
        managed_payments: off,
        tax_id_collection: off,
      });
      expect(session.status).toBe('open');
    }));
});

test('options that only PaymentIntents have are not shown', () =>
  inCheckout(async (checkout) => {
    const konbini = await sell(checkout, {
      allowed_payment_method_types: ['konbini'],
      payment_method_options: { konbini: { expires_after_days: 2 } },
      line_items: [
        { price_data: { currency: 'jpy', unit_amount: 1500, product_data: { name: 'Poster' } }, quantity: 1 },
      ],
    });
    expect(konbini.payment_method_options?.konbini).toEqual({ expires_after_days: 2 });
    const pix = await sell(checkout, {
      allowed_payment_method_types: ['pix'],
      payment_method_options: { pix: { expires_after_seconds: 600 } },
      line_items: [
        { price_data: { currency: 'brl', unit_amount: 1500, product_data: { name: 'Poster' } }, quantity: 1 },
      ],
    });
    expect(pix.payment_method_options?.pix).toEqual({ expires_after_seconds: 600 });
  }));

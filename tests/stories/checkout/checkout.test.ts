import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import type { Checkout } from './checkout.ts';
import { ASKS, entered, GOOD, inCheckout, POOR, priceOf, SUCCESS, sell } from './checkout-shop.ts';

describe('a hosted session', () => {
  test('is created from a price, and paid on its page', () =>
    inCheckout(async (checkout) => {
      const session = await sell(checkout, { cancel_url: 'https://shop.example/cart', client_reference_id: 'order 7' });
      expect(session).toMatchObject({
        amount_subtotal: 3000,
        amount_total: 3000,
        currency: 'usd',
        customer_creation: 'if_required',
        payment_intent: null,
        payment_status: 'unpaid',
        status: 'open',
        ui_mode: 'hosted_page',
      });
      expect(session.id).toMatch(/^cs_test_a1\w{56}$/);
      expect(session.url).toMatch(new RegExp(`/c/pay/${session.id}$`));

      const page = await checkout.page(session.id);
      expect(page).toMatchObject({ status: 'open', totals: { total: 3000 }, lines: [{ name: 'Poster', quantity: 2 }] });

      const paid = await checkout.confirm(session.id, entered(GOOD, { expected_amount: '3000' }));
      expect(paid).toMatchObject({
        status: 'complete',
        payment_status: 'paid',
        after_url: `https://shop.example/thanks?session_id=${session.id}`,
      });

      const done = await checkout.stripe.checkout.sessions.retrieve(session.id, {
        expand: ['payment_intent', 'line_items'],
      });
      expect(done).toMatchObject({
        customer: null,
        customer_details: { email: 'jenny@example.com', name: 'Jenny Rosen', address: { country: 'US' } },
        line_items: { data: [{ amount_total: 3000, description: 'Poster', quantity: 2 }] },
        payment_intent: { amount: 3000, status: 'succeeded' },
        payment_status: 'paid',
        status: 'complete',
        url: null,
      });
      expect((await checkout.eventTypes()).slice(2)).toEqual([
        'payment_intent.created',
        'charge.succeeded',
        'payment_intent.succeeded',
        'checkout.session.completed',
        'charge.updated',
      ]);
    }));

  test('stays open after a declined card, and has one payment', () =>
    inCheckout(async (checkout) => {
      const session = await sell(checkout);
      const refused = await checkout.confirm(session.id, entered(POOR));
      expect(refused.error).toMatchObject({ type: 'card_error', decline_code: 'insufficient_funds' });
      expect(refused.error.payment_intent).toBeUndefined();
      const page = await checkout.page(session.id);
      expect(page.payment?.error).toMatchObject({ decline_code: 'insufficient_funds' });
      expect(page.status).toBe('open');

      expect(await checkout.confirm(session.id, entered(GOOD))).toMatchObject({ status: 'complete' });
      const intents = await checkout.stripe.paymentIntents.list();
      expect(intents.data.map(({ status }) => status)).toEqual(['succeeded']);
    }));

  test('has its payment from the start in versions before 2022-08-01, and is paid with it', () =>
    inCheckout(async (checkout) => {
      const older = { apiVersion: '2020-08-27' };
      const params = {
        mode: 'payment' as const,
        line_items: [
          { quantity: 1, price_data: { currency: 'usd', unit_amount: 3_000, product_data: { name: 'Cup' } } },
        ],
        success_url: 'https://shop.example/',
        payment_intent_data: { metadata: { order: '7' } },
      } satisfies Stripe.Checkout.SessionCreateParams;
      const session = await checkout.stripe.checkout.sessions.create(params, older);
      const intent = String(session.payment_intent);
      const begun = await checkout.stripe.paymentIntents.retrieve(intent);
      expect(begun).toMatchObject({ amount: 3_000, status: 'requires_payment_method', metadata: { order: '7' } });
      expect(await checkout.confirm(session.id, entered(GOOD))).toMatchObject({ status: 'complete' });
      const { data } = await checkout.stripe.paymentIntents.list();
      expect(data.map(({ id, status }) => [id, status])).toEqual([[intent, 'succeeded']]);
      const ended = await checkout.stripe.checkout.sessions.create(params, older);
      await checkout.stripe.checkout.sessions.expire(ended.id);
      const canceled = await checkout.stripe.paymentIntents.retrieve(String(ended.payment_intent));
      expect(canceled.status).toBe('canceled');
      expect((await checkout.stripe.checkout.sessions.create(params)).payment_intent).toBeNull();
    }));

  test('is paid once in two tabs', () =>
    inCheckout(async (checkout) => {
      const session = await sell(checkout);
      const answers = await Promise.all([1, 2, 3].map(() => checkout.confirm(session.id, entered(GOOD))));
      expect(answers.filter((answer) => answer.status === 'complete')).toHaveLength(1);
      expect(answers.filter((answer) => answer.error?.code === 'checkout_not_active_session')).toHaveLength(2);
      const { data } = await checkout.stripe.charges.list();
      expect(data.filter(({ paid }) => paid)).toHaveLength(1);
    }));

  test('completes after a challenge', () =>
    inCheckout(async (checkout) => {
      const session = await sell(checkout);
      const waiting = await checkout.confirm(session.id, entered(ASKS));
      expect(waiting).toMatchObject({ status: 'open', payment: { status: 'requires_action' } });
      await checkout.authenticate(waiting.payment.challenge_url, 'authorize');
      expect(await checkout.page(session.id)).toMatchObject({ status: 'complete', payment_status: 'paid' });
    }));

  test('is not paid with an amount that was not displayed', () =>
    inCheckout(async (checkout) => {
      const session = await sell(checkout);
      const { error } = await checkout.confirm(session.id, entered(GOOD, { expected_amount: '2999' }));
      expect(error).toMatchObject({ code: 'checkout_amount_mismatch', param: 'expected_amount' });
      expect((await checkout.stripe.charges.list()).data).toEqual([]);
    }));

  test('expires after a day, or when the merchant expires it', () =>
    inCheckout(async (checkout) => {
      const [late, ended] = [await sell(checkout), await sell(checkout)];
      expect(await checkout.stripe.checkout.sessions.expire(ended.id)).toMatchObject({ status: 'expired', url: null });
      await expect(checkout.stripe.checkout.sessions.expire(ended.id)).rejects.toThrow('status of expired');
      await checkout.advance('24h');
      expect(await checkout.stripe.checkout.sessions.retrieve(late.id)).toMatchObject({ status: 'expired' });
      const { error } = await checkout.confirm(late.id, entered(GOOD));
      expect(error).toMatchObject({ code: 'checkout_not_active_session' });
      expect((await checkout.eventTypes()).filter((type) => type === 'checkout.session.expired')).toHaveLength(2);
    }));

  test('creates a customer if requested', () =>
    inCheckout(async (checkout) => {
      const session = await sell(checkout, { customer_creation: 'always' });
      await checkout.confirm(session.id, entered(GOOD));
      const { customer } = await checkout.stripe.checkout.sessions.retrieve(session.id, { expand: ['customer'] });
      expect(customer).toMatchObject({ email: 'jenny@example.com', name: 'Jenny Rosen' });
    }));

  test("collects the merchant's custom fields", () =>
    inCheckout(async (checkout) => {
      const session = await sell(checkout, {
        phone_number_collection: { enabled: true },
        consent_collection: { terms_of_service: 'required' },
        custom_fields: [
          {
            key: 'engraving',
            label: { type: 'custom', custom: 'Engraving' },
            type: 'text',
            text: { maximum_length: 5 },
          },
        ],
      });
      const given: Record<string, string> = {};
      const missing = async () => (await checkout.confirm(session.id, entered(GOOD, given))).error?.param;
      expect(await missing()).toBe('phone');
      given.phone = '+15551234567';
      expect(await missing()).toBe('consent[terms_of_service]');
      given['consent[terms_of_service]'] = 'accepted';
      expect(await missing()).toBe('custom_fields');
      given['custom_fields[0][key]'] = 'engraving';
      given['custom_fields[0][value]'] = 'too long';
      expect(await missing()).toBe('custom_fields[0][value]');
      given['custom_fields[0][value]'] = 'Jenny';
      expect(await missing()).toBeUndefined();
      expect(await checkout.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
        consent: { terms_of_service: 'accepted' },
        custom_fields: [{ key: 'engraving', text: { value: 'Jenny' } }],
        customer_details: { phone: '+15551234567' },
      });
    }));
});

describe('the order', () => {
  test('quantities, shipping and a promotion code change the total', () =>
    inCheckout(async (checkout) => {
      const coupon = await checkout.stripe.coupons.create({ percent_off: 10 });
      await checkout.stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: coupon.id }, code: 'TENOFF' });
      const price = await priceOf(checkout);
      const session = await sell(checkout, {
        allow_promotion_codes: true,
        line_items: [{ price: price.id, quantity: 1, adjustable_quantity: { enabled: true, maximum: 5 } }],
        shipping_address_collection: { allowed_countries: ['DK', 'US'] },
        shipping_options: [
          { shipping_rate_data: { display_name: 'Post', fixed_amount: { amount: 500, currency: 'usd' } } },
          { shipping_rate_data: { display_name: 'Express', fixed_amount: { amount: 1200, currency: 'usd' } } },
        ],
      });
      expect(session).toMatchObject({ amount_subtotal: 1500, amount_total: 2000 });
      const { lines, shipping_options: options } = await checkout.page(session.id);

      const four = { 'line_items[0][id]': lines[0]?.id ?? '', 'line_items[0][quantity]': '4' };
      expect((await checkout.change(session.id, four)).totals).toMatchObject({ subtotal: 6000, total: 6500 });
      const six = { ...four, 'line_items[0][quantity]': '6' };
      expect((await checkout.change(session.id, six)).error.param).toBe('line_items[0][quantity]');
      const express = { shipping_rate: options[1]?.shipping_rate ?? '' };
      expect((await checkout.change(session.id, express)).totals).toMatchObject({ shipping: 1200, total: 7200 });
      const typed = await checkout.change(session.id, { promotion_code: 'tenoff' });
      expect(typed).toMatchObject({ discounts: [{ code: 'TENOFF' }], totals: { discount: 600, total: 6600 } });
      expect((await checkout.change(session.id, { promotion_code: 'NONE' })).error.code).toBe('promotion_code_invalid');

      const address = {
        'shipping[name]': 'Jenny Rosen',
        'shipping[address][line1]': 'Vestergade 1',
        'shipping[address][city]': 'Odense',
        'shipping[address][postal_code]': '5000',
      };
      const abroad = await checkout.confirm(
        session.id,
        entered(GOOD, { ...address, 'shipping[address][country]': 'FR' }),
      );
      expect(abroad.error.param).toBe('shipping[address][country]');
      await checkout.confirm(session.id, entered(GOOD, { ...address, 'shipping[address][country]': 'DK' }));
      const done = await checkout.stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
      expect(done).toMatchObject({
        amount_total: 6600,
        collected_information: { shipping_details: { name: 'Jenny Rosen', address: { city: 'Odense' } } },
        payment_intent: { amount: 6600, shipping: { address: { line1: 'Vestergade 1' } } },
        shipping_cost: { amount_total: 1200 },
        total_details: { amount_discount: 600, amount_shipping: 1200, amount_tax: 0 },
      });
      expect(await checkout.stripe.coupons.retrieve(coupon.id)).toMatchObject({ times_redeemed: 1 });
    }));

  test('a code that is used up between display and payment is rejected, and nothing is charged', () =>
    inCheckout(async (checkout) => {
      const coupon = await checkout.stripe.coupons.create({ amount_off: 1000, currency: 'usd', max_redemptions: 1 });
      await checkout.stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: coupon.id }, code: 'LAST' });
      const sessions = [1, 2].map(() => sell(checkout, { allow_promotion_codes: true }));
      const [first, second] = await Promise.all(sessions);
      if (!first || !second) throw new Error('two sessions');
      for (const { id } of [first, second]) await checkout.change(id, { promotion_code: 'LAST' });
      expect(await checkout.confirm(first.id, entered(GOOD))).toMatchObject({ status: 'complete' });
      expect((await checkout.confirm(second.id, entered(GOOD))).error.param).toBe('promotion_code');
      expect((await checkout.stripe.charges.list()).data.map(({ amount }) => amount)).toEqual([2000]);
    }));

  test('is not paid if it is free', () =>
    inCheckout(async (checkout) => {
      const coupon = await checkout.stripe.coupons.create({ percent_off: 100 });
      const session = await sell(checkout, { discounts: [{ coupon: coupon.id }] });
      expect(await checkout.page(session.id)).toMatchObject({ needs_payment_method: false, totals: { total: 0 } });
      const done = await checkout.confirm(session.id, { email: 'jenny@example.com' });
      expect(done).toMatchObject({ status: 'complete', payment_status: 'no_payment_required' });
      expect((await checkout.stripe.charges.list()).data).toEqual([]);
    }));

  test('taxes are added, or included in the price', () =>
    inCheckout(async (checkout) => {
      const vat = await checkout.stripe.taxRates.create({ display_name: 'VAT', percentage: 25, inclusive: true });
      const sales = await checkout.stripe.taxRates.create({ display_name: 'Sales', percentage: 8.5, inclusive: false });
      const price = await priceOf(checkout, 1000);
      const session = await sell(checkout, {
        line_items: [
          { price: price.id, quantity: 1, tax_rates: [vat.id] },
          { price: price.id, quantity: 1, tax_rates: [sales.id] },
        ],
      });
      expect(session).toMatchObject({ amount_total: 2085, total_details: { amount_tax: 285 } });
      const { totals } = await checkout.page(session.id);
      expect(totals.taxes).toMatchObject([
        { display_name: 'VAT', inclusive: true, amount: 200 },
        { display_name: 'Sales', inclusive: false, amount: 85 },
      ]);
    }));

  test.each([
    ['a recurring price', { recurring: { interval: 'month' as const } }, 'recurring price'],
    ['an inactive price', { active: false }, 'inactive'],
    ['a price of another currency', { currency: 'dkk' }, 'only supports `dkk`'],
  ])('%s is rejected', (_, more, message) =>
    inCheckout(async (checkout) => {
      const [good, bad] = [await priceOf(checkout), await priceOf(checkout, 1500, more)];
      const lines = [good, bad].map(({ id }) => ({ price: id, quantity: 1 }));
      await expect(sell(checkout, { line_items: lines })).rejects.toThrow(message);
    }),
  );
});

describe('a returning customer', () => {
  /** Creates a customer with a saved card that may be shown again. */
  async function returning({ stripe }: Checkout, name: { name?: string } = { name: 'Jenny Rosen' }) {
    const customer = await stripe.customers.create({ email: 'jenny@example.com', name: 'Jenny Rosen' });
    const method = await stripe.paymentMethods.create({
      type: 'card',
      card: { token: 'tok_visa' },
      allow_redisplay: 'always',
      billing_details: {
        email: 'jenny@example.com',
        ...name,
        address: { country: 'US', postal_code: '94103' },
      },
    });
    await stripe.paymentMethods.attach(method.id, { customer: customer.id });
    return { customer: customer.id, method: method.id };
  }

  const embedded = {
    ui_mode: 'embedded' as const,
    return_url: 'https://example.com/success?session_id={CHECKOUT_SESSION_ID}',
  };

  test('finds their card prefilled, and pays with it', () =>
    inCheckout(async (checkout) => {
      const { customer, method } = await returning(checkout);
      const session = await sell(checkout, { ...embedded, customer } as Partial<Stripe.Checkout.SessionCreateParams>);
      expect(session).toMatchObject({ url: null, ui_mode: 'embedded_page' });
      const key = session.client_secret ?? '';
      expect(await checkout.page(key)).toMatchObject({
        email: { value: 'jenny@example.com', editable: false },
        prefilled_payment_method: method,
        saved_payment_methods: [{ id: method, brand: 'visa', last4: '4242' }],
      });
      expect(await checkout.confirm(key, { payment_method: method })).toMatchObject({
        status: 'complete',
        after_url: `https://example.com/success?session_id=${session.id}`,
      });
      const done = await checkout.stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
      expect(done).toMatchObject({ customer, payment_intent: { customer, payment_method: method } });
    }));

  test('finds nothing prefilled half an hour later', () =>
    inCheckout(async (checkout) => {
      const { customer, method } = await returning(checkout);
      const session = await sell(checkout, { customer });
      await checkout.advance('30m');
      expect(await checkout.page(session.id)).toMatchObject({
        email: { value: null, editable: true },
        prefilled_payment_method: null,
        saved_payment_methods: [],
      });
      const { error } = await checkout.confirm(session.id, { payment_method: method });
      expect(error).toMatchObject({ code: 'resource_missing', param: 'payment_method' });
    }));

  test.each([
    ['a card that may not be shown', { allow_redisplay: 'limited' as const }],
    ['a card without an address', { billing_details: { address: '' as const } }],
    ['a card without a name', {}, {}],
  ])('does not include %s', (_, change, name?: { name?: string }) =>
    inCheckout(async (checkout) => {
      const { customer, method } = await returning(checkout, name);
      await checkout.stripe.paymentMethods.update(method, change);
      const session = await sell(checkout, { customer });
      expect(await checkout.page(session.id)).toMatchObject({ saved_payment_methods: [] });
    }),
  );

  test('may remove a card if the merchant allows it, and save one with consent', () =>
    inCheckout(async (checkout) => {
      const { customer, method } = await returning(checkout);
      const session = await sell(checkout, {
        customer,
        saved_payment_method_options: { payment_method_remove: 'enabled', payment_method_save: 'enabled' },
      });
      const page = await checkout.detach(session.id, method);
      expect(page).toMatchObject({ saved_payment_methods: [], offers_to_save: true });
      await checkout.confirm(session.id, entered(GOOD, { save_payment_method: 'true' }));
      const { data } = await checkout.stripe.paymentMethods.list({ customer, type: 'card' });
      expect(data).toMatchObject([{ allow_redisplay: 'always' }]);
    }));
});

describe('other ways to pay', () => {
  test('a setup session saves a card and charges nothing', () =>
    inCheckout(async (checkout) => {
      const customer = await checkout.stripe.customers.create({ email: 'jenny@example.com' });
      const session = await checkout.stripe.checkout.sessions.create({
        mode: 'setup',
        currency: 'usd',
        customer: customer.id,
        success_url: SUCCESS,
      });
      expect(session).toMatchObject({
        payment_status: 'no_payment_required',
        setup_intent: expect.stringMatching(/^seti_/),
      });
      expect(await checkout.confirm(session.id, entered(GOOD))).toMatchObject({ status: 'complete' });
      const { data } = await checkout.stripe.paymentMethods.list({ customer: customer.id });
      expect(data).toHaveLength(1);
      expect(await checkout.eventTypes()).toEqual(
        expect.arrayContaining(['setup_intent.succeeded', 'checkout.session.completed']),
      );
    }));

  test('a card with manual capture is paid when the merchant captures', () =>
    inCheckout(async (checkout) => {
      const session = await sell(checkout, { payment_intent_data: { capture_method: 'manual' } });
      expect(await checkout.confirm(session.id, entered(GOOD))).toMatchObject({
        status: 'complete',
        payment_status: 'unpaid',
      });
      const { payment_intent: intent } = await checkout.stripe.checkout.sessions.retrieve(session.id);
      await checkout.stripe.paymentIntents.capture(String(intent));
      expect(await checkout.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ payment_status: 'paid' });
    }));

  test('a wallet redirects to its page and back', () =>
    inCheckout(async (checkout) => {
      const price = await priceOf(checkout, 10000, { currency: 'dkk' });
      const session = await sell(checkout, { line_items: [{ price: price.id, quantity: 1 }] });
      const form = { email: 'jenny@example.com', 'payment_method_data[type]': 'mobilepay' };
      const waiting = await checkout.confirm(session.id, form);
      expect(waiting).toMatchObject({
        status: 'open',
        payment: { redirect_url: expect.stringContaining('/authorize/') },
      });
      const back = await checkout.approve(waiting.payment.redirect_url);
      expect(back).toMatch(new RegExp(`/c/return/${session.id}`));
      expect(await checkout.follow(back)).toBe(`https://shop.example/thanks?session_id=${session.id}`);
      expect(await checkout.page(session.id)).toMatchObject({ status: 'complete', payment_status: 'paid' });
    }));

  test('a voucher is shown to the customer, who pays it later', () =>
    inCheckout(async (checkout) => {
      const price = await priceOf(checkout, 10000, { currency: 'eur' });
      const session = await sell(checkout, {
        line_items: [{ price: price.id, quantity: 1 }],
        allowed_payment_method_types: ['multibanco'],
      });
      const form = { email: 'jenny@example.com', 'payment_method_data[type]': 'multibanco' };
      const done = await checkout.confirm(session.id, {
        ...form,
        'payment_method_data[billing_details][email]': 'jenny@example.com',
      });
      expect(done).toMatchObject({ status: 'complete', payment_status: 'unpaid' });
      expect(done.after_url).toMatch(/\/authorize\//);
      const voucher = await checkout.read(done.after_url);
      const back = /href="([^"]*\/c\/return\/[^"]*)"/.exec(voucher)?.[1]?.replaceAll('&amp;', '&') ?? '';
      expect(await checkout.follow(back)).toBe(`https://shop.example/thanks?session_id=${session.id}`);

      await checkout.approve(done.after_url);
      expect(await checkout.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ payment_status: 'paid' });
      expect(await checkout.eventTypes()).toContain('checkout.session.async_payment_succeeded');
    }));
});

describe('access to a page', () => {
  test('the client secret opens an embedded session, its id alone does not', () =>
    inCheckout(async (checkout) => {
      const session = await sell(checkout, { ui_mode: 'embedded_page', return_url: 'https://example.com/' });
      expect(await checkout.page(session.id)).toMatchObject({ error: { code: 'resource_missing' } });
      expect(await checkout.page(`${session.id}_secret_wrong`)).toMatchObject({ error: { code: 'resource_missing' } });
      expect(await checkout.page(session.client_secret ?? '')).toMatchObject({ object: 'payment_page' });
    }));

  test("a page's key opens nothing else", () =>
    inCheckout(async (checkout) => {
      const [mine, other] = [await sell(checkout), await sell(checkout)];
      expect(await checkout.call('GET', `/v1/payment_pages/${other.id}`, mine.id)).toMatchObject({ status: 404 });
      for (const path of ['/v1/customers', '/v1/payment_intents', `/v1/checkout/sessions/${mine.id}`])
        expect(await checkout.call('GET', path, mine.id)).toMatchObject({ status: 401 });
      expect(
        await checkout.call(
          'GET',
          `/v1/payment_pages/${mine.id}`,
          `${mine.id.slice(0, -1)}${mine.id.endsWith('0') ? '1' : '0'}`,
        ),
      ).toMatchObject({
        status: 401,
      });
    }));
});

describe('unsupported sessions', () => {
  test.each([
    [{ success_url: undefined }, 'success_url'],
    [{ return_url: 'https://example.com' }, 'return_url'],
    [{ ui_mode: 'embedded_page' as const, success_url: SUCCESS }, 'success_url'],
    [{ ui_mode: 'embedded_page' as const, success_url: undefined }, 'return_url'],
    [{ success_url: 'javascript:alert(1)' }, 'success_url'],
    [{ customer: 'cus_nobody' }, 'customer'],
    [{ line_items: [] }, 'line_items'],
    [{ expires_at: 1 }, 'expires_at'],
    [{ setup_intent_data: { description: 'Nothing to set up' } }, 'setup_intent_data'],
    [{ customer_email: 'nobody' }, 'customer_email'],
  ] as [Partial<Stripe.Checkout.SessionCreateParams>, string][])('%o', (more, param) =>
    inCheckout(async (checkout) => {
      await expect(sell(checkout, { success_url: SUCCESS, ...more })).rejects.toMatchObject({ param });
    }),
  );
});

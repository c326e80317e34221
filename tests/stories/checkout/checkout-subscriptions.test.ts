import type Stripe from 'stripe';
import { expect, test } from 'vitest';
import type { Checkout } from './checkout.ts';
import { ASKS, entered, GOOD, inCheckout, POOR, SUCCESS } from './checkout-shop.ts';

async function monthly({ stripe }: Checkout, amount = 1500, more: Partial<Stripe.PriceCreateParams> = {}) {
  const product = await stripe.products.create({ name: 'Image bank' });
  return stripe.prices.create({
    product: product.id,
    currency: 'usd',
    unit_amount: amount,
    recurring: { interval: 'month' },
    ...more,
  });
}

async function offer(checkout: Checkout, more: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
  const price = await monthly(checkout);
  return checkout.stripe.checkout.sessions.create({
    mode: 'subscription',
    line_items: [{ price: price.id, quantity: 2 }],
    success_url: SUCCESS,
    ...more,
  });
}

const DONE = ['subscription', 'invoice.payments', 'customer'];

async function completed({ stripe }: Checkout, id: string) {
  const session = await stripe.checkout.sessions.retrieve(id, { expand: DONE });
  return {
    session,
    subscription: session.subscription as Stripe.Subscription,
    invoice: session.invoice as Stripe.Invoice,
    customer: session.customer as Stripe.Customer,
  };
}

test('a session in subscription mode makes its customer, subscription and paid invoice when it completes', () =>
  inCheckout(async (checkout) => {
    const { stripe } = checkout;
    const open = await offer(checkout, { subscription_data: { metadata: { plan: 'two' }, description: 'Images' } });
    expect(open).toMatchObject({
      amount_total: 3000,
      customer: null,
      customer_creation: 'always',
      invoice: null,
      invoice_creation: null,
      mode: 'subscription',
      payment_intent: null,
      payment_method_collection: 'always',
      payment_status: 'unpaid',
      subscription: null,
    });
    expect(await checkout.page(open.id)).toMatchObject({ mode: 'subscription', saves_for_later: true });
    const declined = await checkout.confirm(open.id, entered(POOR));
    expect(declined.error).toMatchObject({ decline_code: 'insufficient_funds' });
    expect((await stripe.subscriptions.list({ status: 'all' })).data).toEqual([]);
    await checkout.confirm(open.id, entered(GOOD));
    const { session, subscription, invoice, customer } = await completed(checkout, open.id);
    expect(session).toMatchObject({ status: 'complete', payment_status: 'paid', payment_intent: null });
    expect(customer).toMatchObject({ email: 'jenny@example.com', name: 'Jenny Rosen' });
    expect(subscription).toMatchObject({
      customer: customer.id,
      description: 'Images',
      items: { data: [{ quantity: 2 }] },
      latest_invoice: invoice.id,
      metadata: { plan: 'two' },
      status: 'active',
    });
    expect(subscription.default_payment_method).toMatch(/^pm_/);
    expect(invoice).toMatchObject({
      amount_paid: 3000,
      billing_reason: 'subscription_create',
      status: 'paid',
      total: 3000,
    });
    const [payment] = invoice.payments?.data ?? [];
    expect(payment).toMatchObject({ status: 'paid', amount_paid: 3000, is_default: true });
    const intent = await stripe.paymentIntents.retrieve(String(payment?.payment.payment_intent));
    expect(intent).toMatchObject({
      customer: customer.id,
      description: 'Subscription creation',
      setup_future_usage: 'off_session',
      status: 'succeeded',
    });
    const types = await checkout.eventTypes();
    for (const type of ['customer.created', 'customer.subscription.created', 'invoice.finalized', 'invoice.paid'])
      expect(types).toContain(type);
    expect(types.indexOf('checkout.session.completed')).toBeGreaterThan(types.indexOf('invoice.paid'));
    expect((await stripe.checkout.sessions.list({ subscription: subscription.id })).data).toHaveLength(1);
    await checkout.advance('32d');
    const { data } = await stripe.invoices.list({ subscription: subscription.id });
    expect(data.map(({ status, amount_paid: paid }) => [status, paid])).toEqual([
      ['paid', 3000],
      ['paid', 3000],
    ]);
  }));

test('the subscription is made once a bank has authenticated the payer', () =>
  inCheckout(async (checkout) => {
    const open = await offer(checkout);
    const page = await checkout.confirm(open.id, entered(ASKS));
    expect((await checkout.stripe.subscriptions.list({ status: 'all' })).data).toEqual([]);
    await checkout.authenticate(page.payment.challenge_url, 'authorize');
    const { session, subscription } = await completed(checkout, open.id);
    expect([session.status, subscription.status]).toEqual(['complete', 'active']);
  }));

test('a trial collects a payment method and costs nothing yet', () =>
  inCheckout(async (checkout) => {
    const open = await offer(checkout, { subscription_data: { trial_period_days: 7 } });
    expect(open).toMatchObject({ amount_subtotal: 0, amount_total: 0 });
    expect(await checkout.page(open.id)).toMatchObject({
      needs_payment_method: true,
      trial: { ends_at: open.created + 7 * 86_400, amount: 3_000, recurring: { interval: 'month', interval_count: 1 } },
    });
    await checkout.confirm(open.id, entered(GOOD));
    const { session, subscription, invoice } = await completed(checkout, open.id);
    expect(session).toMatchObject({ payment_status: 'no_payment_required', setup_intent: null, status: 'complete' });
    expect(subscription.status).toBe('trialing');
    expect(subscription.default_payment_method).toMatch(/^pm_/);
    expect(invoice).toMatchObject({ status: 'paid', total: 0 });
    await checkout.advance('8d');
    const after = await checkout.stripe.subscriptions.retrieve(subscription.id, { expand: ['latest_invoice'] });
    expect(after).toMatchObject({ status: 'active', latest_invoice: { status: 'paid', amount_paid: 3000 } });
  }));

test('a trial without a payment method, if none is required', () =>
  inCheckout(async (checkout) => {
    const open = await offer(checkout, {
      payment_method_collection: 'if_required',
      subscription_data: {
        trial_period_days: 7,
        trial_settings: { end_behavior: { missing_payment_method: 'cancel' } },
      },
    });
    expect((await checkout.page(open.id)).needs_payment_method).toBe(false);
    await checkout.confirm(open.id, { email: 'jenny@example.com' });
    const { subscription } = await completed(checkout, open.id);
    expect(subscription).toMatchObject({ default_payment_method: null, status: 'trialing' });
    await checkout.advance('8d');
    expect((await checkout.stripe.subscriptions.retrieve(subscription.id)).status).toBe('canceled');
  }));

test('one-time prices, promotion codes and tax rates are on the first invoice', () =>
  inCheckout(async (checkout) => {
    const { stripe } = checkout;
    const price = await monthly(checkout, 10_000);
    const setup = await stripe.prices.create({ currency: 'usd', unit_amount: 5_000, product_data: { name: 'Setup' } });
    const vat = await stripe.taxRates.create({ display_name: 'VAT', percentage: 10, inclusive: false });
    const coupon = await stripe.coupons.create({ percent_off: 20, duration: 'once' });
    await stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: coupon.id }, code: 'FIFTH' });
    const open = await stripe.checkout.sessions.create({
      mode: 'subscription',
      allow_promotion_codes: true,
      line_items: [
        { price: price.id, quantity: 1, tax_rates: [vat.id] },
        { price: setup.id, quantity: 1 },
        {
          price_data: {
            currency: 'usd',
            unit_amount: 1_000,
            recurring: { interval: 'month' },
            product_data: { name: 'Extra' },
          },
          quantity: 3,
        },
      ],
      success_url: SUCCESS,
    });
    expect(open).toMatchObject({ amount_subtotal: 18_000, amount_total: 19_000 });
    const { totals } = await checkout.change(open.id, { promotion_code: 'fifth' });
    expect(totals).toMatchObject({ discount: 3_600, tax: 800, total: 15_200 });
    await checkout.confirm(open.id, { ...entered(GOOD), expected_amount: '15200' });
    const { session, subscription, invoice } = await completed(checkout, open.id);
    expect(session.amount_total).toBe(15_200);
    expect(invoice).toMatchObject({ status: 'paid', total: 15_200, amount_paid: 15_200, amount_remaining: 0 });
    expect(invoice.lines.data).toHaveLength(3);
    expect(subscription.items.data.map(({ quantity }) => quantity)).toEqual([1, 3]);
    expect((await stripe.coupons.retrieve(coupon.id)).times_redeemed).toBe(1);
    await checkout.advance('32d');
    const { data } = await stripe.invoices.list({ subscription: subscription.id });
    expect(data[0]).toMatchObject({ status: 'paid', total: 14_000 });
  }));

test('an existing customer is prefilled with their default card', () =>
  inCheckout(async (checkout) => {
    const { stripe } = checkout;
    const { id: customer } = await stripe.customers.create({ email: 'jenny@example.com' });
    const card = async () => {
      const made = await stripe.paymentMethods.create({
        type: 'card',
        card: { token: 'tok_visa' },
        allow_redisplay: 'always',
        billing_details: {
          name: 'Jenny',
          email: 'jenny@example.com',
          address: { country: 'US', postal_code: '94103' },
        },
      });
      return stripe.paymentMethods.attach(made.id, { customer });
    };
    const [first] = [await card(), await card()];
    await stripe.customers.update(customer, { invoice_settings: { default_payment_method: first.id } });
    const open = await offer(checkout, { customer });
    const page = await checkout.page(open.id);
    expect(page.prefilled_payment_method).toBe(first.id);
    await checkout.confirm(open.id, { payment_method: first.id });
    const { subscription } = await completed(checkout, open.id);
    expect(subscription).toMatchObject({ customer, default_payment_method: first.id, status: 'active' });
  }));

test('a debit that arrives later completes the session unpaid at first', () =>
  inCheckout(async (checkout) => {
    const price = await monthly(checkout, 2_000, { currency: 'eur' });
    const open = await offer(checkout, {
      allowed_payment_method_types: ['sepa_debit'],
      line_items: [{ price: price.id, quantity: 1 }],
    });
    await checkout.confirm(open.id, {
      email: 'jenny@example.com',
      'payment_method_data[type]': 'sepa_debit',
      'payment_method_data[sepa_debit][iban]': 'AT611904300234573201',
      'payment_method_data[billing_details][name]': 'Jenny Rosen',
      'payment_method_data[billing_details][email]': 'jenny@example.com',
    });
    const { session, subscription, invoice } = await completed(checkout, open.id);
    expect([session.status, session.payment_status, subscription.status, invoice.status]).toEqual([
      'complete',
      'unpaid',
      'active',
      'open',
    ]);
    await checkout.advance('15d');
    const after = await completed(checkout, open.id);
    expect([after.session.payment_status, after.invoice.status]).toEqual(['paid', 'paid']);
    expect(await checkout.eventTypes()).toContain('checkout.session.async_payment_succeeded');
  }));

test('a payment link with a recurring price sells subscriptions', () =>
  inCheckout(async (checkout) => {
    const { stripe } = checkout;
    const price = await monthly(checkout);
    const link = await stripe.paymentLinks.create({
      line_items: [{ price: price.id, quantity: 1 }],
      subscription_data: { trial_period_days: 3, metadata: { from: 'link' } },
    });
    expect(link).toMatchObject({
      customer_creation: 'always',
      invoice_creation: null,
      payment_intent_data: null,
      payment_method_collection: 'always',
      subscription_data: { trial_period_days: 3, invoice_settings: { issuer: { type: 'self' } } },
    });
    const id = (await checkout.follow(link.url))?.split('/').at(-1) ?? '';
    await checkout.confirm(id, entered(GOOD));
    const { session, subscription } = await completed(checkout, id);
    expect([session.mode, session.payment_link]).toEqual(['subscription', link.id]);
    expect(subscription).toMatchObject({ status: 'trialing', metadata: { from: 'link' } });
    const refused = stripe.paymentLinks.create({
      line_items: [{ price: price.id, quantity: 1 }],
      payment_intent_data: { description: 'x' },
    });
    await expect(refused).rejects.toMatchObject({ param: 'payment_intent_data' });
  }));

test('sessions are refused that no subscription can be made of', () =>
  inCheckout(async (checkout) => {
    const { stripe } = checkout;
    const once = await stripe.prices.create({ currency: 'usd', unit_amount: 500, product_data: { name: 'Once' } });
    const yearly = await monthly(checkout, 900, { recurring: { interval: 'year' } });
    const month = await monthly(checkout);
    const refused = (more: Partial<Stripe.Checkout.SessionCreateParams>) =>
      offer(checkout, more).then(
        () => 'created',
        ({ param }: Stripe.errors.StripeError) => param,
      );
    const line = (price: string) => ({ price, quantity: 1 });
    expect(await refused({ line_items: [line(once.id)] })).toBe('line_items');
    expect(await refused({ line_items: [line(month.id), line(yearly.id)] })).toBe('line_items');
    expect(await refused({ payment_intent_data: { description: 'x' } })).toBe('payment_intent_data');
    expect(await refused({ subscription_data: { trial_period_days: 0 } })).toBe('subscription_data[trial_period_days]');
    expect(await refused({ subscription_data: { trial_end: 1 } })).toBe('subscription_data[trial_end]');
    expect(await refused({ customer_creation: 'always' })).toBe('customer_creation');
    expect(await refused({ mode: 'payment', subscription_data: { description: 'x' } })).toBe('subscription_data');
    expect(await refused({ mode: 'payment' })).toBe('line_items[0][price]');
  }));

test('a session in payment mode makes a paid invoice, if asked to', () =>
  inCheckout(async (checkout) => {
    const { stripe } = checkout;
    const frame = await stripe.prices.create({ currency: 'eur', unit_amount: 5_000, product_data: { name: 'Frame' } });
    const vat = await stripe.taxRates.create({ display_name: 'VAT', percentage: 20, inclusive: false });
    const coupon = await stripe.coupons.create({ percent_off: 10 });
    const order: Stripe.Checkout.SessionCreateParams = {
      mode: 'payment',
      discounts: [{ coupon: coupon.id }],
      invoice_creation: {
        enabled: true,
        invoice_data: { description: 'Frames', footer: 'Thanks', metadata: { order: '7' } },
      },
      line_items: [{ price: frame.id, quantity: 2, tax_rates: [vat.id] }],
      success_url: SUCCESS,
    };
    const open = await stripe.checkout.sessions.create(order);
    expect(open).toMatchObject({
      customer_creation: 'always',
      invoice_creation: { enabled: true },
      amount_total: 10_800,
    });
    await checkout.confirm(open.id, entered(GOOD));
    const { session, invoice } = await completed(checkout, open.id);
    expect(invoice).toMatchObject({
      amount_paid: 10_800,
      billing_reason: 'manual',
      description: 'Frames',
      footer: 'Thanks',
      metadata: { order: '7' },
      status: 'paid',
      total: 10_800,
    });
    expect(invoice.number).toMatch(/-0001$/);
    expect(invoice.payments?.data[0]?.payment.payment_intent).toBe(session.payment_intent);
    expect((await stripe.coupons.retrieve(coupon.id)).times_redeemed).toBe(1);

    const late = await stripe.checkout.sessions.create({ ...order, allowed_payment_method_types: ['sepa_debit'] });
    await checkout.confirm(late.id, {
      email: 'jenny@example.com',
      'payment_method_data[type]': 'sepa_debit',
      'payment_method_data[sepa_debit][iban]': 'AT611904300234573201',
      'payment_method_data[billing_details][name]': 'Jenny Rosen',
      'payment_method_data[billing_details][email]': 'jenny@example.com',
    });
    const before = await completed(checkout, late.id);
    expect([before.session.payment_status, before.invoice.status]).toEqual(['unpaid', 'open']);
    await checkout.advance('15d');
    const after = await completed(checkout, late.id);
    expect([after.session.payment_status, after.invoice.status]).toEqual(['paid', 'paid']);
    const link = await stripe.paymentLinks.create({
      invoice_creation: { enabled: true },
      line_items: [{ price: frame.id, quantity: 1 }],
    });
    expect(link.invoice_creation?.enabled).toBe(true);
  }));

test("a customer on a test clock subscribes on the clock's time", () =>
  inCheckout(async (checkout) => {
    const { stripe } = checkout;
    const start = 1_893_456_000;
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time: start });
    const customer = await stripe.customers.create({ email: 'jenny@example.com', test_clock: clock.id });
    const open = await offer(checkout, { customer: customer.id });
    expect(open.created).toBe(start);
    await checkout.confirm(open.id, entered(GOOD));
    const { subscription, invoice } = await completed(checkout, open.id);
    expect(subscription).toMatchObject({ created: start, status: 'active', test_clock: clock.id });
    expect(invoice).toMatchObject({ status: 'paid', test_clock: clock.id });
    await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: start + 32 * 86_400 });
    await checkout.advance('1s');
    const { data } = await stripe.invoices.list({ subscription: subscription.id });
    expect(data.map(({ status }) => status)).toEqual(['paid', 'paid']);
  }));

test('the first invoice has the automatic tax that the payer was shown', () =>
  inCheckout(async (checkout) => {
    const { stripe } = checkout;
    await stripe.tax.settings.update({ head_office: { address: { country: 'DE' } } });
    await stripe.tax.registrations.create({
      country: 'DE',
      active_from: 'now',
      country_options: { de: { type: 'standard' } },
    });
    const price = await monthly(checkout, 10_000, { currency: 'eur', tax_behavior: 'exclusive' });
    const open = await offer(checkout, {
      automatic_tax: { enabled: true },
      line_items: [{ price: price.id, quantity: 1 }],
    });
    const page = await checkout.change(open.id, { 'billing_address[country]': 'DE' });
    expect(page.totals).toMatchObject({ tax: 1_900, total: 11_900 });
    await checkout.confirm(open.id, {
      ...entered(GOOD),
      'payment_method_data[billing_details][address][country]': 'DE',
      expected_amount: '11900',
    });
    const { subscription, invoice } = await completed(checkout, open.id);
    expect(subscription.automatic_tax).toMatchObject({ enabled: true });
    expect(invoice).toMatchObject({ amount_remaining: 0, automatic_tax: { status: 'complete' }, total: 11_900 });
    await checkout.advance('32d');
    const { data } = await stripe.invoices.list({ subscription: subscription.id });
    expect(data.map(({ status, total }) => [status, total])).toEqual([
      ['paid', 11_900],
      ['paid', 11_900],
    ]);
  }));

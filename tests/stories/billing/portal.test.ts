import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';
import { refusal } from '../../support/refusal.ts';

async function offered({ stripe }: Harness) {
  const { id: product } = await stripe.products.create({ name: 'Pro' });
  const price = await stripe.prices.create({
    product,
    currency: 'usd',
    unit_amount: 500,
    recurring: { interval: 'month' },
  });
  return { product, price: price.id };
}

describe('a configuration of the portal', () => {
  test('has everything switched off that it does not name', () =>
    withFlorin(async ({ stripe, eventTypes }) => {
      const configuration = await stripe.billingPortal.configurations.create({
        features: { invoice_history: { enabled: true }, subscription_cancel: { enabled: true } },
        default_return_url: 'https://shop.example/account',
      });
      expect(configuration).toMatchObject({
        id: expect.stringMatching(/^bpc_/),
        active: true,
        business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
        default_return_url: 'https://shop.example/account',
        features: {
          customer_update: { allowed_updates: [], enabled: false },
          invoice_history: { enabled: true },
          payment_method_update: { enabled: false, payment_method_configuration: null },
          subscription_cancel: {
            cancellation_reason: { enabled: false, options: [] },
            enabled: true,
            mode: 'at_period_end',
            proration_behavior: 'none',
          },
          subscription_update: {
            default_allowed_updates: [],
            enabled: false,
            proration_behavior: 'none',
            schedule_at_period_end: { conditions: [] },
            trial_update_behavior: 'end_trial',
          },
        },
        is_default: false,
        login_page: { enabled: false, url: null },
      });
      expect(await eventTypes()).toEqual(['billing_portal.configuration.created']);
    }));

  test('is changed feature by feature', () =>
    withFlorin(async (shop) => {
      const { configurations } = shop.stripe.billingPortal;
      const { id } = await configurations.create({
        features: { subscription_cancel: { enabled: true, mode: 'immediately', proration_behavior: 'none' } },
      });
      const changed = await configurations.update(id, {
        business_profile: { headline: 'Your plan' },
        features: {
          customer_update: { enabled: true, allowed_updates: ['email', 'tax_id'] },
          subscription_cancel: { cancellation_reason: { enabled: true, options: ['other', 'unused'] } },
        },
        name: 'Plans',
      });
      expect(changed).toMatchObject({
        business_profile: { headline: 'Your plan' },
        features: {
          customer_update: { enabled: true, allowed_updates: ['email', 'tax_id'] },
          subscription_cancel: {
            enabled: true,
            mode: 'immediately',
            cancellation_reason: { options: ['other', 'unused'] },
          },
        },
        name: 'Plans',
      });
      expect((await configurations.update(id, { active: false })).active).toBe(false);
      expect((await configurations.list({ active: true })).data).toEqual([]);
    }));

  test('offers products, which are shown on request', () =>
    withFlorin(async (shop) => {
      const { product, price } = await offered(shop);
      const { configurations } = shop.stripe.billingPortal;
      const products = [{ product, prices: [price] }];
      const { id, features } = await configurations.create({
        features: {
          subscription_update: { enabled: true, default_allowed_updates: ['price', 'quantity'], products },
        },
      });
      expect(features.subscription_update).not.toHaveProperty('products');
      const expanded = await configurations.retrieve(id, { expand: ['features.subscription_update.products'] });
      expect(expanded.features.subscription_update.products).toEqual([
        { product, prices: [price], adjustable_quantity: { enabled: false, maximum: null, minimum: 1 } },
      ]);
    }));

  type Features = Stripe.BillingPortal.ConfigurationCreateParams.Features;
  test.each<[string, Features]>([
    ['features[customer_update][allowed_updates]', { customer_update: { enabled: true } }],
    [
      'features[subscription_cancel][cancellation_reason][options]',
      { subscription_cancel: { enabled: true, cancellation_reason: { enabled: true, options: '' } } },
    ],
    [
      'features[subscription_cancel][proration_behavior]',
      { subscription_cancel: { enabled: true, proration_behavior: 'create_prorations' } },
    ],
    ['features[subscription_update][default_allowed_updates]', { subscription_update: { enabled: true } }],
    [
      'features[subscription_update][products]',
      { subscription_update: { enabled: true, default_allowed_updates: ['price'] } },
    ],
    [
      'features[subscription_update][products][0][product]',
      { subscription_update: { enabled: true, products: [{ product: 'prod_none', prices: ['price_none'] }] } },
    ],
  ])('is refused for %s', (param, features) =>
    withFlorin(async ({ stripe, eventTypes }) => {
      expect(await refusal(stripe.billingPortal.configurations.create({ features }))).toMatchObject({
        statusCode: 400,
        param,
      });
      expect(await eventTypes()).toEqual([]);
    }),
  );
});

describe('the pages of the portal', () => {
  const opened = async (
    { stripe, florin }: Harness,
    params: Partial<Stripe.BillingPortal.SessionCreateParams> = {},
  ) => {
    const { id: customer } = await stripe.customers.create({ email: 'jenny@example.com', name: 'Jenny Rosen' });
    const { id: method } = await stripe.paymentMethods.attach('pm_card_visa', { customer });
    const session = await stripe.billingPortal.sessions.create({
      customer,
      return_url: 'https://shop.example/account',
      ...params,
    });
    const get = async (path = '', init: RequestInit = {}) => {
      const response = await florin.fetch(`${session.url}${path}`, { redirect: 'manual', ...init });
      return { status: response.status, to: response.headers.get('location'), text: await response.text() };
    };
    const post = (path: string, form: Record<string, string> = {}) =>
      get(path, { method: 'POST', body: new URLSearchParams(form) });
    return { customer, method, get, post };
  };

  test('show what their configuration has switched on, in the language of the session', () =>
    withFlorin(async (shop) => {
      const { get, customer } = await opened(shop, { locale: 'fr' });
      await shop.stripe.invoiceItems.create({ customer, amount: 1500, currency: 'usd', description: 'Cup' });
      const invoice = await shop.stripe.invoices.create({ customer, pending_invoice_items_behavior: 'include' });
      await shop.stripe.invoices.finalizeInvoice(invoice.id ?? '');
      const { status, text } = await get();
      expect(status).toBe(200);
      for (const shown of ['visa •••• 4242', 'jenny@example.com', '15,00', 'Factures', 'https://shop.example/account'])
        expect(text).toContain(shown);
    }));

  test('change payment methods and billing details by ordinary calls of the API', () =>
    withFlorin(async (shop) => {
      const { customer, method, get, post } = await opened(shop);
      expect(await post(`/payment-methods/${method}/default`)).toMatchObject({ status: 303 });
      const details = { name: 'Jenny', email: 'jr@example.com', line1: '1 Main Street', city: 'Berlin', country: 'DE' };
      expect(await post('/details', { ...details, tax_id_type: 'eu_vat', tax_id: 'DE123456789' })).toMatchObject({
        status: 303,
      });
      expect(await shop.stripe.customers.retrieve(customer, { expand: ['tax_ids'] })).toMatchObject({
        name: 'Jenny',
        email: 'jr@example.com',
        address: { line1: '1 Main Street', country: 'DE' },
        invoice_settings: { default_payment_method: method },
        tax_ids: { data: [{ type: 'eu_vat', value: 'DE123456789' }] },
      });
      const wrong = await post('/details', { tax_id_type: 'eu_vat', tax_id: 'none' });
      expect(wrong).toMatchObject({ status: 422, text: expect.stringContaining('role="alert"') });
      expect(await post(`/payment-methods/${method}/remove`)).toMatchObject({ status: 303 });
      expect((await shop.stripe.paymentMethods.retrieve(method)).customer).toBeNull();
      expect((await get('/payment-methods/add')).to).toMatch(/\/c\/pay\//);
      expect(await shop.eventTypes()).toEqual(
        expect.arrayContaining(['customer.updated', 'customer.tax_id.created', 'payment_method.detached']),
      );
    }));

  test('lead through a flow to where it ends', () =>
    withFlorin(async (shop) => {
      const { get, post } = await opened(shop, {
        flow_data: {
          type: 'customer_update',
          after_completion: { type: 'redirect', redirect: { return_url: 'https://shop.example/done' } },
        },
      });
      expect((await get()).to).toMatch(/\/details$/);
      expect((await post('/details', { name: 'Jenny' })).to).toBe('https://shop.example/done');
    }));

  test('open with the address of a session alone, and not for longer than it lasts', () =>
    withFlorin(async (shop) => {
      const { get } = await opened(shop);
      const other = await opened(shop);
      const address = (await shop.stripe.billingPortal.sessions.create({ customer: other.customer })).url;
      const forged = address.replace(/_\w{32}_/, `_${'0'.repeat(32)}_`);
      expect((await shop.florin.fetch(forged)).status).toBe(404);
      expect((await get()).status).toBe(200);
      await shop.florin.advance('30m');
      expect((await get()).status).toBe(200);
      expect((await other.get()).status).toBe(410);
      await shop.florin.advance('61m');
      expect((await get()).status).toBe(410);
    }));
});

describe('a session of the portal', () => {
  test('uses the configuration that it names, or the default, which the first one makes', () =>
    withFlorin(async ({ stripe }) => {
      const { configurations, sessions } = stripe.billingPortal;
      const { id: customer } = await stripe.customers.create();
      const first = await sessions.create({ customer });
      const second = await sessions.create({ customer, return_url: 'https://shop.example/back', locale: 'fr' });
      expect(second).toMatchObject({
        id: expect.stringMatching(/^bps_/),
        configuration: first.configuration,
        customer,
        flow: null,
        locale: 'fr',
        return_url: 'https://shop.example/back',
        url: expect.stringMatching(/^http:.*\/p\/session\//),
      });
      const [made] = (await configurations.list({ is_default: true })).data;
      expect(made?.id).toBe(first.configuration);
      expect(await refusal(configurations.update(made?.id ?? '', { active: false }))).toMatchObject({
        param: 'active',
      });
      const own = await configurations.create({
        features: { invoice_history: { enabled: true } },
        default_return_url: 'https://shop.example/account',
      });
      expect(await sessions.create({ customer, configuration: own.id })).toMatchObject({
        configuration: own.id,
        return_url: 'https://shop.example/account',
      });
      await configurations.update(own.id, { active: false });
      expect(await refusal(sessions.create({ customer, configuration: own.id }))).toMatchObject({
        param: 'configuration',
      });
      expect(await refusal(sessions.create({ customer: 'cus_none' }))).toMatchObject({
        code: 'resource_missing',
        param: 'customer',
      });
    }));

  test('can lead to one thing to do, if its configuration has it', () =>
    withFlorin(async ({ stripe }) => {
      const { configurations, sessions } = stripe.billingPortal;
      const { id: customer } = await stripe.customers.create();
      const { id: configuration } = await configurations.create({
        features: { payment_method_update: { enabled: true } },
      });
      const flow_data = {
        type: 'payment_method_update',
        after_completion: { type: 'redirect', redirect: { return_url: 'https://shop.example/done' } },
      } as const;
      expect((await sessions.create({ customer, configuration, flow_data })).flow).toMatchObject({
        after_completion: { hosted_confirmation: null, redirect: { return_url: 'https://shop.example/done' } },
        subscription_cancel: null,
        type: 'payment_method_update',
      });
      const refused = async (flow: Stripe.BillingPortal.SessionCreateParams.FlowData, param: string) =>
        expect(await refusal(sessions.create({ customer, configuration, flow_data: flow }))).toMatchObject({ param });
      await refused({ type: 'customer_update' }, 'flow_data[type]');
      await refused(
        { type: 'payment_method_update', after_completion: { type: 'redirect' } },
        'flow_data[after_completion][redirect]',
      );
    }));
});

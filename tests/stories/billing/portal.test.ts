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
        login_page: { enabled: true },
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
        login_page: { enabled: true, url: expect.stringMatching(/^http:.*\/p\/login\//) },
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

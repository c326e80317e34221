import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';
import { refusal } from '../../support/refusal.ts';

type Flow = Stripe.BillingPortal.SessionCreateParams.FlowData;
type Features = Stripe.BillingPortal.ConfigurationCreateParams.Features;

/** A customer who pays 10 dollars a month, may switch to 20, and opens the portal. */
async function subscribed({ stripe, florin }: Harness, features: Features = {}) {
  const { id: customer } = await stripe.customers.create({ name: 'Jenny Rosen' });
  const { id: method } = await stripe.paymentMethods.attach('pm_card_visa', { customer });
  await stripe.customers.update(customer, { invoice_settings: { default_payment_method: method } });
  const { id: product } = await stripe.products.create({ name: 'Image bank' });
  const priceOf = async (unit_amount: number) =>
    (await stripe.prices.create({ product, currency: 'usd', unit_amount, recurring: { interval: 'month' } })).id;
  const [basic, pro] = [await priceOf(1000), await priceOf(2000)];
  const subscription = await stripe.subscriptions.create({ customer, items: [{ price: basic }] });
  const configuration = await stripe.billingPortal.configurations.create({
    features: {
      invoice_history: { enabled: true },
      subscription_cancel: {
        enabled: true,
        cancellation_reason: { enabled: true, options: ['too_expensive', 'other'] },
      },
      subscription_update: {
        enabled: true,
        default_allowed_updates: ['price', 'promotion_code'],
        products: [{ product, prices: [basic, pro] }],
        proration_behavior: 'always_invoice',
      },
      ...features,
    },
  });
  const open = async (flow_data?: Flow) => {
    const session = await stripe.billingPortal.sessions.create({
      customer,
      configuration: configuration.id,
      return_url: 'https://shop.example/account',
      ...(flow_data && { flow_data }),
    });
    const ask = async (path = '', init: RequestInit = {}) => {
      const response = await florin.fetch(path.startsWith('http') ? path : `${session.url}${path}`, {
        redirect: 'manual',
        ...init,
      });
      const to = response.headers.get('location');
      return { status: response.status, to: to && new URL(to, session.url).href, text: await response.text() };
    };
    const post = (path: string, form: Record<string, string> = {}) =>
      ask(path, { method: 'POST', body: new URLSearchParams(form) });
    return { ask, post, url: session.url };
  };
  const at = `/subscriptions/${subscription.id}`;
  const now = () => stripe.subscriptions.retrieve(subscription.id);
  return { customer, configuration: configuration.id, subscription, basic, pro, open, at, now };
}

describe('in the portal, a customer', () => {
  test('cancels at the end of the period, with a reason, and takes it back', () =>
    withFlorin(async (shop) => {
      const { open, at, now } = await subscribed(shop);
      const { ask, post } = await open();
      const home = await ask();
      for (const shown of ['Image bank', '$10.00 per month', 'Renews on', 'Change plan', 'Cancel subscription'])
        expect(home.text).toContain(shown);
      expect((await ask(`${at}/cancel`)).text).toContain('Too expensive');
      expect((await post(`${at}/cancel`, { feedback: 'too_expensive', comment: 'Later' })).status).toBe(303);
      expect(await now()).toMatchObject({
        status: 'active',
        cancel_at_period_end: true,
        cancellation_details: { comment: 'Later', feedback: 'too_expensive', reason: 'cancellation_requested' },
      });
      expect((await ask()).text).toContain('Ends on');
      expect((await ask(`${at}/cancel`)).status).toBe(404);
      expect((await post(`${at}/keep`)).status).toBe(303);
      expect(await now()).toMatchObject({ cancel_at: null, cancel_at_period_end: false });
    }));

  test('cancels at once, if the merchant wants it so', () =>
    withFlorin(async (shop) => {
      const features = { subscription_cancel: { enabled: true, mode: 'immediately' } } as const;
      const { open, at, now } = await subscribed(shop, features);
      const { ask, post } = await open();
      expect((await post(`${at}/cancel`)).status).toBe(303);
      expect((await now()).status).toBe('canceled');
      expect((await ask()).text).toContain('You have no subscription.');
      expect((await post(`${at}/cancel`)).status).toBe(404);
    }));

  test('switches plans, after seeing the invoice that this makes', () =>
    withFlorin(async (shop) => {
      const { open, at, now, pro } = await subscribed(shop);
      await shop.florin.advance('10d');
      const { ask, post } = await open();
      expect((await ask(`${at}/update`)).text).toContain('$20.00');
      const confirm = await ask(`${at}/update/confirm?price=${pro}`);
      expect(confirm.text).toContain('Due today');
      expect((await post(`${at}/update/confirm`, { price: pro })).status).toBe(303);
      const changed = await now();
      expect(changed.items.data[0]?.price.id).toBe(pro);
      const invoice = await shop.stripe.invoices.retrieve(String(changed.latest_invoice));
      expect(invoice).toMatchObject({ status: 'paid', billing_reason: 'subscription_update' });
      expect(confirm.text).toContain(`$${(invoice.total / 100).toFixed(2)}`);
      const unknown = await ask(`${at}/update/confirm?price=price_none`);
      expect(unknown).toMatchObject({ status: 422, text: expect.stringContaining('role="alert"') });
    }));

  test('is led through one change that the merchant has prepared', () =>
    withFlorin(async (shop) => {
      const { open, now, pro, subscription } = await subscribed(shop);
      const [item] = subscription.items.data;
      const { ask, post } = await open({
        type: 'subscription_update_confirm',
        subscription_update_confirm: {
          subscription: subscription.id,
          items: [{ id: item?.id ?? '', price: pro, quantity: 2 }],
        },
        after_completion: { type: 'hosted_confirmation', hosted_confirmation: { custom_message: 'Thank you.' } },
      });
      const { to } = await ask();
      expect((await ask(to ?? '')).text).toContain('Confirm');
      const done = await post(to ?? '');
      expect((await ask(done.to ?? '')).text).toContain('Thank you.');
      expect((await now()).items.data[0]).toMatchObject({ price: { id: pro }, quantity: 2 });
    }));

  test('stays with the discount that a flow offers', () =>
    withFlorin(async (shop) => {
      const { open, now, subscription } = await subscribed(shop);
      const { id: coupon } = await shop.stripe.coupons.create({ percent_off: 20, duration: 'forever' });
      const { ask, post } = await open({
        type: 'subscription_cancel',
        subscription_cancel: {
          subscription: subscription.id,
          retention: { type: 'coupon_offer', coupon_offer: { coupon } },
        },
      });
      const { to } = await ask();
      expect((await ask(to ?? '')).text).toContain('20 %');
      expect((await post(to ?? '', { accept: 'true' })).status).toBe(303);
      expect(await now()).toMatchObject({ status: 'active', cancel_at: null, discounts: [expect.any(String)] });
    }));

  test('is not led to what is not theirs, or is switched off', () =>
    withFlorin(async (shop) => {
      const { stripe } = shop;
      const { customer, configuration, subscription, open } = await subscribed(shop);
      const { id: other } = await stripe.customers.create();
      const flow = (of: string, flow_data: Flow) =>
        refusal(stripe.billingPortal.sessions.create({ customer: of, configuration, flow_data }));
      const cancel = { type: 'subscription_cancel', subscription_cancel: { subscription: subscription.id } } as const;
      const param = 'flow_data[subscription_cancel][subscription]';
      expect(await flow(other, cancel)).toMatchObject({ param });
      expect(await flow(customer, { type: 'subscription_cancel' })).toMatchObject({
        param: 'flow_data[subscription_cancel]',
      });
      const items = [{ id: 'si_none' }];
      const confirm = { subscription: subscription.id, items };
      expect(
        await flow(customer, { type: 'subscription_update_confirm', subscription_update_confirm: confirm }),
      ).toMatchObject({ param: 'flow_data[subscription_update_confirm][items][0][id]' });
      const session = await stripe.billingPortal.sessions.create({ customer: other, configuration });
      expect((await shop.florin.fetch(`${session.url}/subscriptions/${subscription.id}/cancel`)).status).toBe(404);
      await stripe.billingPortal.configurations.update(configuration, {
        features: { subscription_cancel: { enabled: false } },
      });
      expect(await flow(customer, cancel)).toMatchObject({ param: 'flow_data[type]' });
      expect((await (await open()).ask(`/subscriptions/${subscription.id}/cancel`)).status).toBe(404);
    }));
});

import type { Json } from '../../support/harness.ts';
import type { Form, Shop } from './shop.ts';
import type { Situation } from './situation.ts';

const customer = (shop: Shop) => shop.once('customer', () => shop.make('customers', { email: 'jenny@example.com' }));

/** A meter of its own, whose event name nothing else has. */
let named = 0;
const newMeter = (shop: Shop): Promise<Json> =>
  shop.make('billing/meters', {
    display_name: 'Calls',
    event_name: `calls_${++named}`,
    'default_aggregation[formula]': 'sum',
  });

/** A meter with one event of a customer. */
const used = (shop: Shop): Promise<Json> =>
  shop.once('used meter', async () => {
    const meter = await newMeter(shop);
    const { id } = await customer(shop);
    const payload = { 'payload[stripe_customer_id]': id, 'payload[value]': '3' };
    const event = await shop.make('billing/meter_events', { event_name: meter.event_name, ...payload });
    const start = Math.floor(event.timestamp / 86_400) * 86_400;
    await shop.make('billing/meter_events', { event_name: meter.event_name, ...payload, timestamp: `${start}` });
    return { ...meter, customer: id, start };
  });

const credits: Form = {
  'amount[type]': 'monetary',
  'amount[monetary][currency]': 'usd',
  'amount[monetary][value]': '500',
};
const grant = async (shop: Shop, form: Form = {}): Promise<Json> =>
  shop.make('billing/credit_grants', {
    ...credits,
    'applicability_config[scope][price_type]': 'metered',
    customer: (await customer(shop)).id,
    ...form,
  });

/** Grants of two customers, of whom the first has two. */
const granted = (shop: Shop): Promise<Json> =>
  shop.once('grants', async () => {
    const { id } = await shop.make('customers', { email: 'joe@example.com' });
    await grant(shop, { customer: id });
    await grant(shop);
    return grant(shop);
  });

const feature = (shop: Shop): Promise<Json> =>
  shop.make('entitlements/features', { name: 'Export', lookup_key: `export_${++named}` });

const price = (shop: Shop): Promise<Json> =>
  shop.once('metered price', async () =>
    shop.make('prices', {
      currency: 'usd',
      unit_amount: '5',
      'product_data[name]': 'Call',
      'recurring[interval]': 'month',
      'recurring[usage_type]': 'metered',
      'recurring[meter]': (await newMeter(shop)).id,
    }),
  );

/** The scope of credits, unless the parameter is about it. */
async function scoped(shop: Shop, path: string, under: string): Promise<Form> {
  if (path.includes('[prices]')) return { [`${under}[prices][0][id]`]: (await price(shop)).id };
  return { [`${under}[price_type]`]: 'metered' };
}

/** The features of a portal that a parameter is about. */
async function portalFeatures(shop: Shop, path: string): Promise<Form> {
  const of = (name: string) => path.startsWith(`features[${name}]`);
  const update = 'features[subscription_update]';
  if (of('customer_update')) return { 'features[customer_update][allowed_updates][0]': 'email' };
  if (of('subscription_cancel')) {
    const reasons = 'features[subscription_cancel][cancellation_reason]';
    const asked = path.includes('[cancellation_reason]') && {
      [`${reasons}[enabled]`]: 'true',
      [`${reasons}[options][0]`]: 'other',
    };
    return { ...asked, 'features[subscription_cancel][mode]': 'immediately' };
  }
  if (!of('subscription_update')) return { 'features[invoice_history][enabled]': 'true' };
  const product = await shop.once('product of portals', () => shop.make('products', { name: 'Pro' }));
  const { id } = await shop.once('price of portals', () =>
    shop.make('prices', { product: product.id, currency: 'usd', unit_amount: '500', 'recurring[interval]': 'month' }),
  );
  return {
    [`${update}[default_allowed_updates][0]`]: 'price',
    [`${update}[products][0][product]`]: product.id,
    [`${update}[products][0][prices][0]`]: id,
  };
}

/** A customer who is subscribed to a product with two features. */
const entitled = (shop: Shop): Promise<Json> =>
  shop.once('entitled', async () => {
    const made = await shop.make('customers', { email: 'joe@example.com' });
    const { id: method } = await shop.make('payment_methods/pm_card_visa/attach', { customer: made.id });
    const product = await shop.make('products', { name: 'Pro' });
    for (let n = 0; n < 2; n++)
      await shop.make(`products/${product.id}/features`, { entitlement_feature: (await feature(shop)).id });
    const terms = { product: product.id, currency: 'usd', unit_amount: '500', 'recurring[interval]': 'month' };
    const { id } = await shop.make('prices', terms);
    await shop.make('subscriptions', { customer: made.id, 'items[0][price]': id, default_payment_method: method });
    return made;
  });

/** Calls of metered usage and what is billed by it, in which their parameters have an effect. */
export const USAGE_SITUATIONS: Readonly<Record<string, (shop: Shop, path: string) => Promise<Situation> | Situation>> =
  {
    'POST /v1/billing/meters': () => ({
      form: { display_name: 'Calls', event_name: `calls_${++named}`, 'default_aggregation[formula]': 'sum' },
    }),
    'POST /v1/billing/meters/{id}': async (shop) => ({ ids: [(await newMeter(shop)).id] }),
    'GET /v1/billing/meters': async (shop) => {
      await shop.once('two meters', async () => {
        const { id } = await newMeter(shop);
        await shop.make(`billing/meters/${id}/deactivate`);
        return newMeter(shop);
      });
      return {};
    },
    'GET /v1/billing/meters/{id}/event_summaries': async (shop) => {
      const { id, customer, start } = await used(shop);
      const span = { start_time: `${start}`, end_time: `${start + 86_400}` };
      return { ids: [id], form: { customer, ...span, value_grouping_window: 'hour' } };
    },
    'POST /v1/billing/meter_events': async (shop) => {
      const { event_name, customer } = await used(shop);
      return { form: { event_name, 'payload[stripe_customer_id]': customer, 'payload[value]': '1' } };
    },
    'POST /v1/billing/meter_event_adjustments': async (shop) => {
      const { event_name, customer } = await used(shop);
      const payload = { 'payload[stripe_customer_id]': customer, 'payload[value]': '1' };
      const { identifier } = await shop.make('billing/meter_events', { event_name, ...payload });
      return { form: { event_name, type: 'cancel', 'cancel[identifier]': identifier } };
    },
    'POST /v1/billing/credit_grants': async (shop, path) => ({
      form: {
        ...credits,
        customer: (await customer(shop)).id,
        ...(await scoped(shop, path, 'applicability_config[scope]')),
      },
    }),
    'POST /v1/billing/credit_grants/{id}': async (shop) => ({ ids: [(await grant(shop)).id] }),
    'GET /v1/billing/credit_grants': async (shop) => {
      await granted(shop);
      return {};
    },
    'GET /v1/billing/credit_balance_transactions': async (shop) => {
      await granted(shop);
      return {};
    },
    'GET /v1/billing/credit_balance_summary': async (shop, path) => {
      const { id, customer } = await granted(shop);
      const form = path.includes('applicability_scope')
        ? { 'filter[type]': 'applicability_scope', ...(await scoped(shop, path, 'filter[applicability_scope]')) }
        : { 'filter[type]': 'credit_grant', 'filter[credit_grant]': id };
      return { form: { customer, ...form } };
    },
    'POST /v1/billing/alerts': async (shop) => ({
      form: {
        title: 'Many calls',
        alert_type: 'usage_threshold',
        'usage_threshold[gte]': '10',
        'usage_threshold[meter]': (await used(shop)).id,
        'usage_threshold[recurrence]': 'one_time',
        'usage_threshold[filters][0][customer]': (await customer(shop)).id,
        'usage_threshold[filters][0][type]': 'customer',
      },
    }),
    'GET /v1/billing/alerts': async (shop) => {
      await shop.once('alerts', async () => {
        for (const { id } of [await newMeter(shop), await newMeter(shop)])
          await shop.make('billing/alerts', {
            title: 'Many calls',
            alert_type: 'usage_threshold',
            'usage_threshold[gte]': '10',
            'usage_threshold[meter]': id,
            'usage_threshold[recurrence]': 'one_time',
          });
        return {};
      });
      return {};
    },
    'POST /v1/billing/feedback_options': () => ({ form: { description: 'Moved' } }),
    'POST /v1/billing/feedback_options/{id}': async (shop) => ({
      ids: [(await shop.make('billing/feedback_options', { description: 'Moved' })).id],
    }),
    'GET /v1/billing/feedback_options': async (shop) => {
      await shop.once('feedback options', async () => {
        const { id } = await shop.make('billing/feedback_options', { description: 'Moved' });
        await shop.make(`billing/feedback_options/${id}/deactivate`);
        return shop.make('billing/feedback_options', { description: 'Too far' });
      });
      return {};
    },
    'POST /v1/billing_portal/configurations': async (shop, path) => ({ form: await portalFeatures(shop, path) }),
    'POST /v1/billing_portal/configurations/{configuration}': async (shop, path) => ({
      ids: [(await shop.make('billing_portal/configurations', { 'features[invoice_history][enabled]': 'true' })).id],
      form: await portalFeatures(shop, path),
    }),
    'GET /v1/billing_portal/configurations': async (shop) => {
      await shop.once('configurations of portals', async () => {
        const form = { 'features[invoice_history][enabled]': 'true' };
        const { id } = await shop.make('billing_portal/configurations', form);
        await shop.make(`billing_portal/configurations/${id}`, { active: 'false' });
        return shop.make('billing_portal/sessions', { customer: (await customer(shop)).id });
      });
      return {};
    },
    'GET /v1/entitlements/active_entitlements': async (shop) => ({ form: { customer: (await entitled(shop)).id } }),
    'POST /v1/entitlements/features': () => ({ form: { name: 'Export', lookup_key: `export_${++named}` } }),
    'POST /v1/entitlements/features/{id}': async (shop) => ({ ids: [(await feature(shop)).id] }),
    'GET /v1/entitlements/features': async (shop) => {
      await shop.once('two features', async () => {
        const { id } = await feature(shop);
        await shop.make(`entitlements/features/${id}`, { active: 'false' });
        return feature(shop);
      });
      return {};
    },
    'POST /v1/products/{id}/features': async (shop) => ({
      ids: [(await shop.make('products', { name: 'Pro' })).id],
      form: { entitlement_feature: (await feature(shop)).id },
    }),
    'GET /v1/products/{id}/features': async (shop) => {
      const { id } = await shop.once('product with features', async () => {
        const product = await shop.make('products', { name: 'Pro' });
        for (let n = 0; n < 2; n++) {
          await shop.make(`products/${product.id}/features`, { entitlement_feature: (await feature(shop)).id });
        }
        return product;
      });
      return { ids: [id] };
    },
  };

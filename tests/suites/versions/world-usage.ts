import type { Harness } from '../../support/harness.ts';

/** Meters with usage. */
export async function meteredUsage({ stripe }: Harness): Promise<unknown> {
  const { id: customer } = await stripe.customers.create();
  const params = { display_name: 'Calls', event_name: 'calls', default_aggregation: { formula: 'sum' } } as const;
  const meter = await stripe.billing.meters.create(params);
  await stripe.billing.meters.update(meter.id, { display_name: 'API calls' });
  await stripe.billing.meters.deactivate(meter.id);
  await stripe.billing.meters.reactivate(meter.id);
  const payload = { stripe_customer_id: customer, value: '5' };
  await stripe.billing.meterEvents.create({ event_name: 'calls', payload });
  return meter;
}

/** Credits of a customer, of which some are taken back. */
export async function billingCredits({ stripe }: Harness): Promise<unknown> {
  const { id: customer } = await stripe.customers.create();
  const terms = {
    amount: { type: 'monetary', monetary: { currency: 'usd', value: 500 } },
    applicability_config: { scope: { price_type: 'metered' } },
    category: 'paid',
    customer,
  } as const;
  const { id } = await stripe.billing.creditGrants.create(terms);
  await stripe.billing.creditGrants.voidGrant(id);
  return stripe.billing.creditGrants.create({ ...terms, name: 'Prepaid', category: 'promotional' });
}

/** A feature, and a product that brings it. */
export async function productFeature({ stripe }: Harness): Promise<unknown> {
  const feature = await stripe.entitlements.features.create({ name: 'Export', lookup_key: 'export' });
  const { id } = await stripe.products.create({ name: 'Pro' });
  return stripe.products.createFeature(id, { entitlement_feature: feature.id });
}

/** An alert that a customer triggers. */
export async function usageAlert({ stripe }: Harness): Promise<unknown> {
  const { id: customer } = await stripe.customers.create();
  const params = { display_name: 'Pages', event_name: 'pages', default_aggregation: { formula: 'sum' } } as const;
  const { id: meter } = await stripe.billing.meters.create(params);
  const alert = await stripe.billing.alerts.create({
    title: 'Many pages',
    alert_type: 'usage_threshold',
    usage_threshold: { gte: 5, meter, recurrence: 'one_time' },
  });
  const payload = { stripe_customer_id: customer, value: '5' };
  await stripe.billing.meterEvents.create({ event_name: 'pages', payload });
  return alert;
}

/** The portal of customers, opened by one. */
export async function portal({ stripe }: Harness): Promise<unknown> {
  const { id: customer } = await stripe.customers.create();
  const configuration = await stripe.billingPortal.configurations.create({
    features: { invoice_history: { enabled: true } },
  });
  await stripe.billingPortal.configurations.update(configuration.id, { active: false });
  return stripe.billingPortal.sessions.create({ customer });
}

/** A customer with a subscription to a product that brings a feature. */
export async function entitled({ stripe }: Harness): Promise<unknown> {
  const { id: customer } = await stripe.customers.create();
  const { id: method } = await stripe.paymentMethods.attach('pm_card_visa', { customer });
  const feature = await stripe.entitlements.features.create({ name: 'Import', lookup_key: 'import' });
  const { id: product } = await stripe.products.create({ name: 'Team' });
  await stripe.products.createFeature(product, { entitlement_feature: feature.id });
  const recurring = { interval: 'month' } as const;
  const price = await stripe.prices.create({ product, currency: 'usd', unit_amount: 500, recurring });
  await stripe.subscriptions.create({ customer, items: [{ price: price.id }], default_payment_method: method });
  return stripe.entitlements.activeEntitlements.list({ customer });
}

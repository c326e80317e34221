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

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

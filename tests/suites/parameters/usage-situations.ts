import type { Json } from '../../support/harness.ts';
import type { Shop } from './shop.ts';
import type { Situation } from './situations.ts';

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
  };

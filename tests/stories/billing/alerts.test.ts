import { describe, expect, test } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';
import { refusal } from '../../support/refusal.ts';

const SUM = { formula: 'sum' } as const;

async function meterOf({ stripe }: Harness): Promise<string> {
  return (await stripe.billing.meters.create({ display_name: 'Calls', event_name: 'calls', default_aggregation: SUM }))
    .id;
}

const use = ({ stripe }: Harness, customer: string, value: string) =>
  stripe.billing.meterEvents.create({ event_name: 'calls', payload: { stripe_customer_id: customer, value } });

const triggered = async ({ stripe }: Harness) =>
  (await stripe.events.list({ type: 'billing.alert.triggered' })).data.map(({ data }) => {
    const { customer, value, alert } = data.object as unknown as {
      customer: string;
      value: number;
      alert: { id: string };
    };
    return [alert.id, customer, value];
  });

describe('a usage alert', () => {
  test('is triggered once by each customer who reaches its threshold', () =>
    withFlorin(async (shop) => {
      const { stripe } = shop;
      const meter = await meterOf(shop);
      const [one, other] = [await stripe.customers.create(), await stripe.customers.create()];
      const alert = await stripe.billing.alerts.create({
        title: 'Many calls',
        alert_type: 'usage_threshold',
        usage_threshold: { gte: 100, meter, recurrence: 'one_time' },
      });
      expect(alert).toMatchObject({ status: 'active', usage_threshold: { filters: null, gte: 100, meter } });
      await use(shop, one.id, '60');
      await use(shop, other.id, '99.5');
      expect(await triggered(shop)).toEqual([]);
      await use(shop, one.id, '60');
      await use(shop, one.id, '60');
      await use(shop, other.id, '0.5');
      expect(await triggered(shop)).toEqual([
        [alert.id, other.id, 100],
        [alert.id, one.id, 120],
      ]);
    }));

  test('can be about one customer, and rests while it is inactive', () =>
    withFlorin(async (shop) => {
      const { alerts } = shop.stripe.billing;
      const meter = await meterOf(shop);
      const [one, other] = [await shop.stripe.customers.create(), await shop.stripe.customers.create()];
      const filters = [{ type: 'customer' as const, customer: one.id }];
      const usage_threshold = { gte: 10, meter, recurrence: 'one_time' as const, filters };
      const { id } = await alerts.create({ title: 'One', alert_type: 'usage_threshold', usage_threshold });
      await use(shop, other.id, '50');
      expect(await alerts.deactivate(id)).toMatchObject({ status: 'inactive' });
      await use(shop, one.id, '50');
      expect(await triggered(shop)).toEqual([]);
      expect(await refusal(alerts.deactivate(id))).toMatchObject({ statusCode: 400 });
      await alerts.activate(id);
      await use(shop, one.id, '10');
      expect(await triggered(shop)).toEqual([[id, one.id, 10]]);
      expect((await alerts.list({ meter })).data.map((alert) => alert.id)).toEqual([id]);
      await alerts.archive(id);
      expect((await alerts.list()).data).toEqual([]);
      expect(await refusal(alerts.activate(id))).toMatchObject({ statusCode: 400 });
    }));

  test('is refused without a threshold, and for what does not exist', () =>
    withFlorin(async (shop) => {
      const { alerts } = shop.stripe.billing;
      const meter = await meterOf(shop);
      const base = { title: 'Many', alert_type: 'usage_threshold' } as const;
      const threshold = { gte: 1, meter, recurrence: 'one_time' } as const;
      const refused = async (usage_threshold: object | undefined, param: string) =>
        expect(
          await refusal(
            alerts.create({ ...base, ...(usage_threshold && { usage_threshold: usage_threshold as never }) }),
          ),
        ).toMatchObject({ statusCode: 400, param });
      await refused(undefined, 'usage_threshold');
      await refused({ ...threshold, gte: 0 }, 'usage_threshold[gte]');
      await refused({ ...threshold, meter: 'mtr_none' }, 'usage_threshold[meter]');
      const filter = { type: 'customer', customer: 'cus_none' };
      await refused({ ...threshold, filters: [filter] }, 'usage_threshold[filters][0][customer]');
      await refused({ ...threshold, filters: [filter, filter] }, 'usage_threshold[filters]');
    }));
});

test('reasons of customers for canceling are described, changed and deactivated', () =>
  withFlorin(async ({ stripe }) => {
    const { feedbackOptions } = stripe.billing;
    const option = await feedbackOptions.create({ description: 'Moved away' });
    expect(option).toMatchObject({ status: 'active', status_transitions: { deactivated_at: null } });
    await feedbackOptions.update(option.id, { description: 'Moved' });
    expect(await feedbackOptions.deactivate(option.id)).toMatchObject({ description: 'Moved', status: 'inactive' });
    expect((await feedbackOptions.list({ status: 'active' })).data).toEqual([]);
    expect(await refusal(feedbackOptions.deactivate(option.id))).toMatchObject({ statusCode: 400 });
    expect(await refusal(feedbackOptions.create({ description: '' }))).toMatchObject({ param: 'description' });
  }));

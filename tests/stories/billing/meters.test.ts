import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHarness, type Harness, withFlorin } from '../../support/harness.ts';
import { refusal } from '../../support/refusal.ts';

const SUM = { formula: 'sum' } as const;
const DAY = 86_400;

describe('a meter', () => {
  test('is created, renamed, deactivated and reactivated', () =>
    withFlorin(async ({ stripe, eventTypes }) => {
      const meter = await stripe.billing.meters.create({
        display_name: 'Calls',
        event_name: 'calls',
        default_aggregation: SUM,
      });
      expect(meter).toMatchObject({
        id: expect.stringMatching(/^mtr_test_/),
        customer_mapping: { event_payload_key: 'stripe_customer_id', type: 'by_id' },
        value_settings: { event_payload_key: 'value' },
        event_time_window: null,
        status: 'active',
        status_transitions: { deactivated_at: null },
      });
      expect(await stripe.billing.meters.update(meter.id, { display_name: 'API calls' })).toMatchObject({
        display_name: 'API calls',
      });
      const ended = await stripe.billing.meters.deactivate(meter.id);
      expect(ended).toMatchObject({ status: 'inactive', status_transitions: { deactivated_at: ended.updated } });
      expect((await stripe.billing.meters.list({ status: 'inactive' })).data.map(({ id }) => id)).toEqual([meter.id]);
      expect((await stripe.billing.meters.list({ status: 'active' })).data).toEqual([]);
      expect(await stripe.billing.meters.reactivate(meter.id)).toMatchObject({ status: 'active' });
      expect(await refusal(stripe.billing.meters.reactivate(meter.id))).toMatchObject({ statusCode: 400 });
      expect(await eventTypes()).toEqual([
        'billing.meter.created',
        'billing.meter.updated',
        'billing.meter.deactivated',
        'billing.meter.reactivated',
      ]);
    }));

  test('has an event name that no other active meter has', () =>
    withFlorin(async ({ stripe }) => {
      const params = { display_name: 'Calls', event_name: 'calls', default_aggregation: SUM };
      const first = await stripe.billing.meters.create(params);
      expect(await refusal(stripe.billing.meters.create(params))).toMatchObject({ param: 'event_name' });
      await stripe.billing.meters.deactivate(first.id);
      await stripe.billing.meters.create(params);
      expect(await refusal(stripe.billing.meters.reactivate(first.id))).toMatchObject({ param: 'event_name' });
    }));

  test('can be charged by a metered price while it is active', () =>
    withFlorin(async ({ stripe }) => {
      const { id: meter } = await stripe.billing.meters.create({
        display_name: 'Calls',
        event_name: 'calls',
        default_aggregation: SUM,
      });
      const price = (usage_type: 'metered' | 'licensed', of = meter) =>
        stripe.prices.create({
          currency: 'usd',
          unit_amount: 2,
          product_data: { name: 'Call' },
          recurring: { interval: 'month', usage_type, meter: of },
        });
      expect((await price('metered')).recurring).toMatchObject({ usage_type: 'metered', meter });
      const param = 'recurring[meter]';
      expect(await refusal(price('licensed'))).toMatchObject({ param });
      expect(await refusal(price('metered', 'mtr_none'))).toMatchObject({ code: 'resource_missing', param });
      await stripe.billing.meters.deactivate(meter);
      expect(await refusal(price('metered'))).toMatchObject({ param });
    }));
});

describe('meter events', () => {
  let shop: Harness;
  let customer: string;
  let now: number;

  beforeAll(async () => {
    shop = await createHarness();
    const { stripe } = shop;
    customer = (await stripe.customers.create({ email: 'jenny@example.com' })).id;
    now = Math.floor(shop.clock.now() / 1000);
    for (const formula of ['sum', 'count', 'last'] as const) {
      const keys = {
        customer_mapping: { type: 'by_id', event_payload_key: 'who' },
        value_settings: { event_payload_key: 'amount' },
      } as const;
      const params = { display_name: formula, event_name: formula, default_aggregation: { formula } };
      await stripe.billing.meters.create(formula === 'last' ? { ...params, ...keys } : params);
    }
  });
  afterAll(() => shop?.close());

  const meterOf = async (name: string) => {
    const found = (await shop.stripe.billing.meters.list()).data.find(({ event_name: own }) => own === name);
    return found?.id ?? '';
  };
  const report = (name: string, value: string, rest: { timestamp?: number; identifier?: string } = {}) => {
    const payload: Record<string, string> =
      name === 'last' ? { who: customer, amount: value } : { stripe_customer_id: customer, value };
    return shop.stripe.billing.meterEvents.create({ event_name: name, payload, ...rest });
  };
  const day = () => Math.floor(now / DAY) * DAY;
  const summaries = async (name: string, value_grouping_window?: 'day' | 'hour', from = day() - 9 * DAY) => {
    const span = { customer, start_time: from, end_time: day() + DAY };
    const page = await shop.stripe.billing.meters.listEventSummaries(await meterOf(name), {
      ...span,
      ...(value_grouping_window && { value_grouping_window }),
    });
    return page.data.map(({ aggregated_value, start_time }) => [aggregated_value, (start_time - day()) / 3600]);
  };

  test('are aggregated by the formula of their meter, in whole and by windows', async () => {
    const at = day() - 2 * DAY;
    const reported: [string, number][] = [
      ['2.5', at + 10],
      ['40', at + 3600],
      ['7', at + 3599],
      ['0.1', at - 3 * DAY],
      ['0.2', at - 3 * DAY],
    ];
    for (const formula of ['sum', 'count', 'last'])
      for (const [value, timestamp] of reported) await report(formula, value, { timestamp });
    expect(await summaries('sum')).toEqual([[49.8, -216]]);
    expect(await summaries('count')).toEqual([[5, -216]]);
    expect(await summaries('last')).toEqual([[40, -216]]);
    expect(await summaries('sum', 'hour')).toEqual([
      [40, -47],
      [9.5, -48],
      [0.3, -120],
    ]);
    expect(await summaries('last', 'day')).toEqual([
      [40, -48],
      [0.2, -120],
    ]);
    expect(await summaries('sum', undefined, at + 60)).toEqual([[47, -48 + 1 / 60]]);
  });

  test('are answered as they were sent', async () => {
    const event = await report('sum', '1', { identifier: 'first', timestamp: now - 35 * DAY });
    expect(event).toMatchObject({
      object: 'billing.meter_event',
      event_name: 'sum',
      identifier: 'first',
      payload: { stripe_customer_id: customer, value: '1' },
      timestamp: now - 35 * DAY,
      created: now,
    });
    expect(await report('sum', '1')).toMatchObject({ timestamp: now });
  });

  test('count once by identifier, also when sent at the same time', async () => {
    const before = await summaries('count');
    const sent = await Promise.allSettled(
      Array.from({ length: 8 }, () => report('count', '1', { identifier: 'same', timestamp: now })),
    );
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await refusal(report('count', '1', { identifier: 'same' }))).toMatchObject({
      statusCode: 400,
      message: 'An event already exists with identifier same.',
    });
    expect(await summaries('count')).toEqual([[Number(before[0]?.[0]) + 1, -216]]);
  });

  test('are refused whole if anything is wrong with them', async () => {
    const before = await summaries('sum', 'hour');
    const refused = async (params: object, form: object) =>
      expect(
        await refusal(
          shop.stripe.billing.meterEvents.create({
            event_name: 'sum',
            payload: { stripe_customer_id: customer, value: '1' },
            ...params,
          }),
        ),
      ).toMatchObject({ statusCode: 400, ...form });
    await refused({ event_name: 'none' }, { message: 'No active meter found for event name "none".' });
    const param = 'timestamp';
    await refused(
      { timestamp: now - 35 * DAY - 1 },
      { param, message: expect.stringMatching(/35 days in past.* equal to \d+\.$/) },
    );
    await refused({ timestamp: now + 301 }, { param, message: expect.stringContaining('5 minutes in the future') });
    const of = (name: string) => ({ param: `payload[${name}]` });
    await refused({ payload: { value: '1' } }, of('stripe_customer_id'));
    await refused({ payload: { stripe_customer_id: 'cus_none', value: '1' } }, of('stripe_customer_id'));
    await refused({ payload: { stripe_customer_id: customer } }, of('value'));
    await refused({ payload: { stripe_customer_id: customer, value: 'many' } }, of('value'));
    await refused({ identifier: 'x'.repeat(101) }, { param: 'identifier' });
    expect(await summaries('sum', 'hour')).toEqual(before);
  });

  test('can be canceled within a day, and then never counted', async () => {
    const timestamp = day() - 8 * DAY;
    await report('last', '5', { timestamp, identifier: 'kept' });
    await report('last', '6', { timestamp: timestamp + 1, identifier: 'wrong' });
    expect(await summaries('last', 'hour')).toContainEqual([6, -192]);
    const cancel = (event_name: string, identifier: string) =>
      shop.stripe.billing.meterEventAdjustments.create({ event_name, type: 'cancel', cancel: { identifier } });
    expect(await cancel('last', 'wrong')).toMatchObject({ status: 'complete', cancel: { identifier: 'wrong' } });
    expect(await summaries('last', 'hour')).toContainEqual([5, -192]);
    const param = 'cancel[identifier]';
    expect(await refusal(cancel('last', 'wrong'))).toMatchObject({ param });
    expect(await refusal(cancel('sum', 'kept'))).toMatchObject({ code: 'resource_missing', param });
    await shop.florin.advance('25h');
    expect(await refusal(cancel('last', 'kept'))).toMatchObject({ param });
  });

  test('replace the earlier ones of their window, if the merchant adds them up', async () => {
    const windowed = { display_name: 'Hourly', default_aggregation: SUM } as const;
    for (const event_time_window of ['hour', 'day'] as const)
      await shop.stripe.billing.meters.create({ ...windowed, event_name: event_time_window, event_time_window });
    const at = day() - DAY;
    for (const name of ['hour', 'day']) {
      await report(name, '5', { timestamp: at + 60 });
      await report(name, '8', { timestamp: at + 120 });
      await report(name, '4', { timestamp: at + 3600 });
    }
    expect(await summaries('hour')).toEqual([[12, -216]]);
    expect(await summaries('day')).toEqual([[4, -216]]);
  });

  test('of a customer on a test clock are reported on its time', async () => {
    const { stripe } = shop;
    const at = Date.UTC(2030, 0, 1) / 1000;
    const { id: test_clock } = await stripe.testHelpers.testClocks.create({ frozen_time: at });
    const { id } = await stripe.customers.create({ test_clock });
    const send = (timestamp: number) =>
      stripe.billing.meterEvents.create({
        event_name: 'sum',
        payload: { stripe_customer_id: id, value: '3' },
        timestamp,
      });
    expect(await send(at)).toMatchObject({ created: at });
    expect(await refusal(send(at + 301))).toMatchObject({ param: 'timestamp' });
    expect(await refusal(send(now))).toMatchObject({ param: 'timestamp' });
  });

  test('are summed up for spans that fit the windows', async () => {
    const list = async (params: { start_time: number; end_time: number; value_grouping_window?: 'hour' | 'day' }) =>
      refusal(shop.stripe.billing.meters.listEventSummaries(await meterOf('sum'), { customer, ...params }));
    const [from, to] = [day(), day() + DAY];
    expect(await list({ start_time: from + 1, end_time: to })).toMatchObject({ param: 'start_time' });
    expect(await list({ start_time: from, end_time: to + 60, value_grouping_window: 'hour' })).toMatchObject({
      param: 'end_time',
    });
    expect(await list({ start_time: to, end_time: from })).toMatchObject({ param: 'end_time' });
    expect(await list({ start_time: 0, end_time: to })).toMatchObject({ param: 'end_time' });
  });
});

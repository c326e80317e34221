import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHarness, type Harness } from '../../support/harness.ts';
import { refusal } from '../../support/refusal.ts';

const DAY = 86_400;

describe('the stream of meter events', () => {
  let shop: Harness;
  let customer: string;
  let meter: string;

  beforeAll(async () => {
    shop = await createHarness();
    const { stripe } = shop;
    customer = (await stripe.customers.create()).id;
    const params = { display_name: 'Calls', default_aggregation: { formula: 'sum' } } as const;
    meter = (await stripe.billing.meters.create({ ...params, event_name: 'calls' })).id;
    const { id: old } = await stripe.billing.meters.create({ ...params, event_name: 'old' });
    await stripe.billing.meters.deactivate(old);
  });
  afterAll(() => shop?.close());

  const event = (value: string, rest: object = {}) => ({
    event_name: 'calls',
    payload: { stripe_customer_id: customer, value },
    ...rest,
  });
  const open = async () => {
    const session = await shop.stripe.v2.billing.meterEventSession.create();
    return { session, stream: shop.client(session.authentication_token).v2.billing.meterEventStream };
  };
  const usage = async () => {
    const today = Math.floor(shop.clock.now() / 1000 / DAY) * DAY;
    const span = { customer, start_time: today - DAY, end_time: today + DAY };
    return (await shop.stripe.billing.meters.listEventSummaries(meter, span)).data[0]?.aggregated_value;
  };

  test('accepts events with the token of a session, and counts each identifier once', async () => {
    const { session, stream } = await open();
    expect(Date.parse(session.expires_at) - Date.parse(session.created)).toBe(15 * 60_000);
    const timestamp = new Date(shop.clock.now() - 60_000).toISOString();
    const events = [event('3', { identifier: 'a', timestamp }), event('4', { identifier: 'a' }), event('5')];
    await stream.create({ events });
    expect(await usage()).toBe(8);
    await stream.create({ events: [event('3', { identifier: 'a' }), event('1', { identifier: 'b' })] });
    expect(await usage()).toBe(9);
  });

  test('takes events one by one as well, which are checked at once', async () => {
    const { meterEvents, meterEventAdjustments } = shop.stripe.v2.billing;
    const before = await usage();
    const timestamp = '2026-01-05T10:55:00+02:00';
    expect(await meterEvents.create(event('2', { identifier: 'single', timestamp }))).toMatchObject({
      object: 'v2.billing.meter_event',
      identifier: 'single',
      timestamp: '2026-01-05T08:55:00.000Z',
    });
    expect(await usage()).toBe(Number(before) + 2);
    expect(await refusal(meterEvents.create(event('2', { identifier: 'single' })))).toMatchObject({ statusCode: 400 });
    expect(await refusal(meterEvents.create(event('2', { timestamp: 'yesterday' })))).toMatchObject({
      param: 'timestamp',
    });
    const cancel = { event_name: 'calls', type: 'cancel', cancel: { identifier: 'single' } } as const;
    expect(await meterEventAdjustments.create(cancel)).toMatchObject({ status: 'complete' });
    expect(await usage()).toBe(before);
  });

  test('reports events that do not count by a thin event for each meter', async () => {
    const { stream } = await open();
    const before = await usage();
    await stream.create({
      events: [
        event('1', { identifier: 'fine' }),
        event('many', { identifier: 'not a number' }),
        event('1', { timestamp: '2020-01-01T00:00:00Z' }),
        event('1', { timestamp: '2030-01-01T00:00:00Z' }),
        { event_name: 'calls', payload: { value: '1' } },
        { event_name: 'calls', payload: { stripe_customer_id: customer } },
        { event_name: 'calls', payload: { stripe_customer_id: 'cus_none', value: '1' } },
        event('1', { event_name: 'old' }),
        event('1', { event_name: 'none' }),
      ],
    });
    expect(await usage()).toBe(Number(before) + 1);
    const types = ['v1.billing.meter.error_report_triggered', 'v1.billing.meter.no_meter_found'];
    const { data } = await shop.stripe.v2.core.events.list({ object_id: meter, types });
    expect(data).toMatchObject([
      {
        object: 'v2.core.event',
        type: 'v1.billing.meter.error_report_triggered',
        related_object: { id: meter, type: 'billing.meter', url: `/v1/billing/meters/${meter}` },
        data: {
          reason: {
            error_count: 6,
            error_types: [
              {
                code: 'meter_event_invalid_value',
                error_count: 1,
                sample_errors: [{ request: { identifier: 'not a number' } }],
              },
              { code: 'timestamp_too_far_in_past' },
              { code: 'timestamp_in_future' },
              { code: 'meter_event_no_customer_defined' },
              { code: 'meter_event_value_not_found' },
              { code: 'meter_event_customer_not_found' },
            ],
          },
        },
      },
    ]);
    const all = (await shop.stripe.v2.core.events.list({ types })).data;
    expect(all.map(({ type }) => type)).toEqual([
      'v1.billing.meter.no_meter_found',
      'v1.billing.meter.error_report_triggered',
      'v1.billing.meter.error_report_triggered',
    ]);
    expect(await shop.stripe.v2.core.events.retrieve(all[0]?.id ?? '')).toMatchObject({ id: all[0]?.id });
  });

  test('is closed to other keys, and after fifteen minutes', async () => {
    const { stream } = await open();
    const events = [event('1')];
    expect(await refusal(shop.stripe.v2.billing.meterEventStream.create({ events }))).toMatchObject({
      statusCode: 401,
    });
    const { session } = await open();
    const forged = session.authentication_token.replace(/_\w{32}_/, `_${'0'.repeat(32)}_`);
    expect(await refusal(shop.client(forged).v2.billing.meterEventStream.create({ events }))).toMatchObject({
      statusCode: 401,
    });
    expect(await refusal(stream.create({ events: Array.from({ length: 101 }, () => event('1')) }))).toMatchObject({
      param: 'events',
    });
    await shop.florin.advance('15m');
    expect(await refusal(stream.create({ events }))).toMatchObject({
      statusCode: 401,
      code: 'billing_meter_event_session_expired',
    });
  });
});

import { operation } from '../../kernel/operation.ts';
import { view } from '../../kernel/resource.ts';
import { isoMoment } from '../../shared/calendar.ts';
import { cancelEvent } from './cancel.ts';
import { createEvent } from './create.ts';
import { readMoment } from './moment.ts';

const createMeterEvent = operation('POST /v2/billing/meter_events', async (context, params) => {
  const event = await createEvent(context, { ...params, timestamp: readMoment(params.timestamp) });
  return {
    object: 'v2.billing.meter_event' as const,
    ...event,
    created: isoMoment(event.created),
    timestamp: isoMoment(event.timestamp),
  };
});

const createAdjustment = operation('POST /v2/billing/meter_event_adjustments', async (context, params) => {
  const { work } = context;
  const { cancel, event_name } = params;
  await cancelEvent(context, event_name, cancel.identifier);
  return {
    id: work.newId('mtradj_test'),
    object: 'v2.billing.meter_event_adjustment' as const,
    cancel: { identifier: cancel.identifier },
    created: isoMoment(work.worldNow),
    event_name,
    livemode: false,
    status: 'complete' as const,
    type: 'cancel' as const,
  };
});

export const meterEventV2Resource = view('v2.billing.meter_event', { operations: [createMeterEvent] });
export const meterEventAdjustmentV2Resource = view('v2.billing.meter_event_adjustment', {
  operations: [createAdjustment],
});

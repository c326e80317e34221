import { DAY_SECONDS } from '../../kernel/clock.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';
import { operation } from '../../kernel/operation.ts';
import { view } from '../../kernel/resource.ts';
import { type Meter, meters } from '../meters/type.ts';
import { customerTime } from '../usage/customer-time.ts';
import { tallyOf } from '../usage/read.ts';
import { cancelUsage } from '../usage/record.ts';
import { dayId, hourOf, usageEvents } from '../usage/type.ts';

/** Time in which an event can be canceled: https://docs.stripe.com/api/billing/meter-event-adjustment/create */
const CANCELABLE_SECONDS = DAY_SECONDS;

/** Cancels an event by its identifier. Throws if there is none, or if it is canceled already or received too long ago. */
export async function cancelEvent(context: Context, eventName: string, identifier: string): Promise<Meter> {
  const { work } = context;
  const param = 'cancel[identifier]';
  const event = await work.get(usageEvents, identifier);
  const meter = event && (await work.get(meters, event.meter));
  if (!event || meter?.event_name !== eventName) {
    throw invalidRequest(`No event with the identifier ${identifier} was found for ${eventName}.`, {
      code: 'resource_missing',
      param,
    });
  }
  await context.lock(dayId(event, hourOf(event.timestamp)));
  if (event.canceled) throw invalidRequest(`The event ${identifier} is canceled already.`, { param });
  if (event.created + CANCELABLE_SECONDS < (await customerTime(context, event.customer))) {
    throw invalidRequest('Events can be canceled within 24 hours after they were received.', { param });
  }
  const rest = await tallyOf(context, event, hourOf(event.timestamp), (_, other) => other !== identifier);
  await cancelUsage(context, event, rest);
  return meter;
}

const createAdjustment = operation('POST /v1/billing/meter_event_adjustments', async (context, params) => {
  const identifier = params.cancel?.identifier;
  if (identifier === undefined) throw parameterMissing('cancel[identifier]');
  await cancelEvent(context, params.event_name, identifier);
  return {
    object: 'billing.meter_event_adjustment' as const,
    cancel: { identifier },
    event_name: params.event_name,
    livemode: false,
    status: 'complete' as const,
    type: 'cancel' as const,
  };
});

export const meterEventAdjustmentResource = view('billing.meter_event_adjustment', { operations: [createAdjustment] });

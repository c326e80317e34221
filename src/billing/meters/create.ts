import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { claimEventName } from './event-name.ts';
import { type Meter, meters } from './type.ts';

/** Limits of a meter: https://docs.stripe.com/api/billing/meter/create */
const LONGEST_DISPLAY_NAME = 250;
const LONGEST_PAYLOAD_KEY = 100;
/** Keys of an event's payload, where the meter names none. */
const CUSTOMER_KEY = 'stripe_customer_id';
const VALUE_KEY = 'value';

/** Adds a meter: https://docs.stripe.com/api/billing/meter/create */
export async function createMeter(context: Context, params: Stripe.Billing.MeterCreateParams): Promise<Meter> {
  const { work } = context;
  const id = work.newId(meters.prefix);
  await claimEventName(context, params.event_name, id);
  const customerKey = params.customer_mapping?.event_payload_key ?? CUSTOMER_KEY;
  const valueKey = params.value_settings?.event_payload_key ?? VALUE_KEY;
  const meter = work.insert(meters, {
    id,
    object: 'billing.meter',
    created: work.now,
    customer_mapping: {
      event_payload_key: checkKey(customerKey, 'customer_mapping[event_payload_key]'),
      type: 'by_id',
    },
    default_aggregation: { formula: params.default_aggregation.formula },
    display_name: checkDisplayName(params.display_name),
    event_name: params.event_name,
    event_time_window: params.event_time_window ?? null,
    livemode: false,
    status: 'active',
    status_transitions: { deactivated_at: null },
    updated: work.now,
    value_settings: { event_payload_key: checkKey(valueKey, 'value_settings[event_payload_key]') },
  });
  work.emit('billing.meter.created', meter);
  return meter;
}

/** A meter's name, neither empty nor too long. */
export function checkDisplayName(name: string): string {
  if (name.trim() !== '' && name.length <= LONGEST_DISPLAY_NAME) return name;
  throw invalidRequest(`A display name has between 1 and ${LONGEST_DISPLAY_NAME} characters.`, {
    param: 'display_name',
  });
}

function checkKey(key: string, param: string): string {
  if (key.trim() !== '' && key.length <= LONGEST_PAYLOAD_KEY) return key;
  throw invalidRequest(`The key of a payload has between 1 and ${LONGEST_PAYLOAD_KEY} characters.`, { param });
}

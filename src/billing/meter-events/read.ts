import { type Customer, customers } from '../../customers/type.ts';
import { DAY_SECONDS } from '../../kernel/clock.ts';
import type { Context } from '../../kernel/context.ts';
import { type Decimal, ONE, readDecimal } from '../../products/amounts/decimal.ts';
import { meterOf } from '../meters/event-name.ts';
import type { Meter } from '../meters/type.ts';
import { customerTime } from '../usage/customer-time.ts';
import type { NewUsage } from '../usage/record.ts';
import type { EventFault, FaultCode } from './fault.ts';

/** A meter event as it is sent; the timestamp in seconds since epoch, the time of the request if it has none. */
export interface SentEvent {
  readonly event_name: string;
  readonly identifier: string;
  readonly payload: Readonly<Record<string, string>>;
  readonly timestamp?: number | undefined;
}

/** Limits of a meter event: https://docs.stripe.com/api/billing/meter-event/create */
const OLDEST_DAYS = 35;
const MOST_MINUTES_AHEAD = 5;
const MOST_SECONDS_AHEAD = MOST_MINUTES_AHEAD * 60;
/** Digits before the point of a value, so that sums of values stay exact. */
const MOST_DIGITS = 15;
const LARGEST_VALUE: Decimal = 10n ** BigInt(MOST_DIGITS) * ONE;

/** A meter event that counts, or the reason why it does not; `now` is the time on its customer's clock. */
export type ReadEvent = { readonly now: number } & (
  | { readonly usage: NewUsage; readonly meter: Meter; readonly fault?: undefined }
  | { readonly usage?: undefined; readonly fault: EventFault }
);

/** Finds the meter and the customer of an event, and its value. Never throws for what was sent. */
export async function readEvent(context: Context, sent: SentEvent): Promise<ReadEvent> {
  const { event_name: name, identifier, payload } = sent;
  const meter = await meterOf(context, name);
  const customer = meter && (await customerOf(context, meter, payload));
  const now = await customerTime(context, customer?.id);
  const timestamp = sent.timestamp ?? now;
  const faulty = (code: FaultCode, param: string, message: string): ReadEvent => ({
    now,
    fault: { code, message, param, meter: meter?.id ?? null },
  });
  if (!meter) return faulty('no_meter', 'event_name', `No active meter found for event name "${name}".`);
  if (meter.status !== 'active') {
    return faulty('archived_meter', 'event_name', `No active meter found for event name "${name}": it is inactive.`);
  }
  const oldest = now - OLDEST_DAYS * DAY_SECONDS;
  if (timestamp < oldest) {
    return faulty(
      'timestamp_too_far_in_past',
      'timestamp',
      `The event timestamp cannot be more than ${OLDEST_DAYS} days in past. Expected a timestamp greater than or equal to ${oldest}.`,
    );
  }
  const newest = now + MOST_SECONDS_AHEAD;
  if (timestamp > newest) {
    return faulty(
      'timestamp_in_future',
      'timestamp',
      `The event timestamp cannot be more than ${MOST_MINUTES_AHEAD} minutes in the future. Expected a timestamp less than or equal to ${newest}.`,
    );
  }
  const { event_payload_key: customerKey } = meter.customer_mapping;
  if (!payload[customerKey]) {
    const message = `The payload does not have the key \`${customerKey}\` with the ID of a customer.`;
    return faulty('meter_event_no_customer_defined', `payload[${customerKey}]`, message);
  }
  const value = sentValue(meter, payload);
  const { event_payload_key: valueKey } = meter.value_settings;
  if (value === undefined) {
    const message = `The payload does not have the key \`${valueKey}\` with a value.`;
    return faulty('meter_event_value_not_found', `payload[${valueKey}]`, message);
  }
  if (value === null) {
    const message = `The value of \`${valueKey}\` is not a number of at most ${MOST_DIGITS} digits before and 12 after the point.`;
    return faulty('meter_event_invalid_value', `payload[${valueKey}]`, message);
  }
  if (!customer) {
    const message = `No such customer: '${payload[customerKey]}'`;
    return faulty('meter_event_customer_not_found', `payload[${customerKey}]`, message);
  }
  return { now, meter, usage: { identifier, meter: meter.id, customer: customer.id, timestamp, value, created: now } };
}

async function customerOf(
  { work }: Context,
  meter: Meter,
  payload: SentEvent['payload'],
): Promise<Customer | undefined> {
  const id = payload[meter.customer_mapping.event_payload_key];
  return id ? work.get(customers, id) : undefined;
}

/** An event's value: undefined if it has none, null if it is no number. Those that are only counted need none. */
function sentValue(meter: Meter, payload: SentEvent['payload']): Decimal | undefined | null {
  const text = payload[meter.value_settings.event_payload_key];
  if (text === undefined || text === '') return meter.default_aggregation.formula === 'count' ? ONE : undefined;
  const value = readDecimal(text);
  return value === undefined || value >= LARGEST_VALUE || value <= -LARGEST_VALUE ? null : value;
}

/** The codes of a report about meter events: https://docs.stripe.com/billing/subscriptions/usage-based/recording-usage-api */
export type FaultCode =
  | 'archived_meter'
  | 'meter_event_customer_not_found'
  | 'meter_event_invalid_value'
  | 'meter_event_no_customer_defined'
  | 'meter_event_value_not_found'
  | 'no_meter'
  | 'timestamp_in_future'
  | 'timestamp_too_far_in_past';

/** The reason why a meter event does not count. */
export interface EventFault {
  readonly code: FaultCode;
  readonly message: string;
  /** The bracket path of the parameter at fault, in a request with one event. */
  readonly param: string;
  /** The meter of the event; null if there is none. */
  readonly meter: string | null;
}

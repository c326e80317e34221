/**
 * The package types every number as `number`. The kind of number follows from the field's name, and for moments also
 * from the unit in its description.
 */
export type NumberKind = 'integer' | 'number' | 'timestamp';

/** Fields that may have a fraction. */
const fractions = new Set([
  'account_trust_score',
  'aggregated_value',
  'amount_percent',
  'application_fee_percent',
  'device_trust_score',
  'dispute_rate',
  'effective_percentage',
  'exchange_rate',
  'height',
  'invalid_account_number_decline_rate_past_hour',
  'invalid_credentials_decline_rate_past_hour',
  'latitude',
  'length',
  'longitude',
  'percent',
  'percent_off',
  'percent_ownership',
  'percentage',
  'rates',
  'score',
  'weight',
  'width',
]);

/** Moments that the ending of their name does not reveal. */
const moments = new Set([
  'billing_cycle_anchor',
  'created',
  'current_deadline',
  'current_period_end',
  'date',
  'deadline',
  'due_by',
  'end',
  'expires',
  'frozen_time',
  'next_payment_attempt',
  'redeem_by',
  'release_after',
  'scheduled_release',
  'start',
  'target_frozen_time',
  'timestamp',
  'trial_end',
  'trial_start',
  'updated',
]);

/** The kind of the number in a field of this name and description. */
export function numberKind(name: string, description: string): NumberKind {
  if (fractions.has(name)) return 'number';
  if (moments.has(name) || /_(?:at|on|date|until)$/.test(name)) return 'timestamp';
  if (/\bunix\b|\bepoch\b|\btimestamp\b/i.test(description)) return 'timestamp';
  return 'integer';
}

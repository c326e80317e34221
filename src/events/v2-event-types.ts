import { eventTypes } from '../contract/contract.ts';
import type { V2EventType } from '../contract/event-types.ts';

/** The test event of a destination, which is sent to that destination only. */
export const PING = 'v2.core.event_destination.ping';

/** Every type of event that only API v2 has and Florin emits. */
const OF_V2: Readonly<Record<V2EventType, true>> = {
  'v1.billing.meter.error_report_triggered': true,
  'v1.billing.meter.no_meter_found': true,
  'v2.core.account.closed': true,
  'v2.core.account.created': true,
  'v2.core.account.updated': true,
  'v2.core.account[configuration.customer].updated': true,
  'v2.core.account[configuration.merchant].capability_status_updated': true,
  'v2.core.account[configuration.merchant].updated': true,
  'v2.core.account[configuration.recipient].capability_status_updated': true,
  'v2.core.account[configuration.recipient].updated': true,
  'v2.core.account[defaults].updated': true,
  'v2.core.account[identity].updated': true,
  'v2.core.account[requirements].updated': true,
  'v2.core.account_link.returned': true,
  'v2.core.account_person.created': true,
  'v2.core.account_person.deleted': true,
  'v2.core.account_person.updated': true,
  [PING]: true,
};

/** True for a type of event that only API v2 has: the log has those of v1 without their API. */
export function isOfV2(type: string): boolean {
  return /^v[12]\./.test(type);
}

/** The type of an event of the log in API v2: those of v1 are in its namespace, as `v1.charge.succeeded`. */
export function thinType(type: string): string {
  return isOfV2(type) ? type : `v1.${type}`;
}

/** The type of an event in the log, by its type in API v2; undefined if there is none. */
export function loggedType(thin: string): string | undefined {
  if (thin in OF_V2) return thin;
  return thin.startsWith('v1.') && eventTypes().includes(thin.slice(3)) ? thin.slice(3) : undefined;
}

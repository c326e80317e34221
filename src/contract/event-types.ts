import type Stripe from 'stripe';

/** The package's events of API v1, by type. */
type Events = { [Event in Stripe.Event as Event['type']]: Event };

/** Objects of the events that only API v2 has. Its other events are those of v1 in another form. */
interface V2Subjects {
  'v1.billing.meter.error_report_triggered': 'billing.meter';
  // Its events have no meter, so it is about the session that they came with.
  'v1.billing.meter.no_meter_found': 'v2.billing.meter_event_session';
  'v2.core.account.closed': 'account';
  'v2.core.account.created': 'account';
  'v2.core.account.updated': 'account';
  'v2.core.account[configuration.customer].updated': 'account';
  'v2.core.account[configuration.merchant].capability_status_updated': 'account';
  'v2.core.account[configuration.merchant].updated': 'account';
  'v2.core.account[configuration.recipient].capability_status_updated': 'account';
  'v2.core.account[configuration.recipient].updated': 'account';
  'v2.core.account[defaults].updated': 'account';
  'v2.core.account[identity].updated': 'account';
  'v2.core.account[requirements].updated': 'account';
  'v2.core.account_link.returned': 'account';
  'v2.core.account_person.created': 'person';
  'v2.core.account_person.deleted': 'person';
  'v2.core.account_person.updated': 'person';
  'v2.core.event_destination.ping': 'v2.core.event_destination';
}

/** A type of event that only API v2 has. */
export type V2EventType = keyof V2Subjects;

/** A type of event, as `charge.refunded`. */
export type EventType = keyof Events | V2EventType;

/** The name of the object that an event of this type is about: `charge` for `charge.refunded`. */
export type SubjectName<Type extends EventType> = Type extends keyof Events
  ? Events[Type]['data']['object']['object']
  : Type extends V2EventType
    ? V2Subjects[Type]
    : never;

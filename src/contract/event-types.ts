import type Stripe from 'stripe';

/** The package's events, by type. */
type Events = { [Event in Stripe.Event as Event['type']]: Event };

/** A type of event, as `charge.refunded`. */
export type EventType = keyof Events;

/** The name of the object that an event of this type is about: `charge` for `charge.refunded`. */
export type SubjectName<Type extends EventType> = Events[Type]['data']['object']['object'];

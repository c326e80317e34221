import type Stripe from 'stripe';
import type { ResourceType, Stored } from '../../kernel/entity.ts';

export type EventDestination = Stored<
  // Shown only on request, so they are stored under `internal`.
  Omit<Stripe.V2.Core.EventDestination, 'webhook_endpoint'>,
  {
    readonly url: string;
    /** Signing needs the plain secret, so it is stored unhashed. */
    readonly secret: string;
  }
>;

export const eventDestinationType: ResourceType<EventDestination> = {
  object: 'v2.core.event_destination',
  prefix: 'ed_test',
  noun: 'event destination',
  idParam: 'id',
};

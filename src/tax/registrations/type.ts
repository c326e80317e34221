import type Stripe from 'stripe';
import type { ResourceType } from '../../kernel/entity.ts';

export type Registration = Stripe.Tax.Registration;

export const registrations: ResourceType<Registration> = {
  object: 'tax.registration',
  prefix: 'taxreg',
  noun: 'tax registration',
  idParam: 'id',
  asOf: (registration, now) => ({ ...registration, status: statusAt(registration, now) }),
};

/** Returns a registration's status at a moment, in seconds since epoch. */
function statusAt({ active_from: from, expires_at: until }: Registration, now: number): Registration['status'] {
  if (until !== null && until <= now) return 'expired';
  return from <= now ? 'active' : 'scheduled';
}

import type Stripe from 'stripe';
import type { ResourceType } from '../kernel/entity.ts';

/** Customers as payments see them; their operations live in `customers/`. */
export const customers: ResourceType<Stripe.Customer> = {
  object: 'customer',
  prefix: 'cus',
  noun: 'customer',
  idParam: 'id',
  listedBy: (customer) => (customer.email === null ? [] : [`email/${customer.email}`]),
};

import type Stripe from 'stripe';
import type { ResourceType } from '../kernel/entity.ts';

/** What Florin remembers with a customer and never shows, or only when asked for. */
export interface CustomerInternal {
  /** Credit balances in currencies other than the customer's own, in the smallest unit. */
  readonly balances?: Readonly<Record<string, number>>;
  /** How bank transfers are matched; absent while the account's own setting is meant. */
  readonly reconciliationMode?: 'automatic' | 'manual';
  /** What they have sent ahead by bank transfer, by currency in its smallest unit. */
  readonly cash?: Readonly<Record<string, number>>;
  /** Where the customer was last seen from, for working out taxes. */
  readonly taxIpAddress?: string;
}

export type Customer = Stripe.Customer & { readonly internal?: CustomerInternal };

/** Customers as payments see them; their operations live in `customers/`. */
export const customers: ResourceType<Customer> = {
  object: 'customer',
  prefix: 'cus',
  noun: 'customer',
  idParam: 'id',
  listedBy: (customer) => (customer.email === null ? [] : [`email/${customer.email}`]),
  // https://docs.stripe.com/search#query-fields-for-customers
  search: {
    path: '/v1/customers/search',
    edition: 1,
    fields: { created: 'numeric', email: 'string', name: 'string', phone: 'string' },
  },
};

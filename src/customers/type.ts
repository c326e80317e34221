import type Stripe from 'stripe';
import { idOf, type ResourceType } from '../kernel/entity.ts';

/** Fields stored with a customer that are never returned, or only on expansion. */
interface CustomerInternal {
  /** Credit balances in currencies other than the customer's own, in the smallest unit. */
  readonly balances?: Readonly<Record<string, number>>;
  /** Reconciliation of bank transfers; absent for the account's default. */
  readonly reconciliationMode?: 'automatic' | 'manual';
  /** Cash balance by currency, in its smallest unit. */
  readonly cash?: Readonly<Record<string, number>>;
  /** The customer's last IP address, for taxes. */
  readonly taxIpAddress?: string;
}

export type Customer = Stripe.Customer & { readonly internal?: CustomerInternal };

export const customers: ResourceType<Customer> = {
  object: 'customer',
  prefix: 'cus',
  noun: 'customer',
  idParam: 'id',
  clockOf: ({ test_clock: clock }) => idOf(clock ?? null),
  filters: {
    test_clock: { of: ({ test_clock: clock }) => idOf(clock ?? null), listed: true },
    email: { listed: true },
    on_clock: { of: ({ test_clock: clock }) => (clock ?? null) !== null },
    created: { kind: 'numeric' },
  },
  // https://docs.stripe.com/search#query-fields-for-customers
  search: {
    path: '/v1/customers/search',
    edition: 1,
    fields: { created: 'numeric', email: 'string', name: 'string', phone: 'string' },
  },
};

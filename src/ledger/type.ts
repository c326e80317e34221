import type Stripe from 'stripe';
import type { ResourceType } from '../kernel/entity.ts';
import type { Book } from './books.ts';

/** A balance transaction as it is stored. */
export type BalanceTransaction = Stripe.BalanceTransaction & {
  readonly internal?: {
    /** The book that the gross amount came from or went to, if it is not the acquirer's. */
    readonly book?: Book;
  };
};

export const balanceTransactions: ResourceType<BalanceTransaction> = {
  object: 'balance_transaction',
  prefix: 'txn',
  noun: 'balance transaction',
  idParam: 'id',
  filters: {
    source: { listed: true },
    // No payouts yet, so no transaction belongs to one.
    payout: { of: () => null },
    type: {},
    currency: {},
  },
  // `status` depends on time, not on an update.
  asOf: (txn, now) => (txn.status === 'pending' && txn.available_on <= now ? { ...txn, status: 'available' } : txn),
};

import type Stripe from 'stripe';
import type { ResourceType } from '../kernel/entity.ts';

/**
 * The books: our debt to the merchant, the networks' debt to us, and our earnings. A payment of 1000 with a fee of 59
 * adds 941 to `merchant` and 59 to `fees` and subtracts 1000 from `acquirer`. Money that customers transfer in advance
 * stays theirs, in `customer_cash`, until it pays for something. Money that moves between accounts of a world leaves one
 * and reaches the other through `connect`, whose books sum to zero over all accounts. Every transaction sums to zero.
 */
export type Book = 'merchant' | 'acquirer' | 'connect' | 'customer_cash' | 'fees';

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

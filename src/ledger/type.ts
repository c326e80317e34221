import type Stripe from 'stripe';
import type { ResourceType } from '../kernel/entity.ts';

export const balanceTransactions: ResourceType<Stripe.BalanceTransaction> = {
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

import type Stripe from 'stripe';
import { idOf, type ResourceType } from '../../kernel/entity.ts';

export const customerBalanceTransactions: ResourceType<Stripe.CustomerBalanceTransaction> = {
  object: 'customer_balance_transaction',
  prefix: 'cbtxn',
  noun: 'customer balance transaction',
  idParam: 'transaction',
  filters: {
    invoice: { listed: true, of: (transaction) => idOf(transaction.invoice) },
    customer: { listed: true, of: (transaction) => idOf(transaction.customer) },
  },
};

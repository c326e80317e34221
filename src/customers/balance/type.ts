import type Stripe from 'stripe';
import type { ResourceType } from '../../kernel/entity.ts';

export const customerBalanceTransactions: ResourceType<Stripe.CustomerBalanceTransaction> = {
  object: 'customer_balance_transaction',
  prefix: 'cbtxn',
  noun: 'customer balance transaction',
  idParam: 'transaction',
  listedBy: (transaction) => [
    `customer/${String(transaction.customer)}`,
    ...(transaction.invoice === null ? [] : [`invoice/${String(transaction.invoice)}`]),
  ],
};

import type Stripe from 'stripe';
import { idOf, type ResourceType } from '../../kernel/entity.ts';
import type { BillingBook } from '../../ledger/type.ts';

/** A change of a customer's credit balance, as it is stored. */
export type BalanceChange = Stripe.CustomerBalanceTransaction & {
  /** The book that the credit came from or went to; absent if it is older than the books of Billing. */
  readonly internal?: { readonly against: BillingBook };
};

export const customerBalanceTransactions: ResourceType<BalanceChange> = {
  object: 'customer_balance_transaction',
  prefix: 'cbtxn',
  noun: 'customer balance transaction',
  idParam: 'transaction',
  filters: {
    invoice: { listed: true, of: (transaction) => idOf(transaction.invoice) },
    customer: { listed: true, of: (transaction) => idOf(transaction.customer) },
  },
};

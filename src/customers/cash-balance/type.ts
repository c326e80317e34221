import type Stripe from 'stripe';
import { idOf, type ResourceType } from '../../kernel/entity.ts';

/** A movement of a customer's cash balance. */
export type CashTransaction = Stripe.CustomerCashBalanceTransaction;

export const cashTransactions: ResourceType<CashTransaction> = {
  object: 'customer_cash_balance_transaction',
  prefix: 'ccsbtxn',
  noun: 'customer cash balance transaction',
  idParam: 'transaction',
  listedBy: (transaction) => [`customer/${idOf(transaction.customer)}`],
};

import type Stripe from 'stripe';
import type { ResourceType, Stored } from '../../kernel/entity.ts';

export type TransactionLine = Stripe.Tax.TransactionLineItem;

/** Amounts that reversals have taken back so far, as negative amounts, by the id of the line; `shipping` for the shipping. */
export type Reversed = Readonly<Record<string, { readonly amount: number; readonly tax: number }>>;

interface TransactionInternal {
  readonly lines: readonly TransactionLine[];
  readonly reversed: Reversed;
}

export type Transaction = Stored<Omit<Stripe.Tax.Transaction, 'line_items'>, TransactionInternal>;

export const transactions: ResourceType<Transaction> = {
  object: 'tax.transaction',
  prefix: 'tax',
  noun: 'tax transaction',
  idParam: 'transaction',
  listed: false,
};

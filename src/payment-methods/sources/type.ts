import type Stripe from 'stripe';
import type { ResourceType, Stored } from '../../kernel/entity.ts';
import type { PaymentMethod } from '../type.ts';

/** What Florin remembers with a bank account and never shows. */
export interface BankAccountInternal {
  /** How often its owner has told the small deposits wrong. */
  readonly failedVerifications: number;
}

export type BankAccount = Stored<Stripe.BankAccount, BankAccountInternal>;

export const bankAccounts: ResourceType<BankAccount> = {
  object: 'bank_account',
  prefix: 'ba',
  noun: 'source',
  idParam: 'id',
  listedBy: (account) => (account.customer ? [`source_of/${String(account.customer)}`] : []),
};

/**
 * What a customer of the older API pays with. Cards and sources are kept as payment methods under their own ids, so
 * they can be used as either.
 */
export type CustomerSource = PaymentMethod | BankAccount;

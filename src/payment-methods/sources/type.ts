import type Stripe from 'stripe';
import type { ResourceType, Stored } from '../../kernel/entity.ts';
import type { PaymentMethod } from '../type.ts';

/** Fields stored with a bank account that are never returned. */
interface BankAccountInternal {
  /** Failed verifications so far. */
  readonly failedVerifications: number;
}

/** A bank account before it is stored, as a token holds it. */
export type NewBankAccount = Omit<Stripe.BankAccount, 'account' | 'customer'>;

export type BankAccount = Stored<Stripe.BankAccount, BankAccountInternal>;

export const bankAccounts: ResourceType<BankAccount> = {
  object: 'bank_account',
  prefix: 'ba',
  noun: 'source',
  idParam: 'id',
  listedBy: (account) => (account.customer ? [`source_of/${String(account.customer)}`] : []),
};

/**
 * A payment source of the older API. Cards and sources are stored as payment methods under their own ids, so they can
 * be used as either.
 */
export type CustomerSource = PaymentMethod | BankAccount;

import type Stripe from 'stripe';
import type { ResourceType } from '../../kernel/entity.ts';

interface ExternalInternal {
  /** The verifier's reference to the number: which payouts to it fail, and how. */
  readonly reference?: string;
  readonly bank?: { readonly failure: string | null; readonly takesInstant: boolean };
}

/** A bank account or debit card that an account is paid out to. */
export type ExternalAccount = (Stripe.BankAccount | Stripe.Card) & { readonly internal?: ExternalInternal };
export type ExternalBankAccount = Stripe.BankAccount & { readonly internal?: ExternalInternal };
export type ExternalCard = Stripe.Card & { readonly internal?: ExternalInternal };

/** They are stored with the account that they belong to. */
export const externalBankAccounts: ResourceType<ExternalBankAccount> = {
  object: 'bank_account',
  prefix: 'ba',
  noun: 'external account',
  idParam: 'id',
  listedBy: () => ['external'],
};

export const externalCards: ResourceType<ExternalCard> = {
  object: 'card',
  prefix: 'card',
  noun: 'external account',
  idParam: 'id',
  listedBy: () => ['external'],
};

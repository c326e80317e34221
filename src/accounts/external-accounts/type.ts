import type Stripe from 'stripe';
import type { ResourceType } from '../../kernel/entity.ts';
import type { TokenizedCard } from '../../network/type.ts';
import type { BankReference } from '../../network/verification/type.ts';

/** A bank account that an account is paid out to. */
export type ExternalBankAccount = Omit<Stripe.BankAccount, 'customer'> & {
  readonly default_for_currency: boolean;
  readonly internal: { readonly bank: BankReference };
};

/** A debit card that an account is paid out to. */
export type ExternalCard = Omit<Stripe.Card, 'customer'> & {
  readonly default_for_currency: boolean;
  readonly internal: { readonly card: TokenizedCard };
};

export type ExternalAccount = ExternalBankAccount | ExternalCard;

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

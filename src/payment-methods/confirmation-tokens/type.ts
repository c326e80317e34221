import type Stripe from 'stripe';
import type { ResourceType, Stored } from '../../kernel/entity.ts';
import type { VaultedMethod } from '../type.ts';

/** What a confirmation token stands for: a payment method that is there, or one that is made when it is used. */
export interface ConfirmationTokenInternal {
  /** The id of the payment method that is there. */
  readonly existing: string | null;
  readonly vaulted: VaultedMethod | null;
}

export type ConfirmationToken = Stored<Stripe.ConfirmationToken, ConfirmationTokenInternal>;

export const confirmationTokens: ResourceType<ConfirmationToken> = {
  object: 'confirmation_token',
  prefix: 'ctoken',
  noun: 'confirmationtoken',
  idParam: 'confirmation_token',
  listed: false,
};

import type Stripe from 'stripe';
import type { ResourceType, Stored } from '../../kernel/entity.ts';
import type { VaultedMethod } from '../type.ts';

/** A confirmation token's payment method: an existing one, or the data to create one on use. */
interface ConfirmationTokenInternal {
  /** Id of the existing payment method. */
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

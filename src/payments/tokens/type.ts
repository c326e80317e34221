import type Stripe from 'stripe';
import type { ResourceType, Stored } from '../../kernel/entity.ts';
import type { TokenizedCard } from '../../network/network.ts';

/** A token with the card it stands for. It can be used once. */
export type Token = Stored<Stripe.Token, { readonly card: TokenizedCard }>;

export const tokens: ResourceType<Token> = {
  object: 'token',
  prefix: 'tok',
  noun: 'token',
  idParam: 'token',
  listed: false,
};

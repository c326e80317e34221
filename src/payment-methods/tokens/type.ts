import type Stripe from 'stripe';
import type { ResourceType, Stored } from '../../kernel/entity.ts';
import type { TokenizedCard } from '../../network/type.ts';

/** A token's storable content. A CVC is not stored; its token only records that one was sent. */
export interface TokenInternal {
  readonly card?: TokenizedCard;
  /** The parameters of a person, those that hold a national number left out. */
  readonly person?: object;
  /** Keyed digests of national id numbers, by parameter: comparable but not readable. */
  readonly digests?: Readonly<Record<string, string>>;
}

/** A single-use token with its content. */
export type Token = Stored<Stripe.Token, TokenInternal>;

export const tokens: ResourceType<Token> = {
  object: 'token',
  prefix: 'tok',
  noun: 'token',
  idParam: 'id',
  listed: false,
};

import type Stripe from 'stripe';
import type { ResourceType, Stored } from '../../kernel/entity.ts';
import type { TokenizedCard } from '../../network/type.ts';

/** What a token stands for, as far as it may be kept. A CVC is not; a token for one only tells that it was given. */
export interface TokenInternal {
  readonly card?: TokenizedCard;
  /** The parameters of a person, those that hold a national number left out. */
  readonly person?: object;
  /** National numbers under the world's key, by their parameter: they can be compared with others, not read. */
  readonly digests?: Readonly<Record<string, string>>;
}

/** A token with what it stands for. It can be used once. */
export type Token = Stored<Stripe.Token, TokenInternal>;

export const tokens: ResourceType<Token> = {
  object: 'token',
  prefix: 'tok',
  noun: 'token',
  idParam: 'id',
  listed: false,
};

import type Stripe from 'stripe';
import type { ResourceType, Stored } from '../../kernel/entity.ts';
import type { TokenizedCard } from '../../network/type.ts';
import type { BankReference, NumberReferences } from '../../network/verification/type.ts';

/** A token's storable content. A CVC is not stored; its token only records that one was sent. */
export interface TokenInternal {
  readonly card?: TokenizedCard;
  /** The parameters of an account, of its company or its person those that hold a national number left out. */
  readonly account?: object;
  /** The parameters of a person, those that hold a national number left out. */
  readonly person?: object;
  /** The verifier's references to the national numbers that were sent. */
  readonly numbers?: NumberReferences;
  /** The verifier's reference to the number of a bank account, for payouts. */
  readonly bank?: BankReference;
  /** Set for a token of API v2, which expires. */
  readonly v2?: TokenOfV2;
}

/** The content of a token of API v2 that the parameters of v1 do not have. */
export interface TokenOfV2 {
  /** Seconds since epoch. */
  readonly expiresAt: number;
  /** The account that a person's token is for. */
  readonly account?: string;
  readonly contactPhone?: string;
  readonly displayName?: string;
  /** The types of the numbers that it holds, as `us_ein`. */
  readonly numberTypes: { readonly business: readonly string[]; readonly individual: readonly string[] };
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

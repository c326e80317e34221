import type Stripe from 'stripe';
import type { ResourceType, Stored } from '../../kernel/entity.ts';
import type { SingleVisit } from '../links/type.ts';

/** The requirements that a flow collects: https://docs.stripe.com/api/account_links/create */
export interface Collection {
  readonly fields: 'currently_due' | 'eventually_due';
  readonly futureRequirements: 'include' | 'omit';
}

/** Florin's own data about a link. */
interface LinkInternal extends SingleVisit {
  readonly refreshUrl: string;
  readonly returnUrl: string;
  readonly collection: Collection;
  /** The last digits of the phone number that the owner typed in this flow; null before. */
  readonly phoneDigits: string | null;
  /** True once the owner has entered the code that was sent to it. */
  readonly isSignedIn: boolean;
}

/** A link to hosted onboarding. The API returns no id; the URL identifies it. */
export type AccountLink = Stored<Stripe.AccountLink, LinkInternal> & { readonly id: string };

export const accountLinks: ResourceType<AccountLink> = {
  object: 'account_link',
  prefix: 'alink',
  noun: 'account_link',
  idParam: 'account_link',
  listed: false,
};

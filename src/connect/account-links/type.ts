import type Stripe from 'stripe';
import type { ResourceType, Stored } from '../../kernel/entity.ts';
import type { SingleVisit } from '../links/type.ts';

/** The requirements that a flow collects: https://docs.stripe.com/api/account_links/create */
export interface Collection {
  readonly fields: 'currently_due' | 'eventually_due';
  readonly futureRequirements: 'include' | 'omit';
  /** Requirements that are collected alone, or not at all: by name, or as `company.*`. */
  readonly only?: readonly string[];
  readonly excluded?: readonly string[];
}

/** The terms that an owner agrees to in an embedded form, as addresses. */
export interface Terms {
  readonly service?: string;
  readonly privacy?: string;
  /** True if the platform has the owner agree by itself. */
  readonly isSkipped?: boolean;
}

/** Set for a flow in an embedded component: its addresses are those of the frame. */
export interface EmbeddedFlow {
  /** The account session that the flow ends with. */
  readonly session: string;
  /** A language tag, or `auto` for the browser's language. */
  readonly locale: string;
  readonly terms: Terms;
}

/** Florin's own data about a link. */
interface LinkInternal extends SingleVisit {
  readonly refreshUrl: string;
  readonly returnUrl: string;
  readonly collection: Collection;
  readonly embedded?: EmbeddedFlow;
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

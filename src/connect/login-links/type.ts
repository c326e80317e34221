import type Stripe from 'stripe';
import type { ResourceType, Stored } from '../../kernel/entity.ts';
import type { SingleVisit } from '../links/type.ts';

/** A link to the Express dashboard. The API returns no id; the URL identifies it. */
export type LoginLink = Stored<Stripe.LoginLink, SingleVisit> & { readonly id: string };

export const loginLinks: ResourceType<LoginLink> = {
  object: 'login_link',
  prefix: 'llink',
  noun: 'login_link',
  idParam: 'login_link',
  listed: false,
};

/** The path of a link, and the start of the dashboard's. Its last segment is part of the link's id. */
export function loginPath(account: string, link: string): string {
  return `/express/${account}/${link.slice(loginLinks.prefix.length + 1)}`;
}

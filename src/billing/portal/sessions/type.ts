import type Stripe from 'stripe';
import type { ResourceType, Stored } from '../../../kernel/entity.ts';

interface SessionInternal {
  /** Random part of its address, which is the only credential of its visitors. */
  readonly secret: string;
  /** The moment from which its address opens nothing, in seconds since epoch on the world's clock. */
  readonly expiresAt: number;
}

/** A visit of a customer to the portal. */
export type PortalSession = Stored<Stripe.BillingPortal.Session, SessionInternal>;

export const portalSessions: ResourceType<PortalSession> = {
  object: 'billing_portal.session',
  prefix: 'bps',
  noun: 'portal session',
  idParam: 'session',
  listed: false,
};

/** Characters of an address that only the customer has. */
export const SECRET_CHARACTERS = 32;
const CODE = /^(bps_[0-9A-Za-z]{24})_([0-9A-Za-z]{32})_([0-9A-Za-z]{16,28})$/;

/** The path of a session's page. */
export function sessionPath(id: string, secret: string, account: string): string {
  return `/p/session/${id}_${secret}_${account.slice('acct_'.length)}`;
}

/** Reads the last segment of the path; undefined if it is of no session. */
export function readSessionCode(
  code: string,
): { readonly id: string; readonly secret: string; readonly account: string } | undefined {
  const [, id, secret, tail] = CODE.exec(code) ?? [];
  return id && secret && tail ? { id, secret, account: `acct_${tail}` } : undefined;
}

import type Stripe from 'stripe';
import type { ResourceType, Stored } from '../../kernel/entity.ts';

/** Florin's own data about a session. */
interface SessionInternal {
  /** The secret in the address of its frames; null until a page has claimed the session. */
  readonly visit: string | null;
  /** True once the page has logged out. */
  readonly isEnded: boolean;
}

/** A page's permission to show components of an account. The API returns no id; the client secret identifies it. */
export type AccountSession = Stored<Stripe.AccountSession, SessionInternal> & { readonly id: string };

/** The components of a session with their features, by name. */
export type Components = Stripe.AccountSession.Components;

export const accountSessions: ResourceType<AccountSession> = {
  object: 'account_session',
  prefix: 'accs',
  noun: 'account_session',
  idParam: 'client_secret',
  listed: false,
};

/** True until a session expires or its page has logged out. `now` is in seconds since epoch. */
export function isOpen({ expires_at: expiresAt, internal }: AccountSession, now: number): boolean {
  return !internal.isEnded && now < expiresAt;
}

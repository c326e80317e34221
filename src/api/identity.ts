import type { Scope } from '../kernel/account-names.ts';
import type { Restriction } from './keys/permissions.ts';

/** The world that a key opens, the account in it that the key is of, and the kind of key. */
export interface Identity extends Scope {
  readonly key: 'secret' | 'publishable' | 'page';
  /** The key itself, if it is a page's. */
  readonly pageKey?: string;
  /** The customer that an ephemeral key is for. */
  readonly customer?: string;
  /** The permissions of a restricted key; undefined for keys that may call every operation of their kind. */
  readonly restriction?: Restriction;
  /** The key as messages may show it. */
  readonly masked: string;
  /** Keys the fingerprints of the caller's requests. Derived from the caller's key and never stored. */
  readonly fingerprintKey: string;
  /** Origin of the request, if not from a holder of the key. */
  readonly source?: 'dashboard';
}

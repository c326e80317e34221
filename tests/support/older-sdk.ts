import { createRequire } from 'node:module';
import type Stripe from 'stripe';

/** The official SDKs of earlier years that the tests use, by the major version of the package. */
export type OlderSdk = 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21 | 22;

/** An older SDK as much as the tests use of it: they all share these parts of the newest one's shape. */
export type OlderStripe = Pick<typeof Stripe, 'errors'> &
  (new (
    key: string,
    options: Record<string, unknown>,
  ) => Stripe);

/**
 * Loads an official SDK of an earlier year. Its own types are left out: they declare the module `stripe` anew, for
 * the whole program.
 */
export function olderSdk(major: OlderSdk): OlderStripe {
  return createRequire(import.meta.url)(`stripe-${major}`);
}

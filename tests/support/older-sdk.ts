import { createRequire } from 'node:module';
import type Stripe from 'stripe';

/** Major versions of the official SDK that the tests use. */
export type OlderSdk = 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21 | 22;

/** The parts of an older SDK that the tests use and that it shares with the newest one. */
export type OlderStripe = Pick<typeof Stripe, 'errors'> &
  (new (
    key: string,
    options: Record<string, unknown>,
  ) => Stripe);

/** Loads an older official SDK, without its types: they declare the module `stripe` again for the whole program. */
export function olderSdk(major: OlderSdk): OlderStripe {
  return createRequire(import.meta.url)(`stripe-${major}`);
}

import type { Stripe } from '@stripe/stripe-js';
import { TRAINS, type Train } from '../shared/trains.ts';
import { misuse, warn } from './misuse.ts';
import { createStripe } from './stripe.ts';

/** What a page may say when it makes its Stripe object. */
export interface StripeOptions {
  readonly stripeAccount?: string;
  readonly apiVersion?: string;
  readonly locale?: string;
  readonly betas?: readonly string[];
  readonly developerTools?: unknown;
}

export interface StripeConstructor {
  (publishableKey: string, options?: StripeOptions): Stripe;
  /** The train's name; the oldest says 3. The loader of `@stripe/stripe-js` compares it. */
  readonly version: Train | 3;
}

/** `window.Stripe` for pages whose script came from `origin`. */
export function createConstructor(origin: string, train: Train): StripeConstructor {
  function Stripe(publishableKey: string, options: StripeOptions = {}): Stripe {
    checkKey(publishableKey);
    for (const beta of options.betas ?? []) warn(`The beta ${beta} is not there; the page goes on without it.`);
    return createStripe({
      origin,
      train,
      locale: options.locale ?? 'auto',
      merchant: {
        publishableKey,
        stripeAccount: options.stripeAccount,
        apiVersion: options.apiVersion ?? TRAINS[train],
      },
    });
  }
  return Object.assign(Stripe, { version: train === 'v3' ? (3 as const) : train });
}

/** A secret key in a page is everybody's: it is refused before it goes anywhere. */
function checkKey(key: unknown): void {
  if (typeof key !== 'string' || key === '') {
    throw misuse('Please call Stripe() with your publishable key. You used an empty string or no string at all.');
  }
  if (/^(sk|rk)_/.test(key)) {
    throw misuse(
      'You should not use your secret key in a page: everybody who opens it can read it. Use your publishable key, pk_test_….',
    );
  }
  if (!/^pk_/.test(key)) throw misuse('That is no publishable key: they begin with pk_test_.');
}

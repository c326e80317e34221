import type { Stripe } from '@stripe/stripe-js';
import { misuse, warn } from '../shared/misuse.ts';
import { TRAINS, type Train } from '../shared/trains.ts';
import { createStripe } from './stripe.ts';

/** The options of a Stripe object. */
interface StripeOptions {
  readonly stripeAccount?: string;
  readonly apiVersion?: string;
  readonly locale?: string;
  readonly betas?: readonly string[];
  readonly developerTools?: unknown;
}

interface StripeConstructor {
  (publishableKey: string, options?: StripeOptions): Stripe;
  /** The train's name; 3 for the oldest. The loader of `@stripe/stripe-js` checks it. */
  readonly version: Train | 3;
}

/** Creates `window.Stripe` for pages that loaded the script from `origin`. */
export function createConstructor(origin: string, train: Train): StripeConstructor {
  function Stripe(publishableKey: string, options: StripeOptions = {}): Stripe {
    checkKey(publishableKey);
    for (const beta of options.betas ?? []) warn(`The beta ${beta} is not supported and has no effect.`);
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

/** Throws for a secret or restricted key, which every visitor of the page could read. */
function checkKey(key: unknown): void {
  if (typeof key !== 'string' || key === '') {
    throw misuse('Please call Stripe() with your publishable key. You used an empty string or no string at all.');
  }
  if (/^(sk|rk)_/.test(key)) {
    throw misuse(
      'You should not use your secret key with Stripe.js. Please pass a publishable key instead. Every visitor of the page could read it.',
    );
  }
  if (!/^pk_/.test(key)) throw misuse('This is not a publishable key. Use a key that starts with pk_test_.');
}

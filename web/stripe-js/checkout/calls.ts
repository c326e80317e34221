import type { StripeEmbeddedCheckoutOptions } from '@stripe/stripe-js';
import type { Train } from '../../shared/trains.ts';
import type { Page } from '../page.ts';
import { createEmbeddedCheckout } from './embedded.ts';
import { redirectToCheckout } from './redirect.ts';
import { type CheckoutOptions, createCheckout, createCheckoutSdk, createFormSdk } from './sdk.ts';

type Call =
  | 'createEmbeddedCheckoutPage'
  | 'initCheckout'
  | 'initCheckoutFormSdk'
  | 'initCheckoutElementsSdk'
  | 'initCustomCheckout'
  | 'initEmbeddedCheckout'
  | 'redirectToCheckout';

/** The calls of Checkout by release train. A train only has its own names, as with the official scripts. */
const CALLS: Readonly<Record<Train, readonly Call[]>> = {
  v3: ['redirectToCheckout', 'initEmbeddedCheckout', 'initCheckout', 'initCustomCheckout'],
  acacia: ['redirectToCheckout', 'initEmbeddedCheckout', 'initCheckout'],
  basil: ['redirectToCheckout', 'initEmbeddedCheckout', 'initCheckout'],
  clover: ['initEmbeddedCheckout', 'initCheckout', 'initCheckoutElementsSdk'],
  dahlia: ['createEmbeddedCheckoutPage', 'initCheckoutElementsSdk', 'initCheckoutFormSdk'],
  endive: ['createEmbeddedCheckoutPage', 'initCheckoutElementsSdk', 'initCheckoutFormSdk'],
};

/** Returns the calls of Checkout in a page's train. */
export function checkoutCalls(page: Page): Record<string, unknown> {
  const embed = (call: Call) => (options: StripeEmbeddedCheckoutOptions) => createEmbeddedCheckout(page, options, call);
  const calls: Readonly<Record<Call, unknown>> = {
    redirectToCheckout: (options: { sessionId?: unknown }) => redirectToCheckout(page, options),
    initEmbeddedCheckout: embed('initEmbeddedCheckout'),
    createEmbeddedCheckoutPage: embed('createEmbeddedCheckoutPage'),
    // Acacia and basil return a promise of the whole; clover returns the elements at once and a promise of the actions.
    initCheckout: (options: CheckoutOptions) =>
      page.train === 'clover'
        ? createCheckoutSdk(page, options, 'initCheckout')
        : createCheckout(page, options, 'initCheckout'),
    initCustomCheckout: (options: CheckoutOptions) => createCheckout(page, options, 'initCustomCheckout'),
    initCheckoutElementsSdk: (options: CheckoutOptions) => createCheckoutSdk(page, options, 'initCheckoutElementsSdk'),
    initCheckoutFormSdk: (options: CheckoutOptions) => createFormSdk(page, options),
  };
  return Object.fromEntries(CALLS[page.train].map((name) => [name, calls[name]]));
}

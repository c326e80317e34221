import type { StripeEmbeddedCheckoutOptions } from '@stripe/stripe-js';
import type { Train } from '../../shared/trains.ts';
import { misuse } from '../misuse.ts';
import type { Page } from '../page.ts';
import { createEmbeddedCheckout } from './embedded.ts';
import { redirectToCheckout } from './redirect.ts';
import { type CheckoutOptions, createCheckout, createCheckoutSdk } from './sdk.ts';

type Call =
  | 'createEmbeddedCheckoutPage'
  | 'initCheckout'
  | 'initCheckoutFormSdk'
  | 'initCheckoutElementsSdk'
  | 'initEmbeddedCheckout'
  | 'redirectToCheckout';

/** The calls of Checkout by release train. A train only has its own names, as with the official scripts. */
const CALLS: Readonly<Record<Train, readonly Call[]>> = {
  v3: ['redirectToCheckout', 'initEmbeddedCheckout'],
  acacia: ['redirectToCheckout', 'initEmbeddedCheckout'],
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
    // Basil returns a promise of the whole; later trains return the elements at once and a promise of the actions.
    initCheckout: (options: CheckoutOptions) =>
      page.train === 'basil' ? createCheckout(page, options) : createCheckoutSdk(page, options, 'initCheckout'),
    initCheckoutElementsSdk: (options: CheckoutOptions) => createCheckoutSdk(page, options, 'initCheckoutElementsSdk'),
    initCheckoutFormSdk: () => {
      throw misuse(
        'Florin does not support the Checkout Form yet. Use stripe.initCheckoutElementsSdk(), or the embedded page.',
      );
    },
  };
  return Object.fromEntries(CALLS[page.train].map((name) => [name, calls[name]]));
}

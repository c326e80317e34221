import type {
  ResultAction,
  StripeEmbeddedCheckoutAnalyticsEventUnion,
  StripeEmbeddedCheckoutLineItemsChangeEvent,
  StripeEmbeddedCheckoutShippingDetailsChangeEvent,
} from '@stripe/stripe-js';

/**
 * What passes between a merchant's page and the checkout page embedded in it. The frame says hello as the frames of
 * elements do; it is welcomed with one end of a MessageChannel and the session's client secret, which is in no address.
 */
export interface CheckoutWelcome {
  readonly florin: 'checkout-welcome';
  readonly clientSecret: string;
  readonly apiVersion: string;
  readonly locale: string;
  /** Whether the page wants to be asked before these change. */
  readonly asks: { readonly shippingDetails: boolean; readonly lineItems: boolean };
}

export type CheckoutQuestion =
  | { readonly what: 'shippingDetails'; readonly event: StripeEmbeddedCheckoutShippingDetailsChangeEvent }
  | { readonly what: 'lineItems'; readonly event: StripeEmbeddedCheckoutLineItemsChangeEvent }
  /** Shows a bank's challenge over the whole page; answered when it is over. */
  | { readonly what: 'challenge'; readonly url: string };

export type FromCheckout =
  | { readonly type: 'height'; readonly pixels: number }
  /** The payer goes on to another address: a wallet, or the merchant's own. */
  | { readonly type: 'navigate'; readonly url: string }
  /** The session is complete, and there is nowhere to go. */
  | { readonly type: 'complete' }
  | { readonly type: 'analytics'; readonly event: StripeEmbeddedCheckoutAnalyticsEventUnion }
  | { readonly type: 'ask'; readonly number: number; readonly question: CheckoutQuestion };

export interface ToCheckout {
  readonly type: 'answer';
  readonly number: number;
  readonly answer: ResultAction;
}

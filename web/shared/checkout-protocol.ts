import type {
  ResultAction,
  StripeEmbeddedCheckoutAnalyticsEventUnion,
  StripeEmbeddedCheckoutLineItemsChangeEvent,
  StripeEmbeddedCheckoutShippingDetailsChangeEvent,
} from '@stripe/stripe-js';

/**
 * Messages between a merchant's page and the checkout page embedded in it. The frame sends a hello; the page answers
 * with one end of a MessageChannel and the session's client secret, which is never in an address.
 */
export interface CheckoutWelcome {
  readonly florin: 'checkout-welcome';
  readonly clientSecret: string;
  readonly apiVersion: string;
  readonly locale: string;
  /** True for each change that the page has to approve first. */
  readonly asks: { readonly shippingDetails: boolean; readonly lineItems: boolean };
}

export type CheckoutQuestion =
  | { readonly what: 'shippingDetails'; readonly event: StripeEmbeddedCheckoutShippingDetailsChangeEvent }
  | { readonly what: 'lineItems'; readonly event: StripeEmbeddedCheckoutLineItemsChangeEvent }
  /** Shows a bank's challenge over the whole page; answered when it is closed. */
  | { readonly what: 'challenge'; readonly url: string };

export type FromCheckout =
  | { readonly type: 'height'; readonly pixels: number }
  /** The customer leaves for another address: a wallet, or the merchant's return address. */
  | { readonly type: 'navigate'; readonly url: string }
  /** The session is complete, and the customer stays on the page. */
  | { readonly type: 'complete' }
  | { readonly type: 'analytics'; readonly event: StripeEmbeddedCheckoutAnalyticsEventUnion }
  | { readonly type: 'ask'; readonly number: number; readonly question: CheckoutQuestion };

export interface ToCheckout {
  readonly type: 'answer';
  readonly number: number;
  readonly answer: ResultAction;
}

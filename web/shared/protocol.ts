import type { Appearance, CustomFontSource, StripeError } from '@stripe/stripe-js';
import type { PaymentPage } from '../../src/shared/payment-page-view.ts';

/**
 * What passes between a merchant's page and a frame of Florin. A frame says hello to the window that holds it; the
 * page answers with one end of a MessageChannel, and from then on they talk over that alone. What is typed into a
 * frame never leaves it but to Florin: messages carry what may be known of it (complete, brand, errors).
 */

/** The kinds of frames, by the type of the element they are for. */
export type FrameKind =
  | 'card'
  | 'cardNumber'
  | 'cardExpiry'
  | 'cardCvc'
  | 'payment'
  | 'address'
  | 'linkAuthentication'
  | 'expressCheckout'
  | 'taxId';

/** A frame to the window that holds it, before there is a channel. `frame` is the id from the frame's address. */
export interface Hello {
  readonly florin: 'hello';
  readonly frame: string;
}

/** The page's answer; the channel's end comes with it. */
export interface Welcome {
  readonly florin: 'welcome';
  readonly setup: FrameSetup;
}

/** Who calls Florin: what a page said when it made its Stripe object. */
export interface Merchant {
  readonly publishableKey: string;
  readonly stripeAccount?: string | undefined;
  readonly apiVersion: string;
}

/** What a group of elements collects a payment method for. */
export interface Purpose {
  readonly clientSecret?: string | undefined;
  /** Lets the form show what its customer has saved. */
  readonly customerSessionClientSecret?: string | undefined;
  readonly mode?: 'payment' | 'setup' | 'subscription' | undefined;
  /** Smallest currency unit. */
  readonly amount?: number | undefined;
  readonly currency?: string | undefined;
  readonly setupFutureUsage?: 'off_session' | 'on_session' | null | undefined;
  readonly captureMethod?: string | undefined;
  readonly paymentMethodTypes?: readonly string[] | undefined;
  readonly allowedPaymentMethodTypes?: readonly string[] | undefined;
  readonly excludedPaymentMethodTypes?: readonly string[] | undefined;
  readonly checkout?: CheckoutCustomer | undefined;
}

/** What a checkout session lets a form do for its customer, and the key that opens the session. */
export interface CheckoutCustomer {
  readonly session: string;
  readonly key: string;
  readonly saved: PaymentPage['saved_payment_methods'];
  readonly mayRemove: boolean;
  readonly offersToSave: boolean;
}

export interface FrameSetup {
  readonly kind: FrameKind;
  readonly merchant: Merchant;
  readonly locale: string;
  /** The element's own options, as the page gave them. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly appearance: Appearance | undefined;
  readonly fonts: readonly CustomFontSource[];
  readonly purpose: Purpose;
}

/** What all elements of a group have in common, and what a page may change of it later. */
export type SharedSetup = Pick<FrameSetup, 'appearance' | 'fonts' | 'locale' | 'purpose'>;

/** What a frame is asked to do; each is answered by its number. */
export type Ask =
  /** Shows what is wrong and answers whether nothing is. */
  | { readonly what: 'validate' }
  /** Tells what may be known of what was entered: an address or an e-mail, never a card. */
  | { readonly what: 'value' }
  /**
   * Calls Florin with `params` and, at `place` in them, what was entered. With `key` where the publishable key does not
   * do: a checkout session is paid with its own.
   */
  | {
      readonly what: 'send';
      readonly path: string;
      readonly params: Params;
      readonly place: Place;
      readonly key?: string;
    }
  /** Takes up what has changed of the group, looks up anew what its purpose is, and answers when that is shown. */
  | { readonly what: 'refresh'; readonly setup: SharedSetup };

/** Where in a call's parameters that which was entered goes: as a payment method, its data, or a bare card. */
export type Place = 'payment_method' | 'payment_method_data' | 'card';

export interface Params {
  readonly [name: string]: Param;
}
export type Param = undefined | null | string | number | boolean | readonly Param[] | Params;

export type ToFrame =
  | { readonly type: 'update'; readonly options: Readonly<Record<string, unknown>> }
  | { readonly type: 'do'; readonly act: 'focus' | 'blur' | 'clear' | 'collapse' }
  /** The other fields of the same card: the end of a channel between the two frames comes with it. */
  | { readonly type: 'peer'; readonly kind: FrameKind }
  | { readonly type: 'ask'; readonly number: number; readonly ask: Ask };

export type FromFrame =
  | { readonly type: 'event'; readonly name: string; readonly event: object }
  | { readonly type: 'height'; readonly pixels: number }
  | { readonly type: 'answer'; readonly number: number; readonly answer: Answer };

/** What a frame answers: what Florin answered or what it was asked for, or an error in the shape of Stripe.js. */
export type Answer = { readonly body: unknown; readonly error?: never } | { readonly error: StripeError };

/** A frame that authenticated its payer, or did not, to the window that holds it. */
export interface ChallengeOver {
  readonly florin: 'challenge-over';
}

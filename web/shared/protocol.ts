import type { Appearance, CustomFontSource, StripeError } from '@stripe/stripe-js';
import type { FRAME_FILES } from '../../src/shared/frame-address.ts';
import type { PaymentPage } from '../../src/shared/payment-page-view.ts';
import type { Train } from './trains.ts';

/**
 * Messages between a merchant's page and a frame of Florin. A frame sends a hello to its parent window; the page
 * answers with one end of a MessageChannel, which carries all further messages. The values that customers type leave a
 * frame only in calls to Florin: messages carry the state of an entry (complete, brand, errors), never card data.
 */

/** The kinds of frames, by their element's type. */
export type FrameKind = keyof typeof FRAME_FILES;

/** The frames with the fields of one payment method: a bank account, or the choice of a bank. */
export type BankKind = Extract<FrameKind, 'auBankAccount' | 'epsBank' | 'fpxBank' | 'iban' | 'idealBank' | 'p24Bank'>;

/** Sent by a frame to its parent window before there is a channel. `frame` is the id from the frame's address. */
export interface Hello {
  readonly florin: 'hello';
  readonly frame: string;
}

/** The page's answer; the channel's port is transferred with it. */
export interface Welcome {
  readonly florin: 'welcome';
  readonly setup: FrameSetup;
}

/** The caller, as configured when the page created its Stripe object. */
export interface Merchant {
  readonly publishableKey: string;
  readonly stripeAccount?: string | undefined;
  readonly apiVersion: string;
}

/** The purpose for which a group of elements collects a payment method. */
export interface Purpose {
  readonly clientSecret?: string | undefined;
  /** Allows the form to show the customer's saved payment methods. */
  readonly customerSessionClientSecret?: string | undefined;
  readonly mode?: 'payment' | 'setup' | 'subscription' | undefined;
  /** In the smallest currency unit. */
  readonly amount?: number | undefined;
  readonly currency?: string | undefined;
  readonly setupFutureUsage?: 'off_session' | 'on_session' | null | undefined;
  readonly captureMethod?: string | undefined;
  readonly paymentMethodTypes?: readonly string[] | undefined;
  readonly allowedPaymentMethodTypes?: readonly string[] | undefined;
  readonly excludedPaymentMethodTypes?: readonly string[] | undefined;
  /** The connected account that is the merchant. */
  readonly onBehalfOf?: string | undefined;
  readonly checkout?: CheckoutCustomer | undefined;
}

/** The features that a checkout session enables for its customer, and the key of the session. */
export interface CheckoutCustomer {
  readonly session: string;
  readonly key: string;
  readonly saved: PaymentPage['saved_payment_methods'];
  readonly mayRemove: boolean;
  readonly offersToSave: boolean;
}

export interface FrameSetup {
  readonly kind: FrameKind;
  /** An id of the frame's group of elements, by which the fields of one card find each other (elements/card/peers.ts). */
  readonly group: string;
  readonly merchant: Merchant;
  /** The release train of the page's script. */
  readonly train: Train;
  readonly locale: string;
  /** The element's options, as the page passed them. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly appearance: Appearance | undefined;
  readonly fonts: readonly CustomFontSource[];
  readonly purpose: Purpose;
}

/** The settings that all elements of a group share and that a page may update. */
export type SharedSetup = Pick<FrameSetup, 'appearance' | 'fonts' | 'locale' | 'purpose'>;

/** Requests to a frame; each is answered by its number. */
export type Ask =
  /** Shows validation errors; answered with the first one, if any. */
  | { readonly what: 'validate' }
  /** Returns an entered address or e-mail address, never a card. */
  | { readonly what: 'value' }
  /**
   * Calls Florin with `params` plus the entered payment method at `place`. `key` replaces the publishable key (for
   * example, checkout sessions are confirmed with their own key).
   */
  | {
      readonly what: 'send';
      readonly path: string;
      readonly params: Params;
      readonly place: Place;
      readonly key?: string;
      /** The kinds of the group's other frames that are in the page now, loaded or not. */
      readonly beside?: readonly FrameKind[];
    }
  /** Applies new settings of the group and reloads what depends on its purpose; answered when that is shown. */
  | { readonly what: 'refresh'; readonly setup: SharedSetup };

/** The parameter that receives the entered payment method: by id, as data, or as a bare card. */
export type Place = 'payment_method' | 'payment_method_data' | 'card';

export interface Params {
  readonly [name: string]: Param;
}
export type Param = undefined | null | string | number | boolean | readonly Param[] | Params;

export type ToFrame =
  | { readonly type: 'update'; readonly options: Readonly<Record<string, unknown>> }
  | { readonly type: 'do'; readonly act: 'focus' | 'blur' | 'clear' | 'collapse' }
  | { readonly type: 'ask'; readonly number: number; readonly ask: Ask };

export type FromFrame =
  | { readonly type: 'event'; readonly name: string; readonly event: object }
  | { readonly type: 'height'; readonly pixels: number }
  | { readonly type: 'answer'; readonly number: number; readonly answer: Answer };

/** A frame's answer: Florin's response, the requested value, or an error in the shape of Stripe.js. */
export type Answer = { readonly body: unknown; readonly error?: never } | { readonly error: StripeError };

/** Sent by a challenge's frame to its parent window when the authentication has ended, successfully or not. */
export interface ChallengeOver {
  readonly florin: 'challenge-over';
}

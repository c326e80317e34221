import type Stripe from 'stripe';
import { idOf, type ResourceType, type Stored } from '../../kernel/entity.ts';

/** A line item as requested. Its amounts are calculated from the price each time. */
export interface SessionLine {
  readonly id: string;
  /** The price's id. */
  readonly price: string;
  readonly quantity: number;
  readonly adjustable: { readonly minimum: number; readonly maximum: number } | null;
  /** Ids. */
  readonly taxRates: readonly string[];
  readonly metadata: Stripe.Metadata;
  /** Billed by its usage later; it has no quantity. */
  readonly metered?: true;
  /** The customer added it from the optional items and may remove it. */
  readonly optional?: true;
}

/** The data that the payer entered on the page. */
export interface Collected {
  readonly email?: string;
  readonly name?: string;
  readonly businessName?: string;
  readonly individualName?: string;
  readonly phone?: string;
  readonly address?: Stripe.Address;
  readonly shipping?: { readonly name: string; readonly address: Stripe.Address };
  readonly taxId?: CollectedTaxId;
}

export interface CollectedTaxId {
  readonly type: string;
  readonly value: string;
}

/** Rates of automatic tax by the id of the line, as they apply to it. */
export type AutomaticTaxes = Readonly<
  Record<
    string,
    readonly {
      /** The tax rate's id. */
      readonly rate: string;
      readonly inclusive: boolean;
      readonly reason: Stripe.LineItem.Tax.TaxabilityReason;
    }[]
  >
>;

/** Fields stored with a Checkout Session that are never returned. */
interface SessionInternal {
  readonly lines: readonly SessionLine[];
  /** The one that the payer chose of the shipping options; the first until then. */
  readonly shippingRate: string | null;
  /** Parameters of the payment or setup, as the merchant sent them. */
  readonly paymentIntentData: Stripe.Checkout.SessionCreateParams.PaymentIntentData;
  readonly setupIntentData: Stripe.Checkout.SessionCreateParams.SetupIntentData;
  /** Parameters of the subscription that it makes. */
  readonly subscriptionData?: Stripe.Checkout.SessionCreateParams.SubscriptionData;
  /** Customer fields that may change when the session completes. */
  readonly customerUpdate: Stripe.Checkout.SessionCreateParams.CustomerUpdate;
  /** Every payment method saved here gets this `allow_redisplay`. */
  readonly allowRedisplay: Stripe.PaymentMethod.AllowRedisplay | null;
  readonly collected: Collected;
  /** The taxes of the place it is sold to, found when it was priced last; only with automatic tax. */
  readonly automaticTaxes?: AutomaticTaxes;
  /** In place of them, in older data: ids of the tax rates of the place, for everything that is taxed. */
  readonly automaticTaxRates?: readonly string[];
  /** The discounts that were granted when it completed. Ids. */
  readonly granted?: readonly string[];
  /** The customer entered the discount and may remove it. */
  readonly typedPromotionCode?: true;
  /** The payment that is being tried, before it is shown as the session's own. */
  readonly paymentIntent: string | null;
  /** The setup of the method of a subscription that costs nothing now. */
  readonly setupIntent?: string;
  /** The message of the page's own confirmation, where no address of the merchant follows; its `custom_message`. */
  readonly confirmation?: { readonly message: string | null };
  /** Parameters that a payment link's address had for the address after completion. */
  readonly urlParams?: Readonly<Record<string, string>>;
  /** Return URL from the merchant's own page on confirmation; it overrides the session's. */
  readonly returnUrl?: string;
  /** The session that was opened last to go on where this one expired. */
  readonly recoveredBy?: string;
}

export type CheckoutSession = Stored<Stripe.Checkout.Session, SessionInternal>;

export const checkoutSessions: ResourceType<CheckoutSession> = {
  object: 'checkout.session',
  prefix: 'cs',
  noun: 'checkout.session',
  idParam: 'session',
  filters: {
    payment_intent: { listed: true, of: (session) => idOf(session.payment_intent) },
    subscription: { listed: true, of: (session) => idOf(session.subscription) },
    payment_link: { listed: true, of: (session) => idOf(session.payment_link) },
    customer: { listed: true, of: (session) => session.customer },
    email: { listed: true, of: (session) => session.customer_details?.email },
    status: { listed: true },
  },
};

/** `payment_method_types` is a parameter of older versions. */
export type SessionParams = Stripe.Checkout.SessionCreateParams & {
  readonly payment_method_types?: readonly string[];
  /** Set for versions whose sessions have their PaymentIntent from the start. */
  readonly has_payment?: true;
};

import type Stripe from 'stripe';
import type { AuthorizeResult, Instrument, Network, SetupResult } from '../network/network.ts';

/** What a payment method needs to know of the world it is made in. */
export interface MethodContext {
  readonly network: Network;
  readonly fingerprintKey: string;
  readonly nowSeconds: number;
}

/** The parameters that describe a payment method of any type, as `payment_method_data` or in its own create call. */
export type MethodData = Stripe.PaymentMethodCreateParams | Stripe.PaymentIntentCreateParams.PaymentMethodData;

/** A payment method's own hash (`card: {…}`) and what the network is asked to charge. */
export interface MadeMethod {
  readonly details: object;
  readonly instrument: Instrument;
}

/** The approved outcome of an attempt. */
export type Approval = Extract<AuthorizeResult, { outcome: 'approved' }>;

/** What happens to a payment while its payer acts. */
export type Signal = 'authorized' | 'failed' | 'expired';

/** Where a payment that waits for its payer goes with a signal. */
export type Verdict =
  | { readonly move: 'authorize' }
  | { readonly move: 'fail'; readonly code: string; readonly declineCode?: string; readonly message: string };

/**
 * A payment method: what it can do, and the little behaviour that is its own. Adding one is adding a file that exports
 * one of these, and naming it in `registry.ts`.
 */
export interface PaymentMethodModule {
  /** Stripe's type name, which is also the name of its hash. */
  readonly type: string;
  /** Lower-case ISO 4217, or all. */
  readonly currencies: readonly string[] | 'all';
  /** Where its payers live: upper-case ISO 3166-1 alpha-2, or all. */
  readonly countries: readonly string[] | 'all';
  /** Bounds of an amount by currency in the smallest unit, where tighter than the currency's own. */
  readonly amounts: Readonly<Record<string, { min?: number; max?: number }>>;
  /** `immediate`: answered at once, perhaps after authentication; `redirect`: the payer approves on another page. */
  readonly flow: 'immediate' | 'redirect';
  /** Whether the money is certain only days later. */
  readonly delayed: boolean;
  /** Whether it can be attached to a customer and charged again. */
  readonly reusable: boolean;
  readonly setupFutureUsage: readonly ('none' | 'on_session' | 'off_session')[];
  readonly capture: {
    readonly manual: boolean;
    readonly partial: boolean;
    /** How long an uncaptured authorization holds, in seconds. */
    readonly holdsSeconds: number;
  };
  readonly refund: { readonly partial: boolean };
  /** The prefix of its charges: `ch` for cards, `py` for the rest. */
  readonly chargePrefix: 'ch' | 'py';
  /** How long the payer has to act, in seconds; null for no end. */
  readonly actionSeconds: number | null;
  /** Words a payer or tester sees: its name, and what its test page asks for. */
  readonly label: string;
  /** Makes the method's hash from its parameters. Throws Stripe's error for data that no such method has. */
  make(data: MethodData, context: MethodContext): MadeMethod;
  /** Its entry in a PaymentIntent's `payment_method_options` when nothing is set. */
  readonly defaultOptions: object;
  /** How an authorization of it can be used, where more can be said than `capture` does. Pure. */
  authorization?(method: Stripe.PaymentMethod, facts: AuthorizationFacts): Authorization;
  /** What a charge tells of it in `payment_method_details`. */
  chargeDetails(method: Stripe.PaymentMethod, outcome: AuthorizeResult | null, payment: ChargeFacts): object;
  /** How it is set up for later without paying now; not there where that cannot be done. */
  readonly setup?: MethodSetup;
  /** Where a waiting payment goes. Pure. */
  next(signal: Signal): Verdict;
}

/** What a method does when it is set up with a SetupIntent. */
export interface MethodSetup {
  /** Its entry in a SetupIntent's `payment_method_options` when nothing is set. */
  readonly defaultOptions: object;
  /** What a SetupAttempt tells of it in `payment_method_details`; `network` is what the caller chose, if anything. */
  attemptDetails(method: Stripe.PaymentMethod, result: SetupResult, network: string | null): object;
}

/** What the use of an authorization depends on. */
export interface AuthorizationFacts {
  /** Authorized, in the currency's smallest unit. */
  readonly amount: number;
  readonly currency: string;
  readonly initiator: 'customer' | 'merchant';
  /** ISO 3166-1 alpha-2, upper case. */
  readonly merchantCountry: string;
  /** The type's entry in the payment's `payment_method_options`, which holds what the merchant wished for. */
  readonly options: object | undefined;
  /** The issuer grants none of it. */
  readonly plain: boolean;
}

/** How long an authorization holds, and what it can be used for beyond one capture of what was authorized. */
export interface Authorization {
  readonly holdsSeconds: number;
  /** It holds longer than others because that was asked for. */
  readonly extended: boolean;
  /** Its amount can be raised. */
  readonly incremental: boolean;
  /** It can be captured in parts. */
  readonly multicapture: boolean;
  /** The most that can be captured where that is more than what was authorized. */
  readonly mostCapturable: number | undefined;
}

/** What of a payment its charge's details depend on. */
export interface ChargeFacts {
  readonly amount: number;
  readonly captured: boolean;
  /** Seconds since epoch until which an uncaptured authorization can be captured. */
  readonly captureBefore: number | null;
  readonly authorization: Authorization;
  readonly installments: null;
  /** The mandate it was made under, by its id. */
  readonly mandate: string | null;
}

import type Stripe from 'stripe';
import type { Network } from '../network/network.ts';
import type { AuthorizeResult, Instrument, MoneyFlow, SetupResult } from '../network/type.ts';
import type { BillingField, MethodField, MethodFlow } from '../shared/method-spec.ts';

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
  readonly flow: MethodFlow;
  /** How its money moves; absent for cards, which have rules of their own. */
  readonly moneyFlow?: MoneyFlow;
  /** Whether merchants who have said nothing about it offer it. */
  readonly onByDefault: boolean;
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
  readonly refund: RefundRules;
  /** The prefix of its charges: `ch` for cards, `py` for the rest. */
  readonly chargePrefix: 'ch' | 'py';
  /** How long the payer has to act, in seconds; null for no end. */
  readonly actionSeconds: number | null;
  /** Words a payer or tester sees: its name, and what its test page asks for. */
  readonly label: string;
  /** Its name on forms, where that differs from `label`. */
  readonly formLabel?: string;
  /** The colour of its icon on forms, as CSS; the text's colour by default. */
  readonly color?: string;
  /** Makes the method's hash from its parameters. Throws Stripe's error for data that no such method has. */
  make(data: MethodData, context: MethodContext): MadeMethod;
  /** Parameters in its hash that Florin does not have (see `dataNotYet`). */
  readonly notYet?: readonly string[];
  /** Payers who say that they live elsewhere are refused; with a currency, those who pay in another one, too. */
  readonly boundTo?: 'countries' | Readonly<Record<string, string>>;
  /** The order has to say where it is sent. */
  readonly requiresShipping?: true;
  /** What its payer has to say of themselves, as `billing_details` names it. */
  readonly requires?: readonly BillingField[];
  /** Billing details that forms collect although the API does not require them. */
  readonly collects?: readonly BillingField[];
  /** The fields of its own on forms, in order. */
  readonly fields?: readonly MethodField[];
  /** What its payer enters on its page in test mode before they approve. */
  readonly payerEnters?: 'phone';
  /** The payer's agreement to be charged; absent where there is none. */
  readonly mandate?: MandateRules;
  /** What is saved for later payments when it cannot be charged again itself: a bank account it has learned of. */
  readonly generates?: 'sepa_debit';
  /** Its money is what the customer has sent ahead. */
  readonly paidFrom?: 'cash_balance';
  /** The bank account it charges has to be verified by small deposits, of which the payer tells one or the other. */
  readonly deposits?: 'amounts' | 'descriptor_code';
  /** Its entry in a PaymentIntent's `payment_method_options` when nothing is set. */
  readonly defaultOptions: object;
  /**
   * Refuses options that no payment can have. `options` is its entry with everything the caller set so far; what still
   * has to be said is missed only once it is `confirmed`, for a payment in `currency`.
   */
  checkOptions?(options: object, stage: 'set' | 'confirmed', currency: string): void;
  /** Until when the payer can act, in seconds since epoch, where that is not `actionSeconds` from now. */
  actionEnds?(options: object, facts: { readonly nowSeconds: number; readonly email: string | null }): number;
  /** What an intent asks of its payer; absent where they are sent to a page. Pure. */
  nextAction?(facts: ActionFacts): NextAction;
  /** How an authorization of it can be used, where more can be said than `capture` does. Pure. */
  authorization?(method: Stripe.PaymentMethod, facts: AuthorizationFacts): Authorization;
  /** What a charge tells of it in `payment_method_details`. */
  chargeDetails(method: Stripe.PaymentMethod, outcome: AuthorizeResult | null, payment: ChargeFacts): object;
  /** How it is set up for later without paying now; not there where that cannot be done. */
  readonly setup?: MethodSetup;
  /** What of a `next_action` its page shows the payer to pay by. Pure. */
  shows?(nextAction: NextAction): readonly ShownDetail[];
  /** Where a waiting payment goes. Pure. */
  next(signal: Signal): Verdict;
}

/** How payments of a method are given back. */
export interface RefundRules {
  readonly partial: boolean;
  /** For how many days after the payment; absent where there is no end. */
  readonly withinDays?: number;
  /** Money cannot go back the way it came. */
  readonly impossible?: true;
}

/** What a method's payers agree to. */
export interface MandateRules {
  /** `always`: no money moves without; `when_kept`: only where it is kept to be charged again. */
  readonly needed: 'always' | 'when_kept';
  /** What a mandate tells of it in `payment_method_details`. Pure. */
  details(facts: MandateFacts): object;
}

export interface MandateFacts {
  readonly method: Stripe.PaymentMethod;
  /** The type's entry in the intent's `payment_method_options`. */
  readonly options: object;
  /** Where the payer can read it. */
  readonly url: string;
  /** A number that only this mandate has: so many letters and digits of it. */
  reference(length: number): string;
}

/** Something that a payer copies: a number or a code, of one shop or bank where there are several. */
export interface ShownDetail {
  readonly what:
    | 'account_holder'
    | 'account_number'
    | 'amount_left'
    | 'bank'
    | 'bank_code'
    | 'bic'
    | 'code'
    | 'confirmation_number'
    | 'entity'
    | 'iban'
    | 'number'
    | 'payment_code'
    | 'reference';
  readonly of?: string;
  /** A number is an amount in the smallest unit of the payment's currency. */
  readonly value: string | number;
}

/** What a payment or a setup that waits for its payer tells of what they have to do. */
export interface ActionFacts {
  /** The page where the payer does it, or reads how. */
  readonly url: string;
  readonly returnUrl: string | null;
  /** In the currency's smallest unit; null where nothing is paid. */
  readonly price: { readonly amount: number; readonly currency: string } | null;
  /** The type's entry in the intent's `payment_method_options`. */
  readonly options: object;
  readonly method: Stripe.PaymentMethod;
  readonly merchant: string;
  readonly nowSeconds: number;
  /** Until when they can act, in seconds since epoch; null for no end. */
  readonly endsAt: number | null;
  /** Where the code is that their phone reads, as a picture: it leads to the page. */
  imageUrl(format: 'png' | 'svg'): string;
  /** The same picture itself, as an address that holds it. */
  imageData(): string;
  /** Digits that only this payment has, the same each time. `of` tells several numbers apart. */
  digits(length: number, of?: string): string;
  /** Digits that only its customer has, whatever they pay. */
  customerDigits(length: number, of: string): string;
}

/** An intent's `next_action`: its type, and under that name what belongs to it. */
export interface NextAction {
  readonly type: string;
  readonly [details: string]: unknown;
}

/** What a method does when it is set up with a SetupIntent. */
export interface MethodSetup {
  /** Its entry in a SetupIntent's `payment_method_options` when nothing is set; absent where it never has one. */
  readonly defaultOptions?: object;
  /** What a SetupAttempt tells of it in `payment_method_details`; `network` is what the caller chose, if anything. */
  attemptDetails(
    method: Stripe.PaymentMethod,
    result: SetupResult,
    facts: { readonly network: string | null; readonly generated: Generated | null },
  ): object;
}

/** A bank account that was saved for later payments, and the mandate to charge it, by their ids. */
export interface Generated {
  readonly paymentMethod: string;
  readonly mandate: string;
  readonly last4: string | null;
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
  /** What was saved for later payments in its place. */
  readonly generated: Generated | null;
  /** What its payer was shown to pay by, as the payment's `next_action` told it. */
  readonly shown: Readonly<Record<string, unknown>> | null;
  /** The payment's own reference with the method's provider: so many letters and digits of it. */
  reference(length: number): string;
  /** The type's entry in the payment's `payment_method_options`. */
  readonly options: object;
}

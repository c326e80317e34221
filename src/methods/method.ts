import type Stripe from 'stripe';
import type { Network } from '../network/network.ts';
import type { AuthorizeResult, Instrument, MoneyFlow, SetupResult } from '../network/type.ts';
import type { BillingField, MethodField, MethodFlow } from '../shared/method-spec.ts';

/** The context in which a payment method is created. */
export interface MethodContext {
  readonly network: Network;
  readonly fingerprintKey: string;
  readonly nowSeconds: number;
}

/** Parameters of a payment method of any type, from `payment_method_data` or its own create call. */
export type MethodData = Stripe.PaymentMethodCreateParams | Stripe.PaymentIntentCreateParams.PaymentMethodData;

/** A payment method's own hash (`card: {…}`) and the instrument that the network charges. */
export interface MadeMethod {
  readonly details: object;
  readonly instrument: Instrument;
}

/** A signal to a payment that waits for its payer. */
export type Signal = 'authorized' | 'failed' | 'expired';

/** The next state of a payment that waits for its payer. */
export type Verdict =
  | { readonly move: 'authorize' }
  | { readonly move: 'fail'; readonly code: string; readonly declineCode?: string; readonly message: string };

/**
 * A payment method: its capabilities as data, and its own behaviour. To add one, export it from a new file and list it
 * in `registry.ts`.
 */
export interface PaymentMethodModule {
  /** The API's type name, also the name of its hash. */
  readonly type: string;
  /** Its place among methods of equally many countries, lowest first. 0 comes before all others. */
  readonly rank: number;
  /** Lower-case ISO 4217, or all. */
  readonly currencies: readonly string[] | 'all';
  /** Countries of its payers: upper-case ISO 3166-1 alpha-2, or all. */
  readonly countries: readonly string[] | 'all';
  /** Amount limits by currency in the smallest unit, where narrower than the currency's own. */
  readonly amounts: Readonly<Record<string, { min?: number; max?: number }>>;
  readonly flow: MethodFlow;
  /** Its money flow; absent for cards, which have their own rules. */
  readonly moneyFlow?: MoneyFlow;
  /** True if merchants offer it by default. */
  readonly onByDefault: boolean;
  /** True if the result is known only days later. */
  readonly delayed: boolean;
  /** True if it can be attached to a customer and charged again. */
  readonly reusable: boolean;
  readonly setupFutureUsage: readonly ('none' | 'on_session' | 'off_session')[];
  readonly capture: {
    readonly manual: boolean;
    readonly partial: boolean;
    /** Lifetime of an uncaptured authorization, in seconds. */
    readonly holdsSeconds: number;
  };
  readonly refund: RefundRules;
  /** The prefix of its charges: `ch` for cards, `py` for the rest. */
  readonly chargePrefix: 'ch' | 'py';
  /** The payer's time to act, in seconds; null without a limit. */
  readonly actionSeconds: number | null;
  /** Its name, and the prompts of its test page. */
  readonly label: string;
  /** Its name on forms, where that differs from `label`. */
  readonly formLabel?: string;
  /** The colour of its icon on forms, as CSS; the text's colour by default. */
  readonly color?: string;
  /** Builds the method's hash from its parameters. Throws Stripe's error for invalid data. */
  make(data: MethodData, context: MethodContext): MadeMethod;
  /** Parameters in its hash that Florin does not have (see `dataNotYet`). */
  readonly notYet?: readonly string[];
  /** Rejects payers from other countries; if a currency is given, also payments in another one. */
  readonly boundTo?: 'countries' | Readonly<Record<string, string>>;
  /** True if `shipping` is required. */
  readonly requiresShipping?: true;
  /** Required fields of `billing_details`. */
  readonly requires?: readonly BillingField[];
  /** Billing details that forms collect although the API does not require them. */
  readonly collects?: readonly BillingField[];
  /** The fields of its own on forms, in order. */
  readonly fields?: readonly MethodField[];
  /** The element of Stripe.js that has these fields and no others (for example, `iban`). */
  readonly element?: string;
  /** Fields that the payer fills in on the test page before approving. */
  readonly payerEnters?: 'phone';
  /** The mandate it needs, if any. */
  readonly mandate?: MandateRules;
  /** The reusable payment method that it generates (for example, a bank account behind an iDEAL payment). */
  readonly generates?: 'sepa_debit';
  /** True if it is paid from the customer's cash balance. */
  readonly paidFrom?: 'cash_balance';
  /** Verification of its bank account by small deposits: the payer confirms amounts or a code. */
  readonly deposits?: 'amounts' | 'descriptor_code';
  /** Default of its entry in a PaymentIntent's `payment_method_options`. */
  readonly defaultOptions: object;
  /**
   * Rejects invalid options. `options` is its merged entry so far; required options may be missing until the payment in
   * `currency` is `confirmed`.
   */
  checkOptions?(options: object, stage: 'set' | 'confirmed', currency: string): void;
  /** The payer's deadline in seconds since epoch, if it is not `actionSeconds` from now. */
  actionEnds?(options: object, facts: { readonly nowSeconds: number; readonly email: string | null }): number;
  /** Builds an intent's `next_action`; absent for a plain redirect. Pure. */
  nextAction?(facts: ActionFacts): NextAction;
  /** Returns the terms of an authorization, where `capture` is not enough. Pure. */
  authorization?(method: Stripe.PaymentMethod, facts: AuthorizationFacts): Authorization;
  /** Builds its `payment_method_details` of a charge. */
  chargeDetails(method: Stripe.PaymentMethod, outcome: AuthorizeResult | null, payment: ChargeFacts): object;
  /** The shape of the code that its payer enters, sent with a confirmation as `payment_method_options[<type>][code]`. */
  readonly code?: RegExp;
  /** Its setup for future payments; absent if unsupported. */
  readonly setup?: MethodSetup;
  /** Returns the payment instructions of a `next_action` that its page shows. Pure. */
  shows?(nextAction: NextAction): readonly ShownDetail[];
  /** Returns the next state of a waiting payment. Pure. */
  next(signal: Signal): Verdict;
}

/** Refund terms of a method. */
export interface RefundRules {
  readonly partial: boolean;
  /** The refund window in days after the payment; absent without a limit. */
  readonly withinDays?: number;
  /** True if refunds cannot return by the same route. */
  readonly impossible?: true;
}

/** The mandate that a method needs. */
export interface MandateRules {
  /** `always`: needed for every payment; `when_kept`: only if it is saved for future payments. */
  readonly needed: 'always' | 'when_kept';
  /** Builds its `payment_method_details` of a mandate. Pure. */
  details(facts: MandateFacts): object;
}

interface MandateFacts {
  readonly method: Stripe.PaymentMethod;
  readonly options: object;
  /** URL where the payer can read the mandate. */
  readonly url: string;
  /** Returns a reference unique to this mandate, of the given length. */
  reference(length: number): string;
}

/** A detail that a payer copies: a number or code, perhaps of one of several shops or banks. */
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
  /** A number is an amount in the payment currency's smallest unit. */
  readonly value: string | number;
}

/** The inputs of a `next_action` of a payment or setup that waits for its payer. */
export interface ActionFacts {
  /** URL of the page for the payer. */
  readonly url: string;
  readonly returnUrl: string | null;
  /** In the currency's smallest unit; null for a setup. */
  readonly price: { readonly amount: number; readonly currency: string } | null;
  readonly options: object;
  readonly method: Stripe.PaymentMethod;
  readonly merchant: string;
  readonly nowSeconds: number;
  /** The payer's deadline in seconds since epoch; null without one. */
  readonly endsAt: number | null;
  /** URL of the QR code image, which encodes the page's URL. */
  imageUrl(format: 'png' | 'svg'): string;
  /** The same image as a data URL. */
  imageData(): string;
  /** Returns digits unique to the payment, always the same. `of` names the number. */
  digits(length: number, of?: string): string;
  /** Returns digits unique to the customer, the same for all payments. */
  customerDigits(length: number, of: string): string;
}

/** An intent's `next_action`: its type, and the hash of that name. */
export interface NextAction {
  readonly type: string;
  readonly [details: string]: unknown;
}

/** A method's behaviour when set up with a SetupIntent. */
export interface MethodSetup {
  /** Default of its entry in a SetupIntent's `payment_method_options`; absent if it has none. */
  readonly defaultOptions?: object;
  /** Builds its `payment_method_details` of a SetupAttempt; `network` is the caller's choice, if any. */
  attemptDetails(
    method: Stripe.PaymentMethod,
    result: SetupResult,
    facts: { readonly network: string | null; readonly generated: Generated | null },
  ): object;
}

/** Ids of a generated bank account and its mandate. */
export interface Generated {
  readonly paymentMethod: string;
  readonly mandate: string;
  readonly last4: string | null;
}

/** The inputs of an authorization's terms. */
export interface AuthorizationFacts {
  /** Authorized, in the currency's smallest unit. */
  readonly amount: number;
  readonly currency: string;
  readonly initiator: 'customer' | 'merchant';
  /** ISO 3166-1 alpha-2, upper case. */
  readonly merchantCountry: string;
  /** The type's entry in `payment_method_options`, with the merchant's requested features. */
  readonly options: object | undefined;
  /** True if the issuer grants none of the requested features. */
  readonly plain: boolean;
}

/** The lifetime of an authorization and its features beyond a single capture. */
export interface Authorization {
  readonly holdsSeconds: number;
  /** True if its lifetime was extended on request. */
  readonly extended: boolean;
  /** True if its amount can be increased. */
  readonly incremental: boolean;
  /** True if it supports multicapture. */
  readonly multicapture: boolean;
  /** The largest capture, if larger than the authorization. */
  readonly mostCapturable: number | undefined;
}

/** The inputs of a charge's `payment_method_details`. */
interface ChargeFacts {
  readonly amount: number;
  readonly captured: boolean;
  /** Capture deadline in seconds since epoch. */
  readonly captureBefore: number | null;
  readonly authorization: Authorization;
  readonly installments: null;
  /** Id of its mandate. */
  readonly mandate: string | null;
  /** The payment method generated for future payments. */
  readonly generated: Generated | null;
  /** The `next_action` with its payment instructions. */
  readonly shown: Stripe.PaymentIntent.NextAction | null;
  /** Returns the provider's reference of the payment, of the given length. */
  reference(length: number): string;
  /** The type's entry in the payment's `payment_method_options`. */
  readonly options: object;
}

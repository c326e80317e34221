/** A card as typed by a payer. It exists only during its request. */
export interface RawCard {
  readonly number: string;
  readonly expMonth: number;
  readonly expYear: number;
  readonly cvc?: string;
}

/** The data of a card that the platform may store. */
export interface TokenizedCard {
  /** The network's token for the card; meaningless elsewhere. */
  readonly token: string;
  /** Stripe's brand names: visa, mastercard, amex, discover, diners, jcb, unionpay, cartes_bancaires, eftpos_au … */
  readonly brand: string;
  /** The displayed brand; differs from `brand` for co-branded cards. */
  readonly displayBrand: string;
  /** The card's networks, preferred first. */
  readonly networks: readonly string[];
  readonly funding: 'credit' | 'debit' | 'prepaid' | 'unknown';
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string;
  readonly last4: string;
  readonly expMonth: number;
  readonly expYear: number;
  /** Equal for equal numbers in one world. */
  readonly fingerprint: string;
  /** The data that came with the number, which the issuer checks on use. */
  readonly cvcProvided: boolean;
  readonly postalCodeProvided?: true;
  readonly line1Provided?: true;
  readonly threeDSecureSupported: boolean;
  readonly regulated: boolean;
}

/** A bank account as typed by a payer. It exists only during its request. */
export interface RawAccount {
  /** The API's payment method type, such as `sepa_debit`. */
  readonly type: string;
  /** Account number or IBAN; digits and letters only. */
  readonly number: string;
  /** Bank and branch code, unless the number contains it. */
  readonly routing: string | null;
}

/** The data of a bank account that the platform may store. */
export interface TokenizedAccount {
  /** The network's token for the account; meaningless elsewhere. */
  readonly token: string;
  readonly last4: string;
  /** Equal for equal accounts in one world. */
  readonly fingerprint: string;
}

/** The typed data behind a test id of a bank account. */
export interface KnownAccount {
  /** Parameters of a payment method, including `type`. */
  readonly data: object;
  /** True if the account is verified. */
  readonly verified: boolean;
}

/** The money flow of a payment method that is not a card. */
export interface MoneyFlow {
  /**
   * The payer's part: nothing; approval on a page of the network; payment with displayed instructions. A `debit`
   * withdraws from a bank account, which must be verified first if its instrument is not.
   */
  readonly payer: 'nothing' | 'approves' | 'pays' | 'debit';
  /** Seconds until the bank's result; 0 if it is immediate. */
  readonly settlesAfterSeconds: number;
  /** Refunds: immediate, after some days, or to an account that the payer names after an e-mail. */
  readonly refunds: 'at_once' | 'later' | 'asks_payer';
  /** True if payers can agree once to later charges without instructions. */
  readonly agreedAhead?: true;
  /** Test mode: payers act by themselves, with a voucher or in an app; their e-mail selects the outcome and its time. */
  readonly payerActs?: 'with_a_voucher' | 'in_an_app';
}

/**
 * The instrument to charge: a card or bank account by its token, or a wallet or bank whose payer acts on a page of the
 * network.
 */
export interface Instrument {
  /** The API's payment method type, such as `card` or `mobilepay`. */
  readonly type: string;
  /** Token of a card or bank account; other types have none until the payer approved. */
  readonly token?: string;
  /** True if the bank account was verified by small deposits. */
  readonly verified?: boolean;
  readonly cvcProvided?: boolean;
  /** The address parts that were sent, for the checks. */
  readonly postalCodeProvided?: boolean;
  readonly line1Provided?: boolean;
}

export interface AuthorizeRequest {
  /** Chosen by the caller; the same attempt is the same payment. */
  readonly attempt: string;
  /** The account that is paid. It names whose attempt it is, and changes no result. */
  readonly account?: string;
  /** Smallest currency unit. */
  readonly amount: number;
  /** ISO 4217, lower case. */
  readonly currency: string;
  readonly instrument: Instrument;
  /** Absent for cards. */
  readonly moneyFlow?: MoneyFlow;
  /** The payer's e-mail; it selects test behaviour. */
  readonly payerEmail?: string;
  /** True if the payer is absent and the merchant charges a saved method. */
  readonly initiator: 'customer' | 'merchant';
  /** True for a merchant-initiated charge of a method that was authenticated on setup. */
  readonly setUpForOffSession: boolean;
  /** True if an absent payer can authenticate later, as for an invoice: they are asked instead of declined. */
  readonly payerReachable?: true;
  /** `automatic` leaves it to the issuer; `any` and `challenge` request 3-D Secure if the card supports it. */
  readonly requestThreeDSecure: 'automatic' | 'any' | 'challenge';
  /** Authentication done by the merchant; absent if the network authenticates. */
  readonly authentication?: ExternalAuthentication;
  /** Result of the requested action; absent on the first attempt. */
  readonly action?: 'succeeded' | 'failed';
  /** Captures at once, or only authorizes until `capture`. */
  readonly capture: boolean;
  readonly declineOn?: DeclineOn;
}

/**
 * `none_possible`: a mail or telephone order, so the payer cannot authenticate; `done_elsewhere`: the payer
 * authenticated with another 3-D Secure provider.
 */
export type ExternalAuthentication =
  | { readonly kind: 'none_possible' }
  | { readonly kind: 'done_elsewhere'; readonly result: ThreeDSecureResult };

/** Failed checks that decline a payment (an account's `decline_on`); both by default. */
export interface DeclineOn {
  readonly avsFailure?: boolean;
  readonly cvcFailure?: boolean;
}

/** A request to verify an instrument without its payer. */
export interface VerifyRequest {
  readonly attempt: string;
  readonly instrument: Instrument;
  readonly declineOn?: DeclineOn;
}

export type VerifyResult =
  | { readonly outcome: 'valid'; readonly checks: CardChecks | null }
  | { readonly outcome: 'declined'; readonly decline: Decline };

/** A request to set an instrument up for later off-session charges, with its payer present. */
export interface SetupRequest {
  /** Chosen by the caller; the same attempt is the same setup. */
  readonly attempt: string;
  readonly instrument: Instrument;
  /** Absent for cards. */
  readonly moneyFlow?: MoneyFlow;
  readonly requestThreeDSecure: 'automatic' | 'any' | 'challenge';
  /** Authentication done by the merchant; absent if the network authenticates. */
  readonly authentication?: ExternalAuthentication;
  /** Result of the requested action; absent on the first attempt. */
  readonly action?: 'succeeded' | 'failed';
  readonly declineOn?: DeclineOn;
}

export type SetupResult =
  | {
      readonly outcome: 'approved';
      readonly checks: CardChecks | null;
      readonly threeDSecure: ThreeDSecureResult | null;
    }
  | {
      readonly outcome: 'declined';
      readonly decline: Decline;
      readonly checks: CardChecks | null;
      readonly threeDSecure: ThreeDSecureResult | null;
    }
  /** The payer must act; repeat the call with `action` afterwards. */
  | ({ readonly outcome: 'action_required' } & AskedAction);

/** The action that a payer must take, and the simulated payer's own reaction. */
export interface AskedAction {
  /**
   * `three_d_secure`: authenticate with the issuer; `redirect`: approve on a page; `display`: pay with instructions;
   * `microdeposits`: confirm small deposits.
   */
  readonly action: 'three_d_secure' | 'redirect' | 'display' | 'microdeposits';
  readonly payerActs?: PayerActs;
}

export interface PayerActs {
  readonly signal: 'authorized' | 'failed' | 'expired';
  readonly afterSeconds: number;
}

export type CheckResult = 'pass' | 'fail' | 'unavailable' | 'unchecked';

export interface CardChecks {
  readonly address_line1_check: CheckResult | null;
  readonly address_postal_code_check: CheckResult | null;
  readonly cvc_check: CheckResult | null;
}

export interface ThreeDSecureResult {
  readonly authentication_flow: 'challenge' | 'frictionless' | null;
  readonly result:
    | 'authenticated'
    | 'attempt_acknowledged'
    | 'exempted'
    | 'failed'
    | 'not_supported'
    | 'processing_error';
  readonly result_reason:
    | 'abandoned'
    | 'bypassed'
    | 'canceled'
    | 'card_not_enrolled'
    | 'network_not_supported'
    | 'protocol_error'
    | 'rejected'
    | null;
  readonly version: '1.0.2' | '2.1.0' | '2.2.0' | '2.3.0' | '2.3.1' | null;
  readonly electronic_commerce_indicator: string | null;
  /** Present for authentication that was done elsewhere. */
  readonly exemption_indicator?: 'low_risk' | 'none';
  readonly transaction_id?: string;
}

/** The risk assessment of an attempt. */
export interface Risk {
  readonly level: 'normal' | 'elevated' | 'highest';
  /** 0–100. */
  readonly score: number;
}

/** The reason of a decline, in the API's terms. */
export interface Decline {
  /** The API's error code: card_declined, expired_card, incorrect_cvc, processing_error … */
  readonly code: string;
  /** More precise than `card_declined` (generic_decline, insufficient_funds …), and equal to the issuer's other codes. */
  readonly declineCode?: string;
  /** A message for the payer. */
  readonly message: string;
  /** The invalid field, such as `cvc`. */
  readonly param?: string;
  /** issuer_declined: declined by the bank; blocked: stopped by risk rules before the bank. */
  readonly by: 'issuer' | 'risk' | 'network';
  readonly adviceCode?: string;
  readonly networkDeclineCode?: string;
  readonly networkAdviceCode?: string;
}

export interface ApprovedResult {
  readonly outcome: 'approved';
  readonly risk: Risk;
  readonly authorizationCode: string;
  readonly networkTransactionId: string;
  /** The underlying card of a wallet that hides it. */
  readonly card?: { brand: string; country: string; exp_month: number; exp_year: number; last4: string };
  readonly checks: CardChecks | null;
  readonly threeDSecure: ThreeDSecureResult | null;
  /** True if funds are available at once (the bypass-pending test cards). */
  readonly availableAtOnce: boolean;
  /** True if the issuer supports no incremental, extended, partial or over-capture. */
  readonly plainAuthorization?: true;
  /** Later events of the payment, for the test cards of disputes and early fraud warnings. */
  readonly aftermath: Aftermath | null;
}

export interface DeclinedResult {
  readonly outcome: 'declined';
  readonly risk: Risk;
  readonly decline: Decline;
  readonly checks: CardChecks | null;
  readonly threeDSecure: ThreeDSecureResult | null;
}

/** A bank confirms later whether the money arrives. */
export interface PendingResult {
  readonly outcome: 'pending';
  readonly risk: Risk;
  /** The result, and when it is known; null if the network never reports it. */
  readonly settles: { readonly afterSeconds: number; readonly as: ApprovedResult | DeclinedResult } | null;
}

export type AuthorizeResult =
  | ApprovedResult
  | DeclinedResult
  | PendingResult
  /** The payer must act; repeat the call with `action` afterwards. */
  | ({ readonly outcome: 'action_required' } & AskedAction);

export type Aftermath =
  | 'dispute_fraudulent'
  | 'dispute_product_not_received'
  | 'dispute_inquiry'
  | 'dispute_multiple'
  | 'dispute_ce3_eligible'
  | 'dispute_compliance'
  // A debit reversed by its payer; banks accept no evidence against it.
  | 'dispute_debit'
  | 'early_fraud_warning'
  // The effect on a connected account of the test cards for it.
  | 'account_requirements_due'
  | 'account_charges_blocked'
  | 'account_payouts_blocked';

export interface SettleRequest {
  /** The attempt of this capture, void or refund itself. */
  readonly attempt: string;
  /** The attempt that authorized the payment. */
  readonly authorization: string;
  readonly instrument: Instrument;
  /** Absent for cards. */
  readonly moneyFlow?: MoneyFlow;
  readonly amount: number;
  readonly currency: string;
}

/** The acquirer reference number of a refund, assigned a little later. */
export interface RefundReference {
  readonly number: string;
  /** Seconds after the refund succeeded. */
  readonly afterSeconds: number;
}

export type RefundResult =
  | { readonly outcome: 'succeeded'; readonly reference?: RefundReference }
  /** A later result: success, or failure after pending or success. In seconds from now. */
  | {
      readonly outcome: 'pending';
      readonly ends: 'succeeded' | 'failed';
      readonly afterSeconds: number;
      readonly reference?: RefundReference;
    }
  | { readonly outcome: 'succeeded_then_fails'; readonly afterSeconds: number }
  /** The payer must name an account after an e-mail, within this many seconds. */
  | { readonly outcome: 'requires_action'; readonly expiresAfterSeconds: number };

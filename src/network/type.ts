/** A card as a payer typed it. It lives only as long as the request that carries it. */
export interface RawCard {
  readonly number: string;
  readonly expMonth: number;
  readonly expYear: number;
  readonly cvc?: string;
}

/** What the platform may keep of a card. */
export interface TokenizedCard {
  /** The network's own name for the card; says nothing to anybody else. */
  readonly token: string;
  /** Stripe's brand names: visa, mastercard, amex, discover, diners, jcb, unionpay, cartes_bancaires, eftpos_au … */
  readonly brand: string;
  /** The brand shown to the payer; differs from `brand` for co-branded cards. */
  readonly displayBrand: string;
  /** The networks the card can be run on, preferred first. */
  readonly networks: readonly string[];
  readonly funding: 'credit' | 'debit' | 'prepaid' | 'unknown';
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string;
  readonly last4: string;
  readonly expMonth: number;
  readonly expYear: number;
  /** Same number in the same world, same fingerprint. */
  readonly fingerprint: string;
  readonly cvcProvided: boolean;
  readonly threeDSecureSupported: boolean;
  readonly regulated: boolean;
}

/** A bank account as a payer typed it. It lives only as long as the request that carries it. */
export interface RawAccount {
  /** Stripe's payment method type, as `sepa_debit`. */
  readonly type: string;
  /** The account's number within its bank, or its IBAN; digits and letters only. */
  readonly number: string;
  /** Names the bank and its branch, where the number does not. */
  readonly routing: string | null;
}

/** What the platform may keep of a bank account. */
export interface TokenizedAccount {
  /** The network's own name for the account; says nothing to anybody else. */
  readonly token: string;
  readonly last4: string;
  /** Same account in the same world, same fingerprint. */
  readonly fingerprint: string;
}

/** What a ready-made id of a bank account stands for: what a payer would have typed. */
export interface KnownAccount {
  /** Parameters of a payment method, its `type` among them. */
  readonly data: object;
  /** The bank has confirmed already whose it is. */
  readonly verified: boolean;
}

/** How the money of a payment method moves, where it is no card. */
export interface MoneyFlow {
  /**
   * What its payer does for a payment: nothing; approves on a page of the network; pays by what they are shown. A
   * `debit` takes the money from a bank account, which has to be verified first where its instrument says it is not.
   */
  readonly payer: 'nothing' | 'approves' | 'pays' | 'debit';
  /** Seconds until a bank has said whether the money comes; 0 where that is known at once. */
  readonly settlesAfterSeconds: number;
  /** How money goes back: at once, after some days, or to an account that the payer names when asked by e-mail. */
  readonly refunds: 'at_once' | 'later' | 'asks_payer';
  /** Who pays by what they are shown can agree once to be charged without that. */
  readonly agreedAhead?: true;
  /** Test mode: the payer's e-mail says what they do with a voucher, and when. */
  readonly payerActsByEmail?: boolean;
}

/** What is charged: a card or bank account by its token, or a wallet or bank whose payer acts on a page of the network. */
export interface Instrument {
  /** Stripe's payment method type, as `card` or `mobilepay`. */
  readonly type: string;
  /** A card's or bank account's token; other types have none until the payer has approved. */
  readonly token?: string;
  /** Of a bank account that has to be verified by small deposits: whether it has been. */
  readonly verified?: boolean;
  readonly cvcProvided?: boolean;
  /** What of the billing address was given, for the checks. */
  readonly postalCodeProvided?: boolean;
  readonly line1Provided?: boolean;
}

export interface AuthorizeRequest {
  /** Made by the caller; the same attempt is the same payment. */
  readonly attempt: string;
  /** Smallest currency unit. */
  readonly amount: number;
  /** ISO 4217, lower case. */
  readonly currency: string;
  readonly instrument: Instrument;
  /** Absent for cards. */
  readonly moneyFlow?: MoneyFlow;
  /** What the payer gave as their e-mail; the payers of test mode are told apart by it. */
  readonly payerEmail?: string;
  /** Whether the payer is there to authenticate, or the merchant charges a saved method alone. */
  readonly initiator: 'customer' | 'merchant';
  /** A merchant-initiated charge of a method that was authenticated when it was saved. */
  readonly setUpForOffSession: boolean;
  /** `automatic` leaves it to the issuer; `any` and `challenge` ask for 3-D Secure where the card knows it. */
  readonly requestThreeDSecure: 'automatic' | 'any' | 'challenge';
  /** What the merchant brings of authentication; absent when the network is to see to it. */
  readonly authentication?: BroughtAuthentication;
  /** What came of the action the network asked for; absent at the first try. */
  readonly action?: 'succeeded' | 'failed';
  /** Money moves at once, or is only reserved until `capture`. */
  readonly capture: boolean;
  readonly declineOn?: DeclineOn;
}

/**
 * `none_possible`: the order came by mail or telephone, so nobody can authenticate; `done_elsewhere`: the merchant had
 * its payer authenticate with another 3-D Secure provider.
 */
export type BroughtAuthentication =
  | { readonly kind: 'none_possible' }
  | { readonly kind: 'done_elsewhere'; readonly result: ThreeDSecureResult };

/** Which failed checks the merchant takes as a refusal (an account's `decline_on`); both where nothing is said. */
export interface DeclineOn {
  readonly avsFailure?: boolean;
  readonly cvcFailure?: boolean;
}

/** Asks whether an instrument is good, without its payer being there. */
export interface VerifyRequest {
  readonly attempt: string;
  readonly instrument: Instrument;
  readonly declineOn?: DeclineOn;
}

export type VerifyResult =
  | { readonly outcome: 'valid'; readonly checks: CardChecks | null }
  | { readonly outcome: 'declined'; readonly decline: Decline };

/** Sets an instrument up to be charged later without its payer, who is there now. */
export interface SetupRequest {
  /** Made by the caller; the same attempt is the same setup. */
  readonly attempt: string;
  readonly instrument: Instrument;
  /** Absent for cards. */
  readonly moneyFlow?: MoneyFlow;
  readonly requestThreeDSecure: 'automatic' | 'any' | 'challenge';
  /** What the merchant brings of authentication; absent when the network is to see to it. */
  readonly authentication?: BroughtAuthentication;
  /** What came of the action the network asked for; absent at the first try. */
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
  /** The payer has to do something; ask again with `action` once they have. */
  | ({ readonly outcome: 'action_required' } & AskedAction);

/** What a payer has to do, and what the network knows they will do by themselves. */
export interface AskedAction {
  /**
   * `three_d_secure`: authenticate with the card's bank; `redirect`: approve on a page; `display`: pay by what they are
   * shown; `microdeposits`: say which small deposits came to their account.
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
  /** Told of authentication that was done elsewhere. */
  readonly exemption_indicator?: 'low_risk' | 'none';
  readonly transaction_id?: string;
}

/** The risk view of an attempt, approved or not. */
export interface Risk {
  readonly level: 'normal' | 'elevated' | 'highest';
  /** 0–100. */
  readonly score: number;
}

/** Why an attempt was refused, in Stripe's words. */
export interface Decline {
  /** Stripe's error code: card_declined, expired_card, incorrect_cvc, processing_error … */
  readonly code: string;
  /** With `card_declined`: generic_decline, insufficient_funds … */
  readonly declineCode?: string;
  /** What the payer may be told. */
  readonly message: string;
  /** The field at fault, as `cvc`. */
  readonly param?: string;
  /** issuer_declined: the bank said no; blocked: risk rules stopped it before the bank. */
  readonly by: 'issuer' | 'risk' | 'network';
  readonly adviceCode?: string;
  readonly networkDeclineCode?: string;
}

export interface ApprovedResult {
  readonly outcome: 'approved';
  readonly risk: Risk;
  readonly authorizationCode: string;
  readonly networkTransactionId: string;
  /** The card that paid, for wallets that hide it. */
  readonly card?: { brand: string; country: string; exp_month: number; exp_year: number; last4: string };
  readonly checks: CardChecks | null;
  readonly threeDSecure: ThreeDSecureResult | null;
  /** Funds skip the pending days (Stripe's bypass-pending cards). */
  readonly availableAtOnce: boolean;
  /** The issuer takes no part in raising, extending, splitting or exceeding the authorization. */
  readonly plainAuthorization?: true;
  /** What the network already knows will follow, as the test cards for disputes and early fraud warnings say. */
  readonly aftermath: Aftermath | null;
}

export interface DeclinedResult {
  readonly outcome: 'declined';
  readonly risk: Risk;
  readonly decline: Decline;
  readonly checks: CardChecks | null;
  readonly threeDSecure: ThreeDSecureResult | null;
}

export type AuthorizeResult =
  | ApprovedResult
  | DeclinedResult
  | {
      /** A bank says only later whether the money comes. */
      readonly outcome: 'pending';
      readonly risk: Risk;
      /** How it will end; null when nothing more is heard of it. */
      readonly settles: { readonly afterSeconds: number; readonly as: ApprovedResult | DeclinedResult } | null;
    }
  /** The payer has to do something; ask again with `action` once they have. */
  | ({ readonly outcome: 'action_required' } & AskedAction);

export type Aftermath =
  | 'dispute_fraudulent'
  | 'dispute_product_not_received'
  | 'dispute_inquiry'
  | 'dispute_multiple'
  | 'dispute_ce3_eligible'
  | 'dispute_compliance'
  // A debit that its payer has taken back; banks hear no arguments about it.
  | 'dispute_debit'
  | 'early_fraud_warning'
  // What becomes of a connected account that is paid with the cards for it.
  | 'account_requirements_due'
  | 'account_charges_blocked'
  | 'account_payouts_blocked';

export interface SettleRequest {
  /** This capture's, void's or refund's own attempt. */
  readonly attempt: string;
  /** The attempt that authorized the payment. */
  readonly authorization: string;
  readonly instrument: Instrument;
  /** Absent for cards. */
  readonly moneyFlow?: MoneyFlow;
  readonly amount: number;
  readonly currency: string;
}

/** The number by which the payer's bank finds a refund, which its acquirer gives it a little later. */
export interface RefundReference {
  readonly number: string;
  /** Seconds from when the refund has succeeded. */
  readonly afterSeconds: number;
}

export type RefundResult =
  | { readonly outcome: 'succeeded'; readonly reference?: RefundReference }
  /** Settles later: succeeds, or fails after having been pending or having succeeded. Seconds from now. */
  | {
      readonly outcome: 'pending';
      readonly ends: 'succeeded' | 'failed';
      readonly afterSeconds: number;
      readonly reference?: RefundReference;
    }
  | { readonly outcome: 'succeeded_then_fails'; readonly afterSeconds: number }
  /** The payer has to say where the money should go; they are asked by e-mail, and have this many seconds. */
  | { readonly outcome: 'requires_action'; readonly expiresAfterSeconds: number };

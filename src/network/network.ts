import type {
  AuthorizeRequest,
  AuthorizeResult,
  Decline,
  KnownAccount,
  RawAccount,
  RawCard,
  RefundResult,
  SettleRequest,
  SetupRequest,
  SetupResult,
  TokenizedAccount,
  TokenizedCard,
  VerifyRequest,
  VerifyResult,
} from './type.ts';

/**
 * The port to an acquirer: everything Florin asks of the outside world to move money. `network/simulator` is the
 * default answer. A request names its attempt; asking again with the same attempt has one effect and one answer, for as
 * long as answers under Idempotency-Keys are kept (24 hours). Later the name may be another attempt's.
 */

/**
 * Thrown by a network that cannot tell whether it did what it was asked, as when no answer came in time. It is asked
 * again under the same name until it can.
 */
export class UnknownOutcomeError extends Error {
  constructor(options?: ErrorOptions) {
    super('The network did not say what became of an attempt.', options);
    this.name = 'UnknownOutcomeError';
  }
}

/** Thrown by a remote network that is asked for an attempt it was told to take back before: it did nothing. */
export class TakenBackError extends Error {
  constructor(attempt: string) {
    super(`The attempt ${attempt} was taken back before it was made.`);
    this.name = 'TakenBackError';
  }
}

export interface Network {
  /**
   * Another system, or one that other processes talk to as well: it remembers what a process that died asked of it. Every
   * attempt to move money is recorded before such a network hears of it, and settled should its process not live to do so.
   */
  readonly remote?: true;
  /**
   * Takes back what an attempt did, as if it had not been made: money goes back, what was let go is reserved again.
   * Should the attempt reach a remote network only after that, it is refused with TakenBackError; in the process itself
   * nothing overtakes anything, and the name is free again.
   */
  undo(attempt: string): Promise<void>;
  /**
   * Vaults a card. `fingerprintKey` is the world's own, so that worlds cannot compare cards.
   * Throws StripeError for a number, date or CVC that no card has, and for numbers that are no test card.
   */
  tokenize(card: RawCard, context: { fingerprintKey: string; nowSeconds: number }): TokenizedCard;
  /** Vaults a bank account. Throws StripeError for a number that no account has. */
  tokenizeAccount(account: RawAccount, context: { fingerprintKey: string }): TokenizedAccount;
  /** The bank account behind a ready-made test id, as `pm_usBankAccount_success`; undefined when there is none. */
  wellKnownAccount(id: string): KnownAccount | undefined;
  /** The IBAN of the account that a payer in a country has approved a transfer from, as their bank tells it. */
  accountBehind(country: string): string;
  /** The card behind a ready-made test id, as `pm_card_visa` or `tok_visa`; undefined when there is none. */
  wellKnownCard(id: string, context: { fingerprintKey: string; nowSeconds: number }): TokenizedCard | undefined;
  /** Asks the issuer whether the card is good without charging it: when it is saved. Returns the checks or a decline. */
  verify(request: VerifyRequest): Promise<VerifyResult>;
  /** Sets a card up for later charges: like `verify`, but the payer may have to authenticate. */
  setup(request: SetupRequest): Promise<SetupResult>;
  authorize(request: AuthorizeRequest): Promise<AuthorizeResult>;
  /** Raises an authorization's amount; `amount` is the new total. */
  increment(
    request: SettleRequest,
  ): Promise<{ readonly outcome: 'approved' } | { readonly outcome: 'declined'; readonly decline: Decline }>;
  capture(request: SettleRequest): Promise<void>;
  /** Releases what is reserved; of a payment that took the money at once, gives it back as if it had not happened. */
  void(request: SettleRequest): Promise<void>;
  refund(request: SettleRequest): Promise<RefundResult>;
}

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
 * The port to an acquirer: every call that moves money. `network/simulator` is the default implementation. A request
 * names its attempt; repeating an attempt has one effect and one result, for as long as idempotency keys are kept (24
 * hours). After that the name may be reused.
 */

/**
 * Thrown by a network when the result of a call is unknown (for example, after a timeout). The call is retried under
 * the same attempt until the result is known.
 */
export class UnknownOutcomeError extends Error {
  constructor(options?: ErrorOptions) {
    super('The network did not report the result of an attempt.', options);
    this.name = 'UnknownOutcomeError';
  }
}

/** Thrown by a remote network for an attempt that was reversed before it arrived: nothing was done. */
export class AttemptReversedError extends Error {
  constructor(attempt: string) {
    super(`The attempt ${attempt} was reversed before it was made.`);
    this.name = 'AttemptReversedError';
  }
}

export interface Network {
  /**
   * True for another system, or one shared with other processes: it remembers the calls of a process that died. Every
   * attempt to move money is recorded before such a network is called, and resolved later if its process dies.
   */
  readonly remote?: true;
  /**
   * Reverses an attempt as if it had not been made: money is returned, released amounts are reserved again. If the
   * attempt reaches a remote network only afterwards, it throws AttemptReversedError; within one process calls cannot
   * overtake each other, and the name can be reused.
   */
  undo(attempt: string): Promise<void>;
  /**
   * Tokenizes a card. `fingerprintKey` is the world's own, so that worlds cannot compare cards. Throws StripeError for
   * an invalid number, expiry or CVC, and for numbers that are not test cards.
   */
  tokenize(card: RawCard, context: { fingerprintKey: string; nowSeconds: number }): TokenizedCard;
  /** Tokenizes a bank account. Throws StripeError for an invalid number. */
  tokenizeAccount(account: RawAccount, context: { fingerprintKey: string }): TokenizedAccount;
  /** Returns the bank account of a test id such as `pm_usBankAccount_success`, if there is one. */
  wellKnownAccount(id: string): KnownAccount | undefined;
  /** Returns the IBAN of the account that a payer in a country approved a transfer from. */
  accountBehind(country: string): string;
  /** Returns the card of a test id such as `pm_card_visa` or `tok_visa`, if there is one. */
  wellKnownCard(id: string, context: { fingerprintKey: string; nowSeconds: number }): TokenizedCard | undefined;
  /** Verifies a card with its issuer without charging it, when it is saved. Returns the checks or a decline. */
  verify(request: VerifyRequest): Promise<VerifyResult>;
  /** Sets a card up for later charges: like `verify`, but may require authentication. */
  setup(request: SetupRequest): Promise<SetupResult>;
  authorize(request: AuthorizeRequest): Promise<AuthorizeResult>;
  /** Increases an authorization; `amount` is the new total. */
  increment(
    request: SettleRequest,
  ): Promise<{ readonly outcome: 'approved' } | { readonly outcome: 'declined'; readonly decline: Decline }>;
  capture(request: SettleRequest): Promise<void>;
  /** Releases an authorization, or reverses a payment that was captured at once. */
  void(request: SettleRequest): Promise<void>;
  refund(request: SettleRequest): Promise<RefundResult>;
}

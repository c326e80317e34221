export type JournalKind = 'authorize' | 'capture' | 'increment' | 'refund' | 'setup' | 'verify' | 'void';

/** An attempt and its result. */
export interface JournalEntry {
  readonly kind: JournalKind;
  readonly attempt: string;
  /** The attempt that authorized the payment; null without a payment. */
  readonly authorization: string | null;
  /** The card's token, or the payment method type. */
  readonly charged: string;
  /** Smallest currency unit; 0 if no money moves. */
  readonly amount: number;
  /** Lower case; empty if no money moves. */
  readonly currency: string;
  /** True for approved attempts that moved money. */
  readonly effect: {
    readonly authorized?: number;
    readonly captured?: number;
    readonly refunded?: number;
    readonly voided?: number;
  };
  readonly outcome: string;
}

/** The movements of one authorization, in its currency's smallest unit. */
export interface Effects {
  currency: string;
  authorized: number;
  captured: number;
  refunded: number;
  voided: number;
}

/** The content of an attempt: a repeated call with the same content is the same attempt. */
export interface AttemptRequest extends Pick<JournalEntry, 'kind' | 'attempt' | 'charged' | 'amount' | 'currency'> {
  /** The payer's action since the first call. */
  readonly action?: 'succeeded' | 'failed';
}

/** An attempt with the result that a repeated call returns. */
export interface Decided extends AttemptRequest, JournalEntry {
  readonly answer: unknown;
  /** The account that the attempt was made for, if its caller named one. */
  readonly account?: string;
}

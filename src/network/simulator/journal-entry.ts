export type JournalKind = 'authorize' | 'capture' | 'increment' | 'refund' | 'setup' | 'verify' | 'void';

/** One attempt and what it was answered. */
export interface JournalEntry {
  readonly kind: JournalKind;
  readonly attempt: string;
  /** The attempt that authorized the payment; null where there is no payment. */
  readonly authorization: string | null;
  /** The card's token, or the type of what has none. */
  readonly charged: string;
  /** Smallest currency unit; 0 where no money is asked for. */
  readonly amount: number;
  /** Lower case; empty where no money is asked for. */
  readonly currency: string;
  /** What moved: only approved attempts count as effects. */
  readonly effect: {
    readonly authorized?: number;
    readonly captured?: number;
    readonly refunded?: number;
    readonly voided?: number;
  };
  readonly outcome: string;
}

/** What the network did for one authorization, in the smallest unit of its currency. */
export interface Effects {
  currency: string;
  authorized: number;
  captured: number;
  refunded: number;
  voided: number;
}

/** What an attempt asks for: what makes it the same attempt when it comes again. */
export interface Asked extends Pick<JournalEntry, 'kind' | 'attempt' | 'charged' | 'amount' | 'currency'> {
  /** What the payer did since the attempt was asked first. */
  readonly action?: 'succeeded' | 'failed';
}

/** An attempt with the answer that will be given again. */
export interface Decided extends Asked, JournalEntry {
  readonly answer: unknown;
}

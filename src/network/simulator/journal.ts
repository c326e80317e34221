import { wallClock } from '../../kernel/clock.ts';
import { createRecollection } from './attempt-memory.ts';

/** How many attempts the simulator remembers; the oldest is forgotten first. */
export const JOURNAL_LIMIT = 1_000;

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

/** What the simulated network did, for tests to compare with what the platform believes. */
export interface Journal {
  /** The attempts still remembered, oldest first. */
  entries(): JournalEntry[];
  /** Money moved, by the attempt that authorized it; of the attempts still remembered. */
  effects(): Map<string, Effects>;
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

/** A journal that can be written to. */
export interface OpenJournal extends Journal {
  /** It outlives its process, and others may write to it at the same time. */
  readonly shared: boolean;
  /** How an attempt was decided; undefined when it was not, or as something else, or is too old. */
  recall(asked: Asked): Decided | undefined;
  /** Keeps an attempt. Returns the one that counts: another process may have decided it first. */
  remember(decided: Decided): Decided;
  /** Takes back what the attempt of this name did, as if it had not been made. */
  undo(attempt: string): void;
  /** Whether the attempt was taken back, done or not. */
  isTakenBack(attempt: string): boolean;
  /** Nothing is written after this. */
  close(): void;
}

/** A journal in memory that holds the newest `limit` attempts. */
export function createJournal(limit: number = JOURNAL_LIMIT, now: () => number = wallClock.now): OpenJournal {
  const recollection = createRecollection(limit);
  let made = 0;
  return {
    shared: false,
    entries: recollection.entries,
    effects: recollection.effects,
    recall: (asked) => recollection.recall(asked, now()),
    remember(decided) {
      made += 1;
      return recollection.add({ ...decided, at: now(), id: String(made) });
    },
    undo: recollection.takeBack,
    isTakenBack: recollection.isTakenBack,
    close() {},
  };
}

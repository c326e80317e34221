import { wallClock } from '../../kernel/clock.ts';
import { createAttemptMemory } from './attempt-memory.ts';
import type { AttemptRequest, Decided, Effects, JournalEntry } from './journal-entry.ts';

/** Attempts that the simulator keeps in memory, newest first. */
export const JOURNAL_LIMIT = 1_000;

/** The simulated network's own records, for tests to compare with the platform's. */
export interface Journal {
  /** The attempts in memory, oldest first. */
  entries(): JournalEntry[];
  /** Those that were made for an account, oldest first. */
  entriesOf(account: string): JournalEntry[];
  /** Money moved by authorizing attempt, among the attempts in memory. */
  effects(): Map<string, Effects>;
}

/** A journal that can be written to. */
export interface OpenJournal extends Journal {
  /** True if it outlives its process and other processes write to it. */
  readonly shared: boolean;
  /** Returns an attempt's decision; undefined if there is none, its content differs or it is too old. */
  recall(asked: AttemptRequest): Decided | undefined;
  /** Records an attempt. Returns the one that counts: another process may have decided it first. */
  remember(decided: Decided): Decided;
  /** Reverses the attempt of this name as if it had not been made. */
  undo(attempt: string): void;
  /** True if the attempt was reversed, even if it never arrived. */
  isReversed(attempt: string): boolean;
  /** Closes the journal. */
  close(): void;
}

/** A journal in memory that holds the newest `limit` attempts. */
export function createJournal(limit: number = JOURNAL_LIMIT, now: () => number = wallClock.now): OpenJournal {
  const memory = createAttemptMemory(limit);
  let made = 0;
  return {
    shared: false,
    entries: memory.entries,
    entriesOf: memory.entriesOf,
    effects: memory.effects,
    recall: (asked) => memory.recall(asked, now()),
    remember(decided) {
      made += 1;
      return memory.add({ ...decided, at: now(), id: String(made) });
    },
    undo: memory.reverse,
    isReversed: memory.isReversed,
    close() {},
  };
}

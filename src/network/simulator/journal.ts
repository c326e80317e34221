import { wallClock } from '../../kernel/clock.ts';
import { createRecollection } from './attempt-memory.ts';
import type { Asked, Decided, Effects, JournalEntry } from './journal-entry.ts';

/** How many attempts the simulator remembers; the oldest is forgotten first. */
export const JOURNAL_LIMIT = 1_000;

/** What the simulated network did, for tests to compare with what the platform believes. */
export interface Journal {
  /** The attempts still remembered, oldest first. */
  entries(): JournalEntry[];
  /** Money moved, by the attempt that authorized it; of the attempts still remembered. */
  effects(): Map<string, Effects>;
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

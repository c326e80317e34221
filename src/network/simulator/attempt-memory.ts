import { DAY_SECONDS } from '../../kernel/clock.ts';
import type { AttemptRequest, Decided, Effects, JournalEntry } from './journal-entry.ts';

/**
 * Lifetime of an attempt's name in wall-clock seconds, equal to that of an idempotency key. After that the name means a
 * new attempt.
 */
export const ATTEMPT_SECONDS = DAY_SECONDS;

/** An attempt in a journal. */
export interface Noted extends Decided {
  /** Milliseconds since epoch, by the writer's clock. */
  readonly at: number;
  /** Unique among all writers of the journal. */
  readonly id: string;
}

/** The state of a journal, from its entries in order. Of two entries for one attempt the first counts. */
export interface AttemptMemory {
  /** Adds the next entry. Returns the one that counts for its attempt. */
  add(entry: Noted): Noted;
  /** Returns an attempt's decision; undefined if the name now means a new attempt. */
  recall(asked: AttemptRequest, atMs: number): Noted | undefined;
  /** Reverses an attempt as if it had not been made. */
  reverse(attempt: string): void;
  /** True if the attempt was reversed, among the newest reversals. */
  isReversed(attempt: string): boolean;
  entries(): JournalEntry[];
  effects(): Map<string, Effects>;
}

/** Remembers the newest `limit` entries. */
export function createAttemptMemory(limit: number): AttemptMemory {
  // In order of arrival.
  const byId = new Map<string, Noted>();
  const byName = new Map<string, Map<Noted['kind'], Noted>>();
  const reversed = new Set<string>();

  function forget(entry: Noted): void {
    byId.delete(entry.id);
    const kinds = byName.get(entry.attempt);
    // A newer attempt may have the same name.
    if (kinds?.get(entry.kind)?.id !== entry.id) return;
    kinds.delete(entry.kind);
    if (kinds.size === 0) byName.delete(entry.attempt);
  }

  function recall(asked: AttemptRequest, atMs: number): Noted | undefined {
    const before = byName.get(asked.attempt)?.get(asked.kind);
    return before && repeats(before, asked, atMs) ? before : undefined;
  }

  return {
    recall,
    add(entry) {
      const counts = recall(entry, entry.at);
      if (counts) return counts;
      const kinds = byName.get(entry.attempt) ?? new Map<Noted['kind'], Noted>();
      const before = kinds.get(entry.kind);
      if (before && continuesAttempt(before, entry)) byId.delete(before.id);
      byName.set(entry.attempt, kinds.set(entry.kind, entry));
      byId.set(entry.id, entry);
      const [oldest] = byId.values();
      if (oldest && byId.size > limit) forget(oldest);
      return entry;
    },
    reverse(attempt) {
      for (const entry of [...(byName.get(attempt)?.values() ?? [])]) forget(entry);
      reversed.add(attempt);
      const [oldest] = reversed;
      if (oldest !== undefined && reversed.size > limit) reversed.delete(oldest);
    },
    isReversed: (attempt) => reversed.has(attempt),
    entries: () => [...byId.values()].map(({ answer: _, at: __, id: ___, action: ____, ...entry }) => entry),
    effects: () => effectsOf(byId.values()),
  };
}

/** An attempt with a reused name but other content is a new attempt. */
function repeats(before: Noted, now: AttemptRequest, atMs: number): boolean {
  const isSame = before.charged === now.charged && before.amount === now.amount && before.currency === now.currency;
  return isSame && !continuesAttempt(before, now) && atMs - before.at < ATTEMPT_SECONDS * 1000;
}

/** An attempt that waited for its payer continues after they acted. */
function continuesAttempt(before: Noted, now: AttemptRequest): boolean {
  return before.outcome === 'action_required' && now.action !== undefined;
}

function effectsOf(entries: Iterable<JournalEntry>): Map<string, Effects> {
  const effects = new Map<string, Effects>();
  for (const { kind, authorization, currency, effect } of entries) {
    if (authorization === null) continue;
    const before = effects.get(authorization) ?? { currency, authorized: 0, captured: 0, refunded: 0, voided: 0 };
    const raised = kind === 'increment' && effect.authorized !== undefined;
    effects.set(authorization, {
      currency,
      // An increment carries the new total.
      authorized: raised ? effect.authorized : before.authorized + (effect.authorized ?? 0),
      captured: before.captured + (effect.captured ?? 0),
      refunded: before.refunded + (effect.refunded ?? 0),
      voided: before.voided + (effect.voided ?? 0),
    });
  }
  return effects;
}

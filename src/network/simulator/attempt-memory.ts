import type { Asked, Decided, Effects, JournalEntry } from './journal-entry.ts';

/**
 * How long an attempt's name is good for, in seconds of wall clock: as long as an answer is kept under an
 * Idempotency-Key. Under an older name it is another attempt.
 */
export const ATTEMPT_SECONDS = 86_400;

/** An attempt as it stands in a journal. */
export interface Noted extends Decided {
  /** Milliseconds since epoch, by the clock of who wrote it. */
  readonly at: number;
  /** Of this entry alone, whoever writes to the journal. */
  readonly id: string;
}

/** What the entries of a journal come to, read in their order. Of two that decide the same attempt the first counts. */
export interface Recollection {
  /** Takes the next entry. Returns the one that counts for its attempt: itself, or what was there before. */
  add(entry: Noted): Noted;
  /** How an attempt was decided; undefined when asking now makes it another one. */
  recall(asked: Asked, atMs: number): Noted | undefined;
  /** Takes what counts under an attempt's name back, as if it had not been made. */
  takeBack(attempt: string): void;
  /** Whether the attempt was taken back; of the newest that were. */
  isTakenBack(attempt: string): boolean;
  entries(): JournalEntry[];
  effects(): Map<string, Effects>;
}

/** Remembers the newest `limit` entries. */
export function createRecollection(limit: number): Recollection {
  // In the order they came.
  const byId = new Map<string, Noted>();
  const byName = new Map<string, Map<Noted['kind'], Noted>>();
  const takenBack = new Set<string>();

  function forget(entry: Noted): void {
    byId.delete(entry.id);
    const kinds = byName.get(entry.attempt);
    // Under its name there may be a newer one, of which the same was asked later.
    if (kinds?.get(entry.kind)?.id !== entry.id) return;
    kinds.delete(entry.kind);
    if (kinds.size === 0) byName.delete(entry.attempt);
  }

  function recall(asked: Asked, atMs: number): Noted | undefined {
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
      if (before && goesOn(before, entry)) byId.delete(before.id);
      byName.set(entry.attempt, kinds.set(entry.kind, entry));
      byId.set(entry.id, entry);
      const [oldest] = byId.values();
      if (oldest && byId.size > limit) forget(oldest);
      return entry;
    },
    takeBack(attempt) {
      for (const entry of [...(byName.get(attempt)?.values() ?? [])]) forget(entry);
      takenBack.add(attempt);
      const [oldest] = takenBack;
      if (oldest !== undefined && takenBack.size > limit) takenBack.delete(oldest);
    },
    isTakenBack: (attempt) => takenBack.has(attempt),
    entries: () => [...byId.values()].map(({ answer: _, at: __, id: ___, action: ____, ...entry }) => entry),
    effects: () => effectsOf(byId.values()),
  };
}

/** An attempt that asks for something else now (its caller's name for it was used before) is another attempt. */
function repeats(before: Noted, now: Asked, atMs: number): boolean {
  const isSame = before.charged === now.charged && before.amount === now.amount && before.currency === now.currency;
  return isSame && !goesOn(before, now) && atMs - before.at < ATTEMPT_SECONDS * 1000;
}

/** An attempt that waited for its payer goes on once they acted. */
function goesOn(before: Noted, now: Asked): boolean {
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
      // An increment tells the new total.
      authorized: raised ? effect.authorized : before.authorized + (effect.authorized ?? 0),
      captured: before.captured + (effect.captured ?? 0),
      refunded: before.refunded + (effect.refunded ?? 0),
      voided: before.voided + (effect.voided ?? 0),
    });
  }
  return effects;
}

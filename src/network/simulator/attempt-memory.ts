import { createBoundedMap, textBytes } from '../../kernel/bounded-map.ts';
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
  /** The attempts that were made for an account, oldest first. */
  entriesOf(account: string): JournalEntry[];
  effects(): Map<string, Effects>;
}

/** Memory for an entry, on average: twice what one usually takes. */
export const ENTRY_BYTES = 2_048;

/** Remembers the newest `most` entries, or as many as fit into the memory for so many. */
export function createAttemptMemory(most: number): AttemptMemory {
  const mostBytes = most * ENTRY_BYTES;
  // In order of arrival.
  const byId = new Map<string, { readonly entry: Noted; readonly bytes: number }>();
  const byName = new Map<string, Map<Noted['kind'], Noted>>();
  const reversed = createBoundedMap<string, true>({ most, mostBytes, bytesOf: textBytes });
  let bytes = 0;

  function remove({ id }: Noted): void {
    bytes -= byId.get(id)?.bytes ?? 0;
    byId.delete(id);
  }

  function forget(entry: Noted): void {
    remove(entry);
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

  const all = () => [...byId.values()].map(({ entry }) => entry);

  return {
    recall,
    add(entry) {
      const counts = recall(entry, entry.at);
      if (counts) return counts;
      const kinds = byName.get(entry.attempt) ?? new Map<Noted['kind'], Noted>();
      const before = kinds.get(entry.kind);
      if (before && continuesAttempt(before, entry)) remove(before);
      byName.set(entry.attempt, kinds.set(entry.kind, entry));
      const added = { entry, bytes: bytesOf(entry) };
      byId.set(entry.id, added);
      bytes += added.bytes;
      for (const oldest of byId.values()) {
        // The entry that was just added has to count, whatever its size.
        if ((byId.size <= most && bytes <= mostBytes) || oldest === added) break;
        forget(oldest.entry);
      }
      return entry;
    },
    reverse(attempt) {
      for (const entry of [...(byName.get(attempt)?.values() ?? [])]) forget(entry);
      reversed.set(attempt, true);
    },
    isReversed: (attempt) => reversed.has(attempt),
    entries: () => all().map(shown),
    entriesOf: (account) =>
      all()
        .filter((entry) => entry.account === account)
        .map(shown),
    effects: () => effectsOf(all()),
  };
}

/** An entry as others see it. */
function shown({ answer: _, at: __, id: ___, action: ____, account: _____, ...entry }: Noted): JournalEntry {
  return entry;
}

/** Memory of an object or a value that is no text. */
const VALUE_BYTES = 16;

/** The approximate memory of an entry: its texts, and what else is in it. */
function bytesOf(value: unknown): number {
  if (typeof value === 'string') return textBytes(value);
  if (typeof value !== 'object' || value === null) return VALUE_BYTES;
  let bytes = VALUE_BYTES;
  for (const part of Object.values(value)) bytes += bytesOf(part);
  return bytes;
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

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

/** An entry with the answer that will be given again. */
export interface Remembered extends JournalEntry {
  readonly answer: unknown;
}

/** A journal that can be written to. */
export interface OpenJournal extends Journal {
  recall(kind: JournalKind, attempt: string): Remembered | undefined;
  /** Keeps an attempt; one of the same kind and name is replaced. */
  remember(entry: Remembered): void;
}

/** A journal that holds the newest `limit` attempts. */
export function createJournal(limit: number = JOURNAL_LIMIT): OpenJournal {
  const byKey = new Map<string, Remembered>();
  const ring: string[] = [];
  let next = 0;

  function inOrder(): Remembered[] {
    const keys = ring.length < limit ? ring : [...ring.slice(next), ...ring.slice(0, next)];
    return keys.flatMap((key) => byKey.get(key) ?? []);
  }

  return {
    recall: (kind, attempt) => byKey.get(keyOf(kind, attempt)),
    remember(entry) {
      const key = keyOf(entry.kind, entry.attempt);
      if (!byKey.has(key)) {
        const oldest = ring[next];
        if (oldest !== undefined) byKey.delete(oldest);
        ring[next] = key;
        next = (next + 1) % limit;
      }
      byKey.set(key, entry);
    },
    entries: () => inOrder().map(({ answer: _, ...entry }) => entry),
    effects() {
      const effects = new Map<string, Effects>();
      for (const { authorization, currency, effect } of inOrder()) {
        if (authorization === null) continue;
        const before = effects.get(authorization) ?? { currency, authorized: 0, captured: 0, refunded: 0, voided: 0 };
        effects.set(authorization, {
          currency,
          // An increment tells the new total.
          authorized: effect.authorized ?? before.authorized,
          captured: before.captured + (effect.captured ?? 0),
          refunded: before.refunded + (effect.refunded ?? 0),
          voided: before.voided + (effect.voided ?? 0),
        });
      }
      return effects;
    },
  };
}

function keyOf(kind: JournalKind, attempt: string): string {
  return `${kind} ${attempt}`;
}

import { useCallback, useRef, useState } from 'preact/hooks';
import { type Brand, brandOf } from './brand.ts';
import { type CardEntry, type CardField, checkField, EMPTY_CARD, type Problem } from './entry.ts';

/** The state of a card form. */
export interface CardForm {
  readonly entry: CardEntry;
  readonly fields: readonly CardField[];
  /** Returns the error to show for a field: an invalid value, or an incomplete one that was left. */
  problemOf(field: CardField): Problem | undefined;
  set(field: CardField | 'country', value: string): void;
  /** Marks a field as left: an incomplete value is an error from now on, until the customer types again. */
  leave(field: CardField): void;
  /** Validates all fields as if they had been left, and returns the first problem. */
  validate(): Problem | undefined;
  clear(): void;
  readonly summary: CardSummary;
}

/** The state of a card that a page may receive. */
interface CardSummary {
  readonly empty: boolean;
  readonly complete: boolean;
  readonly brand: Brand['name'];
  readonly problem: Problem | undefined;
}

export function useCard(fields: readonly CardField[], initial: Partial<CardEntry> = {}): CardForm {
  const [entry, setEntry] = useState<CardEntry>({ ...EMPTY_CARD, ...initial });
  const [left, setLeft] = useState<ReadonlySet<CardField>>(new Set());
  // After the page has requested validation, empty fields are errors too.
  const [asked, setAsked] = useState(false);
  // Requests arrive between renderings; they need the last typed values.
  const latest = useRef(entry);

  const set = useCallback((field: CardField | 'country', value: string) => {
    latest.current = { ...latest.current, [field]: value };
    setEntry(latest.current);
    if (field !== 'country') setLeft((before) => new Set([...before].filter((other) => other !== field)));
  }, []);

  const now = new Date();
  const states = new Map(fields.map((field) => [field, checkField(field, entry, now)]));
  const problemOf = (field: CardField): Problem | undefined => {
    const state = states.get(field);
    if (!state) return undefined;
    const shows = left.has(field) && (asked || !state.empty);
    return state.wrong ?? (shows ? state.missing : undefined);
  };
  return {
    entry,
    fields,
    problemOf,
    set,
    leave: (field) => setLeft((before) => new Set([...before, field])),
    validate() {
      setLeft(new Set(fields));
      setAsked(true);
      for (const field of fields) {
        const { wrong, missing } = checkField(field, latest.current, new Date());
        if (wrong ?? missing) return wrong ?? missing;
      }
      return undefined;
    },
    clear() {
      latest.current = { ...EMPTY_CARD, ...initial };
      setEntry(latest.current);
      setLeft(new Set());
      setAsked(false);
    },
    summary: {
      empty: fields.every((field) => states.get(field)?.empty),
      complete: fields.every((field) => states.get(field)?.complete),
      brand: brandOf(entry.number).name,
      problem: fields.map(problemOf).find((problem) => problem !== undefined),
    },
  };
}

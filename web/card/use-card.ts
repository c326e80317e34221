import { useCallback, useRef, useState } from 'preact/hooks';
import { type Brand, brandOf } from './brand.ts';
import { type CardEntry, type CardField, checkField, EMPTY_CARD, type Problem } from './entry.ts';

/** A card being entered in some fields, and what may be told of it. */
export interface CardForm {
  readonly entry: CardEntry;
  readonly fields: readonly CardField[];
  /** What to show under or in a field: what is wrong, or missing once the payer has left it. */
  problemOf(field: CardField): Problem | undefined;
  set(field: CardField | 'country', value: string): void;
  /** A field was left; what is missing in it shows from now on, until it is typed in again. */
  leave(field: CardField): void;
  /** All fields are looked at as if they had been left. Answers the first problem. */
  validate(): Problem | undefined;
  clear(): void;
  readonly summary: CardSummary;
}

/** What a page may know of a card. */
export interface CardSummary {
  readonly empty: boolean;
  readonly complete: boolean;
  readonly brand: Brand['name'];
  readonly problem: Problem | undefined;
}

export function useCard(fields: readonly CardField[], initial: Partial<CardEntry> = {}): CardForm {
  const [entry, setEntry] = useState<CardEntry>({ ...EMPTY_CARD, ...initial });
  const [left, setLeft] = useState<ReadonlySet<CardField>>(new Set());
  // Once the page has asked whether all is well, empty fields are wrong too.
  const [asked, setAsked] = useState(false);
  // Questions of the page come between two renderings; they are answered from what was typed last.
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

import { useRef, useState } from 'preact/hooks';
import type { Entries, FieldSpec } from './field-spec.ts';

/** What is being entered on a page, and what may be said of it. */
export interface Form {
  readonly entries: Entries;
  set(id: string, value: string): void;
  /** A field was left: what is wrong with it shows from now on, until it is typed in again. */
  leave(id: string): void;
  /** What to show under a field. A field that was left empty is only missed once the payer wants to go on. */
  problemOf(spec: FieldSpec): string | undefined;
  /** Shows what is wrong with these, and answers the first that is. */
  check(specs: readonly FieldSpec[]): FieldSpec | undefined;
}

export function useForm(initial: () => Entries): Form {
  const [entries, setEntries] = useState(initial);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<ReadonlySet<string>>(new Set());
  const latest = useRef(entries);
  const value = (id: string) => entries[id] ?? '';
  return {
    entries,
    set(id, to) {
      latest.current = { ...latest.current, [id]: to };
      setEntries(latest.current);
      setLeft((before) => without(before, id));
    },
    leave: (id) => setLeft((before) => new Set([...before, id])),
    problemOf: (spec) =>
      left.has(spec.id) && (value(spec.id) !== '' || asked.has(spec.id)) ? spec.problem(value(spec.id)) : undefined,
    check(specs) {
      const ids = specs.map(({ id }) => id);
      setLeft((before) => new Set([...before, ...ids]));
      setAsked((before) => new Set([...before, ...ids]));
      return specs.find(({ id, problem }) => problem(latest.current[id] ?? '') !== undefined);
    },
  };
}

function without(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return new Set([...ids].filter((other) => other !== id));
}

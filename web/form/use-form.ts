import { useRef, useState } from 'preact/hooks';
import type { Entries, FieldSpec } from './field-spec.ts';

/** The state of a form. */
export interface Form {
  readonly entries: Entries;
  set(id: string, value: string): void;
  /** Marks a field as left: from now on its error is shown, until the customer types again. */
  leave(id: string): void;
  /** Returns the error to show. Empty required fields have one only after the customer has tried to continue. */
  problemOf(spec: FieldSpec): string | undefined;
  /** Shows the errors of these fields and returns the first field that has one. */
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

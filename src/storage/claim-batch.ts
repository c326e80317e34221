import type { DueOfWorld } from '../kernel/storage.ts';

/** Selects the due timers to claim together, in order: see `DueOfWorld.batch`. */
export function selectBatch<Row extends { readonly kind: string; readonly subject: string; readonly dueAt: number }>(
  due: readonly Row[],
  { kinds, withinMs, alike = [] }: DueOfWorld['batch'],
): readonly Row[] {
  const [first] = due;
  if (!first) return [];
  if (alike.includes(first.kind)) return sameMoment(due, first);
  const end = due.findIndex(({ kind, dueAt }) => !kinds.includes(kind) || dueAt > first.dueAt + withinMs);
  if (end < 0) return due;
  return due.slice(0, Math.max(1, end));
}

/** The first timers of a kind at one moment, each about another subject. */
function sameMoment<Row extends { readonly kind: string; readonly subject: string; readonly dueAt: number }>(
  due: readonly Row[],
  { kind, dueAt }: Row,
): readonly Row[] {
  const subjects = new Set<string>();
  for (const row of due) {
    if (row.kind !== kind || row.dueAt !== dueAt || subjects.has(row.subject)) break;
    subjects.add(row.subject);
  }
  return due.slice(0, subjects.size);
}

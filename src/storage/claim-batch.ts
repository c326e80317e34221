import type { DueOfWorld } from '../kernel/storage.ts';

/** Selects the due timers to claim together, in order: see `DueOfWorld.batch`. */
export function selectBatch<Row extends { readonly kind: string; readonly dueAt: number }>(
  due: readonly Row[],
  { kinds, withinMs }: DueOfWorld['batch'],
): readonly Row[] {
  const [first] = due;
  if (!first) return [];
  const end = due.findIndex(({ kind, dueAt }) => !kinds.includes(kind) || dueAt > first.dueAt + withinMs);
  if (end < 0) return due;
  return due.slice(0, Math.max(1, end));
}

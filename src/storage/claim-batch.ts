import type { DueOfWorld } from '../kernel/storage.ts';

/** What of the timers that are due next (in their order) is claimed in one go: see `DueOfWorld.together`. */
export function takenTogether<Row extends { readonly kind: string; readonly dueAt: number }>(
  due: readonly Row[],
  { kinds, withinMs }: DueOfWorld['together'],
): readonly Row[] {
  const [first] = due;
  if (!first) return [];
  const end = due.findIndex(({ kind, dueAt }) => !kinds.includes(kind) || dueAt > first.dueAt + withinMs);
  if (end < 0) return due;
  return due.slice(0, Math.max(1, end));
}

/**
 * A copy of what is stored that may be changed while it is rendered, without what is never shown: the `internal` hash
 * of stored objects, at any depth, is undefined in it, which JSON leaves out. (Metadata may have a key of that name, but
 * only with a string under it.)
 */
export function visible<T>(value: T): T {
  return copy(value) as T;
}

function copy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copy);
  // Copying it whole keeps its hidden class; building it field by field takes twice as long.
  const result: Record<string, unknown> = { ...value };
  for (const key in result) {
    const inner = result[key];
    if (typeof inner === 'object' && inner !== null) result[key] = key === 'internal' ? undefined : copy(inner);
  }
  return result;
}

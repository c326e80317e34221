/**
 * A copy of what is stored that may be changed while it is rendered, without what is never shown: the `internal` hash
 * of stored objects, at any depth. (Metadata may have a key of that name, but only with a string under it.)
 */
export function visible<T>(value: T): T {
  return copy(value) as T;
}

function copy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copy);
  const result: Record<string, unknown> = {};
  for (const key in value) {
    const inner = (value as Record<string, unknown>)[key];
    if (typeof inner !== 'object' || inner === null) result[key] = inner;
    else if (key !== 'internal') result[key] = copy(inner);
  }
  return result;
}

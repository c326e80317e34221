import { isHash } from '../kernel/hash.ts';

/**
 * Lays a parameter over the field of the same shape: fields that are not sent stay, '' sets one to null, and hashes in it
 * are laid over each other.
 */
export function overlay<T extends object>(current: T, given: object | undefined): T {
  if (given === undefined) return current;
  const merged = new Map<string, unknown>(Object.entries(current));
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const before = merged.get(name);
    if (value === '' || value === null) merged.set(name, null);
    else merged.set(name, isHash(value) ? overlay(isHash(before) ? before : {}, value) : value);
  }
  // The contract has checked that the parameter has the shape of the field.
  return Object.fromEntries(merged) as T;
}

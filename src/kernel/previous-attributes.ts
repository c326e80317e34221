import { type Hash, isHash } from './hash.ts';

/**
 * Builds `previous_attributes` of an `…updated` event: the former values of changed fields, nested hashes only where
 * they changed. An added metadata key is null.
 */
export function previousAttributes(before: object, after: object): Hash {
  const previous: Hash = {};
  const was = before as Hash;
  const is = after as Hash;
  for (const key of new Set([...Object.keys(was), ...Object.keys(is)])) {
    if (key === 'internal') continue;
    const from = was[key] ?? null;
    const to = is[key] ?? null;
    if (isHash(from) && isHash(to)) {
      const inner = previousAttributes(from, to);
      if (Object.keys(inner).length > 0) previous[key] = inner;
    } else if (JSON.stringify(from) !== JSON.stringify(to)) {
      previous[key] = from;
    }
  }
  return previous;
}

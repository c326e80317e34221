import { eventTypes } from '../contract/contract.ts';

/**
 * Returns the event types that a filter matches. `*` matches any characters, as in `invoice.*`; a filter without it is
 * a single type, even an unknown one.
 */
export function matchingTypes(filter: string): readonly string[] {
  if (!filter.includes('*')) return [filter];
  const parts = filter.split('*');
  return eventTypes().filter((type) => matches(type, parts));
}

/** True if a type consists of the parts in order with anything in between. Linear in the type's length. */
function matches(type: string, parts: readonly string[]): boolean {
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (type.length < first.length + last.length || !type.startsWith(first) || !type.endsWith(last)) return false;
  const end = type.length - last.length;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = type.indexOf(part, at);
    if (found === -1 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

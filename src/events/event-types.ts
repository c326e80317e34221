import { eventTypes } from '../contract/contract.ts';

/**
 * The event types that a filter names. `*` stands for any characters, as in `invoice.*`; a filter without it names one
 * type, whether or not there is such a type.
 */
export function matchingTypes(filter: string): readonly string[] {
  if (!filter.includes('*')) return [filter];
  const parts = filter.split('*');
  return eventTypes().filter((type) => matches(type, parts));
}

/** Whether a type consists of the parts in their order with anything between them. Linear in the type's length. */
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

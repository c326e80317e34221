import type { Entity } from './entity.ts';

/**
 * Sets the `internal` hash of an object apart from what is shown of it, so that the shown part is found without parsing.
 * JSON.stringify writes no space there, and within texts every quote is escaped.
 */
const APART = ', "internal":';

/** Returns the JSON of an object as it is stored, with `internal` set apart if that is its last field. */
export function storedJson(object: Entity): string {
  const json = JSON.stringify(object);
  const { internal } = object as { readonly internal?: unknown };
  if (internal === undefined) return json;
  const end = `"internal":${JSON.stringify(internal)}}`;
  const shown = json.slice(0, -end.length - 1);
  // Any other order of fields, or an `internal` deeper inside, is left to those who parse it.
  return json.endsWith(`,${end}`) && !holdsInternal(shown) ? `${shown}, ${end}` : json;
}

/**
 * Returns what is shown of a stored object, up to its closing brace, from its JSON: all but `internal`. Undefined if the
 * object has to be parsed for that.
 */
export function shownFields(stored: string): string | undefined {
  // From the end, where it is near.
  const end = stored.lastIndexOf(APART);
  if (end >= 0) return stored.slice(0, end);
  return holdsInternal(stored) ? undefined : stored.slice(0, -1);
}

function holdsInternal(json: string): boolean {
  return json.includes('"internal":');
}

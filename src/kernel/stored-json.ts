import type { Entity } from './entity.ts';

/**
 * Sets the `internal` hash of an object apart from what is shown of it, so that the shown part is found without parsing.
 * JSON.stringify writes no space there, and within texts every quote is escaped.
 */
const INTERNAL = '"internal":';
const APART = `, ${INTERNAL}`;

/** Returns the JSON of an object as it is stored, with `internal` set apart if that is its last field. */
export function storedJson(object: Entity): string {
  const json = JSON.stringify(object);
  const first = json.indexOf(INTERNAL);
  if (first < 0) return json;
  const { internal } = object as { readonly internal?: unknown };
  // If it is as far from the end as it is long, it is the last field. Any other order of fields, or an `internal` deeper
  // inside, is left to those who parse the object.
  const length = INTERNAL.length + (JSON.stringify(internal)?.length ?? 0) + '}'.length;
  return json.length - first === length ? `${json.slice(0, first)} ${json.slice(first)}` : json;
}

/**
 * Returns what is shown of a stored object, up to its closing brace, from its JSON: all but `internal`. Undefined if the
 * object has to be parsed for that.
 */
export function shownFields(stored: string): string | undefined {
  // From the end, where it is near.
  const end = stored.lastIndexOf(APART);
  if (end >= 0) return stored.slice(0, end);
  return stored.includes(INTERNAL) ? undefined : stored.slice(0, -1);
}

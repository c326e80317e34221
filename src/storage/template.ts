const NONE: readonly never[] = [];

/** A value in the JSON of a template: a hash or list with its parts, or a single value. */
interface Part {
  readonly from: number;
  readonly to: number;
  /** The single value; undefined for a hash or list. */
  readonly value: string | number | boolean | null | undefined;
  /** The keys of a hash or the indices of a list, and what is under each. */
  readonly keys: readonly string[];
  readonly parts: readonly Part[];
  readonly isList: boolean;
  /** The hash or list that was compared last, and what was different in it: later states of an object share most of theirs. */
  compared: object | undefined;
  differences: readonly Difference[];
}

/** A stored object that others of its kind are compared with: its JSON, and the place of every value in it. */
export interface Template {
  readonly json: string;
  readonly root: Part;
}

/** A difference of an object: a piece of the template's JSON, and what stands there instead. */
export interface Difference {
  readonly from: number;
  readonly to: number;
  readonly json: string;
}

/** The name that `storedJson` sets apart if an object has it once, so it can have it at the template's place only. */
const INTERNAL = '"internal":';

/** Returns the template that a stored object is; undefined if its JSON is not as `storedJson` writes it, or has `internal` twice. */
export function createTemplate(json: string): Template | undefined {
  if (json.indexOf(INTERNAL) !== json.lastIndexOf(INTERNAL)) return undefined;
  const root = locate(json, JSON.parse(json), 0);
  return root.to === json.length ? { json, root } : undefined;
}

/**
 * Returns where an object differs from a template, in the order of the JSON; undefined if it does not have the template's
 * fields in the template's order.
 */
export function compare(template: Template, object: object): Difference[] | undefined {
  const found: Difference[] = [];
  return addDifferences(template.root, object, found) ? found : undefined;
}

function locate(json: string, value: unknown, from: number): Part {
  if (typeof value !== 'object' || value === null) {
    const single = value as Exclude<Part['value'], undefined>;
    const to = from + JSON.stringify(value).length;
    return { from, to, value: single, keys: NONE, parts: NONE, isList: false, compared: undefined, differences: NONE };
  }
  const isList = Array.isArray(value);
  const keys: string[] = [];
  const parts: Part[] = [];
  let at = from + 1;
  for (const [key, inner] of Object.entries(value)) {
    if (keys.length > 0) at++;
    // Set apart by `storedJson`.
    if (json.charCodeAt(at) === 32) at++;
    if (!isList) at += JSON.stringify(key).length + 1;
    const part = locate(json, inner, at);
    keys.push(key);
    parts.push(part);
    at = part.to;
  }
  return { from, to: at + 1, value: undefined, keys, parts, isList, compared: undefined, differences: NONE };
}

/** Adds what is different within a hash or list; false, with some of it added, if it has other keys. */
function addDifferences(template: Part, object: object, found: Difference[]): boolean {
  const { keys, parts } = template;
  let n = 0;
  // `for … in` takes five times as long: it asks the object for every key whether it is still there.
  for (const key of Object.keys(object)) {
    const value: unknown = object[key as keyof typeof object];
    // JSON leaves it out.
    if (value === undefined && !template.isList) continue;
    const part = parts[n];
    if (part === undefined || key !== keys[n]) return false;
    n++;
    if (value === part.value && value !== undefined) continue;
    if (typeof value === 'object' && value !== null) {
      const differences = differencesWithin(part, value);
      if (!differences) return false;
      if (differences !== NONE) found.push(...differences);
    } else found.push({ from: part.from, to: part.to, json: JSON.stringify(value) ?? 'null' });
  }
  return n === keys.length;
}

/** The differences within a hash or list, or all of it; undefined if the object cannot be stored as differences. */
function differencesWithin(part: Part, value: object): readonly Difference[] | undefined {
  if (part.compared === value) return part.differences;
  const found: Difference[] = [];
  const isAlike =
    part.value === undefined && Array.isArray(value) === part.isList && addDifferences(part, value, found);
  if (!isAlike) {
    const json = JSON.stringify(value);
    if (json.includes(INTERNAL)) return undefined;
    found.splice(0, found.length, { from: part.from, to: part.to, json });
  }
  part.compared = value;
  part.differences = found.length === 0 ? NONE : found;
  return part.differences;
}

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
}

/** A stored object that others of its kind are compared with: its JSON, and the place of every value in it. */
export interface Template {
  readonly json: string;
  readonly root: Part;
}

/** What is different in an object: a piece of the template's JSON, and what stands there instead. */
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
    return { from, to: from + JSON.stringify(value).length, value: single, keys: [], parts: [], isList: false };
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
  return { from, to: at + 1, value: undefined, keys, parts, isList };
}

/** Adds what is different within a hash or list; false, with some of it added, if it has other keys. */
function addDifferences(template: Part, object: object, found: Difference[]): boolean {
  const { keys, parts } = template;
  let n = 0;
  for (const key in object) {
    const value: unknown = object[key as keyof typeof object];
    // JSON leaves it out.
    if (value === undefined && !template.isList) continue;
    const part = parts[n];
    if (part === undefined || key !== keys[n]) return false;
    n++;
    if (value === part.value && value !== undefined) continue;
    if (typeof value === 'object' && value !== null && part.value === undefined) {
      const before = found.length;
      if (Array.isArray(value) === part.isList && addDifferences(part, value, found)) continue;
      found.length = before;
    }
    const json = JSON.stringify(value) ?? 'null';
    if (typeof value === 'object' && json.includes(INTERNAL)) return false;
    found.push({ from: part.from, to: part.to, json });
  }
  return n === keys.length;
}

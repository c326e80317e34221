import { invalidRequest } from '../../kernel/errors.ts';

/**
 * The parameters of a form before validation: nested, every value a text.
 *
 * A hash has no prototype, so "__proto__" is a name like any other. A list sent with indexes (`a[0]=x&a[1]=y`) is an
 * array if its indexes run from 0 without a gap. Otherwise it stays a hash with numeric names, which validation reads in
 * the order of the indexes.
 */
export interface ParamTree {
  [name: string]: ParamValue;
}

export type ParamValue = string | ParamTree | ParamValue[];

/** The longest encoded body or query, in characters. */
export const MAX_FORM_LENGTH = 1024 * 1024;
/** The most parameters of one request. */
export const MAX_FORM_PARAMETERS = 5_000;
/** The greatest depth of hashes and lists: `a[b][c]` is two deep. */
export const MAX_FORM_DEPTH = 20;

/**
 * Reads an `application/x-www-form-urlencoded` body or a query string. If a scalar parameter is repeated, the last value
 * wins. Throws 400 for broken percent escapes, for a name used both as a value and as a hash, and beyond the limits.
 */
export function decodeForm(text: string): ParamTree {
  if (text.length > MAX_FORM_LENGTH) {
    throw invalidRequest(
      `The request's parameters are longer than ${MAX_FORM_LENGTH} characters. Send fewer or shorter parameters.`,
    );
  }
  if (/^\s*[{[]/.test(text)) throw notAForm();
  const tree: ParamTree = Object.create(null);
  let hasIndexes = false;
  let count = 0;
  let start = 0;
  while (start < text.length) {
    let end = text.indexOf('&', start);
    if (end === -1) end = text.length;
    if (end > start) {
      if (++count > MAX_FORM_PARAMETERS) {
        throw invalidRequest(`A request can have at most ${MAX_FORM_PARAMETERS} parameters.`);
      }
      if (addPair(tree, text, start, end)) hasIndexes = true;
    }
    start = end + 1;
  }
  if (hasIndexes) makeLists(tree);
  return tree;
}

/** Adds one `name=value`; true if a key in its name may be an index. */
function addPair(tree: ParamTree, text: string, start: number, end: number): boolean {
  let equals = text.indexOf('=', start);
  if (equals === -1 || equals > end) equals = end;
  const name = decodeText(text.slice(start, equals));
  if (name === '') return false;
  const value = decodeText(text.slice(Math.min(equals + 1, end), end));
  const keys = name.includes('[') ? keysOf(name) : undefined;
  if (keys) {
    addNested(tree, name, keys, value);
    return keys.includes('0');
  }
  if (typeof tree[name] === 'object') throw conflict(name);
  tree[name] = value;
  return false;
}

function decodeText(text: string): string {
  const hasSpaces = text.includes('+');
  if (!hasSpaces && !text.includes('%')) return text;
  try {
    return decodeURIComponent(hasSpaces ? text.replaceAll('+', ' ') : text);
  } catch {
    throw invalidRequest('The request has a malformed percent escape, or text that is not UTF-8.');
  }
}

/**
 * "items[0][price]" → ["items", "0", "price"], an empty key for "[]". Undefined if the brackets do not pair up; such a
 * name stays whole, and validation rejects it as unknown.
 */
function keysOf(name: string): string[] | undefined {
  const first = name.indexOf('[');
  if (first === 0) return undefined;
  const keys = [name.slice(0, first)];
  let position = first;
  while (position < name.length) {
    const close = name.indexOf(']', position);
    if (name[position] !== '[' || close === -1) return undefined;
    const key = name.slice(position + 1, close);
    if (key.includes('[')) return undefined;
    keys.push(key);
    if (keys.length > MAX_FORM_DEPTH + 1)
      throw invalidRequest(`Parameters can be nested at most ${MAX_FORM_DEPTH} levels deep.`);
    position = close + 1;
  }
  return keys;
}

function addNested(tree: ParamTree, name: string, keys: readonly string[], value: string): void {
  let container: ParamTree | ParamValue[] = tree;
  for (let depth = 0; depth < keys.length - 1; depth++) {
    const nextIsList = keys[depth + 1] === '';
    container = Array.isArray(container)
      ? openElement(container, keys, depth)
      : openField(container, keys[depth] ?? '', nextIsList, name);
  }
  const last = keys[keys.length - 1] ?? '';
  if (Array.isArray(container)) container.push(value);
  else if (typeof container[last] === 'object') throw conflict(name);
  else container[last] = value;
}

/** The hash or list in a field, which is created if it is missing. */
function openField(tree: ParamTree, key: string, asList: boolean, name: string): ParamTree | ParamValue[] {
  const found = tree[key];
  if (found === undefined) {
    const opened = newContainer(asList);
    tree[key] = opened;
    return opened;
  }
  if (typeof found === 'string' || Array.isArray(found) !== asList) throw conflict(name);
  return found;
}

/** The element of `a[]` that a sub-key belongs to: the last one, unless it already has the sub-key. */
function openElement(list: ParamValue[], keys: readonly string[], depth: number): ParamTree | ParamValue[] {
  const last = list[list.length - 1];
  if (isTree(last) && keys[depth + 1] !== '' && !holds(last, keys, depth + 1)) return last;
  const opened = newContainer(keys[depth + 1] === '');
  list.push(opened);
  return opened;
}

function newContainer(asList: boolean): ParamTree | ParamValue[] {
  return asList ? [] : Object.create(null);
}

/** True if the remaining keys already have a value. A nested list takes any number of values. */
function holds(tree: ParamTree, keys: readonly string[], depth: number): boolean {
  let value: ParamValue | undefined = tree;
  for (let index = depth; index < keys.length; index++) {
    if (keys[index] === '') return false;
    if (!isTree(value)) return value !== undefined;
    value = value[keys[index] ?? ''];
  }
  return value !== undefined;
}

function isTree(value: ParamValue | undefined): value is ParamTree {
  return typeof value === 'object' && !Array.isArray(value);
}

/** Converts every nested hash whose names are 0, 1, 2 … to a list. */
function makeLists(container: ParamTree): void {
  for (const name in container) {
    const value = container[name];
    if (typeof value === 'object') container[name] = withLists(value);
  }
}

function withLists(value: ParamTree | ParamValue[]): ParamTree | ParamValue[] {
  if (Array.isArray(value)) return value.map((item) => (typeof item === 'object' ? withLists(item) : item));
  makeLists(value);
  let index = 0;
  for (const name in value) if (name !== String(index++)) return value;
  return Object.values(value);
}

/** 400: the body is JSON. Read as a form it would be one long name, which the error would quote. */
function notAForm(): Error {
  return invalidRequest(
    'The request body is not form-encoded. Send parameters as application/x-www-form-urlencoded, not JSON.',
  );
}

function conflict(name: string): Error {
  return invalidRequest(
    `The parameter ${name} is sent in different forms. Send it as a value, as a hash or as a list.`,
    {
      param: name,
    },
  );
}

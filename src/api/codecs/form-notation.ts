import { isTelemetry } from '../client-params.ts';
import type { Notation, Tree, Value } from '../validate-notation.ts';
import { readScalar } from '../validate-scalars.ts';

/** Parameters in a form: bracket paths, texts for single values, and '' to unset. */
export const formNotation: Notation = {
  place: (path, name) => (path === '' ? name : `${path}[${name}]`),
  ignores: isTelemetry,
  isEmpty: (value) => value === '',
  fields: (value) => (Array.isArray(value) ? fromPairs(value) : isTree(value) ? value : undefined),
  items(value) {
    if (Array.isArray(value)) return value.map((item, index) => [String(index), item]);
    // Integer-like names of an object come first and in ascending order.
    return isTree(value) && Object.keys(value).every((name) => /^\d+$/.test(name)) ? Object.entries(value) : undefined;
  },
  scalar: readScalar,
};

function isTree(value: Value): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list of alternating names and values, `a[]=type` and `a[]=kr_card`, is read as the hash `a[type]=kr_card`. */
function fromPairs(items: readonly Value[]): Tree | undefined {
  if (items.length % 2 !== 0) return undefined;
  const tree: Tree = Object.create(null);
  for (let index = 0; index < items.length; index += 2) {
    const name = items[index];
    const value = items[index + 1];
    if (typeof name !== 'string' || value === undefined) return undefined;
    tree[name] = value;
  }
  return tree;
}

import { isHash } from './hash.ts';
import type { Json, JsonObject } from './version-change.ts';

/**
 * A step of a version change on the fields of an object. A path such as `payment_method_details.card.mandate` walks
 * through hashes, `available[].amount` through every element of a list. Missing parts of a path are skipped.
 */
type FieldStep = (object: JsonObject) => void;

/** Removes fields. */
export function removeFields(...paths: string[]): FieldStep {
  const namesByHash = Map.groupBy(paths.map(splitPath), ({ hash }) => hash);
  return inOrder(
    [...namesByHash].map(([hash, fields]) => {
      const names = fields.map(({ name }) => name);
      return withHash(hash, (found) => {
        for (const name of names) if (found[name] !== undefined) found[name] = undefined;
      });
    }),
  );
}

/** Adds a field if it is missing; `value` is called for each object. */
export function restoreField(path: string, value: () => Json): FieldStep {
  return withField(path, (hash, name) => {
    if (hash[name] === undefined) hash[name] = value();
  });
}

/** Replaces an enum value with its older name. */
export function renameValue(path: string, value: string, before: string): FieldStep {
  return withField(path, (hash, name) => {
    if (hash[name] === value) hash[name] = before;
  });
}

/** Replaces an expanded object with its id. */
export function collapseField(path: string): FieldStep {
  return withField(path, (hash, name) => {
    const value = hash[name];
    if (isHash(value) && typeof value.id === 'string') hash[name] = value.id;
  });
}

/** Runs several steps as one. */
export function inOrder(steps: readonly FieldStep[]): FieldStep {
  const [only, ...others] = steps;
  if (only && others.length === 0) return only;
  return (object) => {
    for (const step of steps) step(object);
  };
}

function splitPath(path: string): { hash: string; name: string } {
  const end = path.lastIndexOf('.');
  return { hash: path.slice(0, Math.max(end, 0)), name: path.slice(end + 1) };
}

function withField(path: string, act: (hash: JsonObject, name: string) => void): FieldStep {
  const { hash, name } = splitPath(path);
  return withHash(hash, (found) => act(found, name));
}

/** Runs `act` on each hash at a path. The path is parsed once, not per object. */
function withHash(path: string, act: FieldStep): FieldStep {
  if (path === '') return act;
  const end = path.indexOf('.');
  const first = end < 0 ? path : path.slice(0, end);
  const rest = withHash(end < 0 ? '' : path.slice(end + 1), act);
  if (!first.endsWith('[]')) {
    return (object) => {
      const next = object[first];
      if (next !== undefined && isHash(next)) rest(next);
    };
  }
  const name = first.slice(0, -2);
  return (object) => {
    const list = object[name];
    if (Array.isArray(list)) for (const item of list) if (isHash(item)) rest(item);
  };
}

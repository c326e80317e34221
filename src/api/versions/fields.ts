import type { Json, JsonObject } from './change.ts';

/**
 * The few things that most changes do to fields. A path as `payment_method_details.card.mandate` leads through hashes;
 * `available[].amount` goes through every element of a list. Whatever is missing on the way is passed over.
 */
export type FieldStep = (object: JsonObject) => void;

/** The steps that only leave fields out. */
const omissions = new WeakSet<FieldStep>();

/** Whether a step does nothing but leave fields out, which were added later and would do no harm. */
export function onlyLeavesOut(step: FieldStep): boolean {
  return omissions.has(step);
}

/** Leaves fields out. */
export function removeFields(...paths: string[]): FieldStep {
  const namesByHash = Map.groupBy(paths.map(splitPath), ({ hash }) => hash);
  const step = inOrder(
    [...namesByHash].map(([hash, fields]) => {
      const names = fields.map(({ name }) => name);
      return withHash(hash, (found) => {
        for (const name of names) leaveOut(found, name);
      });
    }),
  );
  omissions.add(step);
  return step;
}

/** Leaves a field out unless it holds something: a null, an empty hash and an empty list go. */
export function removeEmptyField(path: string): FieldStep {
  const step = withField(path, (hash, name) => {
    const value = hash[name];
    if (value === null || (typeof value === 'object' && Object.keys(value).length === 0)) leaveOut(hash, name);
  });
  omissions.add(step);
  return step;
}

/** Adds a field where it is not there. The value is made anew for each object. */
export function restoreField(path: string, value: () => Json): FieldStep {
  return withField(path, (hash, name) => {
    if (hash[name] === undefined) hash[name] = value();
  });
}

/** Turns a value into the one that stood for it before. */
export function renameValue(path: string, value: string, before: string): FieldStep {
  return withField(path, (hash, name) => {
    if (hash[name] === value) hash[name] = before;
  });
}

/** Takes values out of a list that could not hold them before. */
export function removeValues(path: string, ...values: string[]): FieldStep {
  return withField(path, (hash, name) => {
    const list = hash[name];
    if (Array.isArray(list)) hash[name] = list.filter((item) => typeof item !== 'string' || !values.includes(item));
  });
}

/** Puts the id in the place of an expanded object, where it could not be expanded before. */
export function collapseField(path: string): FieldStep {
  return withField(path, (hash, name) => {
    const value = hash[name];
    if (isHash(value) && typeof value.id === 'string') hash[name] = value.id;
  });
}

/** Runs steps one after the other. */
export function inOrder(steps: readonly FieldStep[]): FieldStep {
  const [only, ...others] = steps;
  if (only && others.length === 0) return only;
  return (object) => {
    for (const step of steps) step(object);
  };
}

/** Whether a value is a hash: neither null nor a list nor a plain value. */
export function isHash(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function leaveOut(hash: JsonObject, name: string): void {
  if (hash[name] !== undefined) hash[name] = undefined;
}

function splitPath(path: string): { hash: string; name: string } {
  const end = path.lastIndexOf('.');
  return { hash: path.slice(0, Math.max(end, 0)), name: path.slice(end + 1) };
}

function withField(path: string, act: (hash: JsonObject, name: string) => void): FieldStep {
  const { hash, name } = splitPath(path);
  return withHash(hash, (found) => act(found, name));
}

/** Acts on the hash, or hashes, that a path leads to. The way is worked out here once, not for every object. */
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

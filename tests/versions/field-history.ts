import { FIRST_RELEASES } from '../../contract/first-releases.ts';
import type { Json, JsonObject } from '../../src/api/versions/change.ts';
import { type ContractType, resourceShape } from '../../src/contract/contract.ts';
import { shapesAt } from './release-shapes.ts';

/** The versions with a release of the official package, oldest first. */
export const VERSIONS: readonly string[] = Object.keys(FIRST_RELEASES);

/**
 * The paths of all fields that an object has at the newest version, as `amount_details.tip` or
 * `refunds_available[].amount`, other objects in it left out; each after the hash that it is in.
 */
export function fieldPaths(objectName: string): string[] {
  const shape = resourceShape(objectName);
  return shape ? [...new Set(pathsIn(shape, ''))] : [];
}

/** The first version at which the official package knew a field; undefined when it never did. */
export function sinceWhen(objectName: string, path: string): string | undefined {
  return VERSIONS.find((version) => {
    let type: ContractType | undefined = shapesAt(version)(objectName);
    for (const step of stepsOf(path)) type = type && stepInto(type, step);
    return type !== undefined;
  });
}

/** An object that has something under every one of the paths. */
export function objectWith(objectName: string, paths: readonly string[]): JsonObject {
  const object: JsonObject = {};
  for (const path of paths) place(object, stepsOf(path));
  // The stub of a deleted object says what it was.
  return { ...object, object: objectName.replace(/^deleted_/, '') };
}

/** Whether there is anything under a path; there is under the empty one. */
export function isThere(object: JsonObject, path: string): boolean {
  let value: Json | undefined = object;
  for (const step of path === '' ? [] : stepsOf(path)) {
    if (Array.isArray(value)) value = step === '[]' ? value[0] : undefined;
    else value = typeof value === 'object' && value !== null ? value[step] : undefined;
  }
  return value !== undefined;
}

/** The hash that a field is in, as a path. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('.'), 0)).replace(/\[\]$/, '');
}

function* pathsIn(type: ContractType, path: string): Generator<string> {
  if (type.kind === 'list') yield* pathsIn(type.of, `${path}[]`);
  if (type.kind === 'union') for (const member of type.of) yield* pathsIn(member, path);
  if (type.kind !== 'hash') return;
  for (const [name, field] of type.fields) {
    const inner = path === '' ? name : `${path}.${name}`;
    yield inner;
    yield* pathsIn(field, inner);
  }
}

/** `data[].amount` is three steps: into the field, into its first element, into the field of that. */
function stepsOf(path: string): string[] {
  return path.split('.').flatMap((name) => (name.endsWith('[]') ? [name.slice(0, -2), '[]'] : [name]));
}

function stepInto(type: ContractType, step: string): ContractType | undefined {
  if (type.kind === 'union') {
    for (const member of type.of) {
      const found = stepInto(member, step);
      if (found) return found;
    }
  }
  if (step === '[]') return type.kind === 'list' ? type.of : undefined;
  return type.kind === 'hash' ? type.fields.get(step) : undefined;
}

function place(object: JsonObject, [name = '', ...rest]: readonly string[]): void {
  if (rest[0] === '[]') {
    const list: Json = Array.isArray(object[name]) ? object[name] : [{}];
    object[name] = list;
    place(list[0] as JsonObject, rest.slice(1));
  } else if (rest.length > 0) {
    const hash = object[name];
    const inner: JsonObject = typeof hash === 'object' && hash !== null && !Array.isArray(hash) ? hash : {};
    object[name] = inner;
    place(inner, rest);
  } else object[name] ??= 'something';
}

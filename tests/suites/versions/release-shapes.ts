import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { FIRST_RELEASES } from '../../../contract/first-releases.ts';
import {
  type ContractType,
  type HashType,
  linkTypes,
  resourceShape,
  type StoredTypes,
} from '../../../src/contract/contract.ts';
import type { Shapes } from '../../support/check-response.ts';

const directory = new URL('../../../contract/releases/', import.meta.url);
const histories = new Map<string, ReadonlyMap<string, HashType>>();
const merged = new Map<string, HashType | undefined>();

/** The versions with a release of the official package, oldest first. */
export const VERSIONS: readonly string[] = Object.keys(FIRST_RELEASES);

/** Returns the shapes of objects in the first release of the official package for an API version. */
export function firstShapesAt(apiVersion: string): Shapes {
  return (objectName) => historyOf(objectName).get(apiVersion);
}

/**
 * Returns the shapes of objects that the API sends at a version today: every field of the first release, with fields
 * and enum values that were added since. The API sends added fields at every version.
 */
export function shapesAt(apiVersion: string): Shapes {
  return (objectName) => {
    const key = `${apiVersion} ${objectName}`;
    if (!merged.has(key)) {
      const later = [...VERSIONS.slice(VERSIONS.indexOf(apiVersion) + 1).map(firstShapesAt), resourceShape];
      const first = firstShapesAt(apiVersion)(objectName);
      const additions = later.map((shapes) => shapes(objectName)).filter((shape) => shape !== undefined);
      merged.set(key, first && additions.reduce(withAdditions, first));
    }
    return merged.get(key);
  };
}

/** Returns the objects whose shapes are recorded. */
export function knownObjects(): string[] {
  return readdirSync(directory).map((file) => file.replace(/\.json$/, ''));
}

/** True if the shapes of an object are recorded at any version. */
export function hasHistory(objectName: string): boolean {
  return historyOf(objectName).size > 0;
}

/** Returns the shapes of an object by API version. */
function historyOf(objectName: string): ReadonlyMap<string, HashType> {
  let history = histories.get(objectName);
  if (!history) {
    const file = new URL(`${objectName}.json`, directory);
    history = new Map(existsSync(file) ? linkTypes(JSON.parse(readFileSync(file, 'utf8')) as StoredTypes) : []);
    histories.set(objectName, history);
  }
  return history;
}

function withAdditions(first: HashType, newest: HashType): HashType {
  const fields = new Map(first.fields);
  for (const [name, type] of newest.fields) {
    const known = fields.get(name);
    fields.set(name, known ? withAddedParts(known, type) : type);
  }
  return { ...first, fields };
}

/**
 * Returns a type with its later additions. A type of another kind is a change, not an addition, so the first one
 * counts.
 */
function withAddedParts(first: ContractType, newest: ContractType): ContractType {
  if (first.kind === 'hash' && newest.kind === 'hash') return { ...first, ...withAdditions(first, newest) };
  if (first.kind === 'list' && newest.kind === 'list') return { ...first, of: withAddedParts(first.of, newest.of) };
  if (first.kind === 'enum' && newest.kind === 'enum') return { ...first, values: union(first.values, newest.values) };
  if (first.kind === 'expandable' && newest.kind === 'expandable')
    return { ...first, names: union(first.names, newest.names) };
  return first;
}

function union(first: readonly string[], newest: readonly string[]): string[] {
  return [...new Set([...first, ...newest])];
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type HashType, linkTypes, type StoredTypes } from '../../src/contract/contract.ts';
import type { Shapes } from '../support/check-response.ts';

const directory = new URL('../../contract/releases/', import.meta.url);
const histories = new Map<string, ReadonlyMap<string, HashType>>();

/** The shapes of objects at an API version, as the first release of the official package for it typed them. */
export function shapesAt(apiVersion: string): Shapes {
  return (objectName) => historyOf(objectName).get(apiVersion);
}

/** The objects whose shapes are known. */
export function knownObjects(): string[] {
  return readdirSync(directory).map((file) => file.replace(/\.json$/, ''));
}

/** Whether the shapes of an object are known, at whatever versions there are any. */
export function hasHistory(objectName: string): boolean {
  return historyOf(objectName).size > 0;
}

/** The shapes of an object by API version. */
function historyOf(objectName: string): ReadonlyMap<string, HashType> {
  let history = histories.get(objectName);
  if (!history) {
    const file = new URL(`${objectName}.json`, directory);
    history = new Map(existsSync(file) ? linkTypes(JSON.parse(readFileSync(file, 'utf8')) as StoredTypes) : []);
    histories.set(objectName, history);
  }
  return history;
}

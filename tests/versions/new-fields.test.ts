import { describe, expect, test } from 'vitest';
import { downgradeResponse } from '../../src/api/versions/chain.ts';
import type { Json, JsonObject } from '../../src/api/versions/change.ts';
import { apiVersions } from '../../src/kernel/contract.ts';
import { NEW_FIELDS } from './new-fields.ts';
import { asSent } from './samples/shared.ts';

const lookup = { include: async () => undefined };

describe.each(Object.entries(NEW_FIELDS))('the fields of %s', (version, objects) => {
  const before = apiVersions()[apiVersions().indexOf(version) - 1] ?? '';
  const rows = Object.entries(objects).flatMap(([object, paths]) => paths.map((path) => [object, path] as const));

  test.each(rows)('%s has %s', async (name, path) => {
    const refusal = name === 'error';
    const make = () => (refusal ? { error: holding(path) } : { ...holding(path), object: name });
    const read = (answer: JsonObject) => valueAt(refusal ? (answer.error as JsonObject) : answer, path);
    expect(read(asSent(await downgradeResponse(make(), version, lookup)))).toBe('kept');
    expect(read(asSent(await downgradeResponse(make(), before, lookup)))).toBeUndefined();
  });
});

/** An object with a value under a path and something beside it in every hash on the way. */
function holding(path: string): JsonObject {
  const [first = '', ...rest] = path.split('.');
  if (rest.length === 0) return { beside: true, [first]: 'kept' };
  const inner = holding(rest.join('.'));
  return first.endsWith('[]') ? { beside: true, [first.slice(0, -2)]: [inner] } : { beside: true, [first]: inner };
}

function valueAt(object: JsonObject, path: string): Json | undefined {
  let value: Json | undefined = object;
  for (const name of path.split('.')) {
    const hash: JsonObject = value as JsonObject;
    expect(hash).toHaveProperty('beside');
    value = name.endsWith('[]') ? (hash[name.slice(0, -2)] as Json[])[0] : hash[name];
  }
  return value;
}

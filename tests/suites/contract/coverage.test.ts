import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { builtOperations, PAGE, page } from '../../../scripts/coverage-page.ts';
import type { ContractType } from '../../../src/contract/contract.ts';
import { type NotYet, readPart } from '../../../src/kernel/not-yet.ts';
import { dataNotYet } from '../../../src/methods/registry.ts';

const built = [...builtOperations().values()];
const given = (part: NotYet) => (typeof part === 'string' ? part : part.given);

/** Returns the possible types of a parameter, given the names on its path. */
function typesAt(type: ContractType, path: readonly string[]): ContractType[] {
  if (type.kind === 'union') return type.of.flatMap((one) => typesAt(one, path));
  const [name, ...rest] = path;
  if (name === undefined) return [type];
  const inner = type.kind === 'hash' ? type.fields.get(name) : undefined;
  return inner ? typesAt(inner, rest) : [];
}

/** True if the contract accepts this part of a parameter's name. */
function canBeSent(type: ContractType, part: string): boolean {
  const { path, value } = readPart(part);
  return typesAt(type, path)
    .map((found) => (found.kind === 'list' ? found.of : found))
    .some((found) => value === undefined || (found.kind === 'enum' && found.values.includes(value)));
}

describe('parts that are not built', () => {
  it('are listed in docs/coverage.md, which is up to date (run `npm run generate:coverage`)', () => {
    expect(readFileSync(PAGE, 'utf8')).toBe(page());
  });

  it('are declared by names and values of the contract', () => {
    const wrong = built.flatMap(({ id, notYet, params }) =>
      notYet.map(given).flatMap((part) => (canBeSent(params(), part) ? [] : [`${id}: ${part}`])),
    );
    expect(wrong).toEqual([]);
  });

  it('of a payment method are declared by every operation that accepts its data', () => {
    const missing = built.flatMap(({ id, notYet, params }) => {
      const declared = new Set(notYet.map(given));
      return [...dataNotYet(), ...dataNotYet('payment_method_data')]
        .filter((part) => canBeSent(params(), part.given))
        .filter((part) => !declared.has(part.given))
        .map((part) => `${id}: ${part.given}`);
    });
    expect(missing).toEqual([]);
  });
});

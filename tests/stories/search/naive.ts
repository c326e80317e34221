import type { Clause, Query } from '../../../src/search/query.ts';

/** Text fields, which are searched by words; all others are compared as a whole. */
const STRINGS = ['email', 'name', 'phone'];

type Hash = Readonly<Record<string, unknown>>;

/** True if a query matches an object as the API returns it, compared value by value without an index. */
export function isTrueOf({ match, clauses }: Query, object: Hash): boolean {
  const holds = (clause: Clause) => clauseHolds(clause, valueAsked(clause, object)) !== clause.negated;
  return match === 'all' ? clauses.every(holds) : clauses.some(holds);
}

function valueAsked({ field, key }: Clause, object: Hash): string | number | null {
  if (key !== null) return (object.metadata as Record<string, string>)[key] ?? null;
  let value: unknown = object;
  for (const name of field.split('.')) value = (value as Hash | null | undefined)?.[name];
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

function clauseHolds({ field, operator, value }: Clause, actual: string | number | null): boolean {
  if (value.kind === 'null') return actual === null;
  if (actual === null) return false;
  if (typeof actual === 'number') return numberHolds(operator, actual, Number(value.text));
  const [have, want] = [actual, value.text].map((text) => text.normalize('NFC').toLowerCase()) as [string, string];
  if (operator === '~') return have.replace(/\s+/g, ' ').includes(want.replace(/\s+/g, ' '));
  return STRINGS.includes(field) ? hasPhrase(words(have), words(want)) : have === want;
}

const words = (text: string) => text.split(/\s+/).filter((word) => word !== '');

function hasPhrase(have: readonly string[], want: readonly string[]): boolean {
  if (want.length === 0) return have.length === 0;
  return have.some((_word, at) => want.every((word, n) => have[at + n] === word));
}

function numberHolds(operator: Clause['operator'], have: number, want: number): boolean {
  switch (operator) {
    case '>':
      return have > want;
    case '<':
      return have < want;
    case '>=':
      return have >= want;
    case '<=':
      return have <= want;
    default:
      return have === want;
  }
}

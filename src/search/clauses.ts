import { fold, foldSpaces, foldWords, termOf } from '../kernel/search-text.ts';
import { type FieldKind, fieldOf, metadataField, type Searchable, type SearchField } from '../kernel/searchable.ts';
import type { SearchClause, SearchTest } from '../kernel/storage.ts';
import type { Clause, Query } from './query.ts';
import { unanswerable } from './query-errors.ts';

/** The shortest text that `~` looks for, in characters. */
const SHORTEST_SUBSTRING = 3;

const WHOLE_NUMBER = /^-?\d{1,15}$/;

/** Supported operators by kind of field, for error messages. */
const OPERATORS_OF: Readonly<Record<FieldKind, readonly Clause['operator'][]>> = {
  token: [':'],
  string: [':', '~'],
  numeric: [':', '=', '>', '<', '>=', '<='],
};

/** Converts a query to clauses of the index. Throws Stripe's error for unknown fields and unsupported operators. */
export function resolveClauses<T>(query: Query, searchable: Searchable<T>): SearchClause[] {
  const clauses = query.clauses.map((clause) => resolveClause(clause, searchable));
  return query.match === 'all' ? joinRanges(clauses) : clauses;
}

function resolveClause<T>(clause: Clause, searchable: Searchable<T>): SearchClause {
  const { field, definition } = fieldAsked(clause, searchable);
  checkOperator(clause, definition.kind);
  if (clause.value.kind === 'null') {
    return { field, test: { kind: 'present', as: valueKind(definition.kind) }, negated: !clause.negated };
  }
  checkValue(clause, clause.value.text, definition);
  return { field, test: testOf(clause, clause.value.text, definition.kind), negated: clause.negated };
}

function fieldAsked<T>(
  clause: Clause,
  searchable: Searchable<T>,
): { field: string; definition: Pick<SearchField<T>, 'kind' | 'values'> } {
  if (clause.field === 'metadata') {
    if (clause.key !== null) return { field: metadataField(clause.key), definition: { kind: 'token' } };
    throw unanswerable('Metadata is searched by one of its keys. Use the format `metadata["key"]:"value"`.');
  }
  if (clause.key !== null) {
    throw unanswerable(`Field \`${clause.field}\` has no keys; only metadata has. Leave out \`["${clause.key}"]\`.`);
  }
  const definition = fieldOf(searchable, clause.field);
  if (definition) return { field: clause.field, definition };
  const known = [...Object.keys(searchable.fields), 'metadata["key"]'].sort();
  throw unanswerable(
    `Field \`${clause.field}\` is an unsupported search field for resource \`${resourceIn(searchable.path)}\`. ` +
      `Supported fields are: ${known.join(', ')}. See https://docs.stripe.com/search#supported-query-fields-for-each-resource.`,
  );
}

/** `payment_intents` of `/v1/payment_intents/search`. */
function resourceIn(path: string): string {
  return path.slice('/v1/'.length, -'/search'.length);
}

function checkOperator({ field, operator, value }: Clause, kind: FieldKind): void {
  const known = OPERATORS_OF[kind];
  if (!known.includes(operator)) {
    throw unanswerable(
      `Operator \`${operator}\` is not supported for field \`${field}\`, which is of type ${kind}. Use ${inWords(known)}.`,
    );
  }
  if (value.kind === 'null' && operator !== ':') {
    throw unanswerable(`The operator \`${operator}\` cannot be used with null. Use \`${field}:null\`.`);
  }
}

function inWords(operators: readonly string[]): string {
  return operators.map((operator) => `\`${operator}\``).join(', ');
}

function checkValue(
  { field, operator }: Clause,
  text: string,
  { kind, values }: Pick<SearchField<never>, 'kind' | 'values'>,
): void {
  if (kind === 'numeric' && !WHOLE_NUMBER.test(text)) {
    throw unanswerable(
      `Field \`${field}\` is numeric. Use a whole number of up to 15 digits, such as \`${field}>1000\`.`,
    );
  }
  if (operator === '~' && [...foldSpaces(text)].length < SHORTEST_SUBSTRING) {
    throw unanswerable(`Substrings must have at least ${SHORTEST_SUBSTRING} characters (field \`${field}\`).`);
  }
  if (values && !values.includes(fold(text))) {
    throw unanswerable(`Field \`${field}\` must be one of ${values.map((value) => `"${value}"`).join(', ')}, or null.`);
  }
}

function valueKind(kind: FieldKind): 'term' | 'text' | 'number' {
  return ({ token: 'term', string: 'text', numeric: 'number' } as const)[kind];
}

function testOf({ operator }: Clause, text: string, kind: FieldKind): SearchTest {
  if (kind === 'token') return { kind: 'term', term: termOf(fold(text)) };
  if (kind === 'numeric') return rangeOf(operator, Number(text));
  if (operator === '~') return { kind: 'contains', text: foldSpaces(text) };
  const phrase = foldWords(text);
  const words = phrase.split(' ').map(termOf);
  // A text that has a word has the phrase that is this word.
  return words.length === 1 ? { kind: 'term', term: words[0] ?? '' } : { kind: 'phrase', words, text: phrase };
}

/** All numbers of searchable fields are whole. */
function rangeOf(operator: Clause['operator'], number: number): SearchTest {
  const [least, most] = [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
  switch (operator) {
    case '>':
      return { kind: 'between', from: number + 1, to: most };
    case '>=':
      return { kind: 'between', from: number, to: most };
    case '<':
      return { kind: 'between', from: least, to: number - 1 };
    case '<=':
      return { kind: 'between', from: least, to: number };
    default:
      return { kind: 'between', from: number, to: number };
  }
}

/** With AND, `created>1 created<9` becomes one narrow range instead of two wide ones. */
function joinRanges(clauses: readonly SearchClause[]): SearchClause[] {
  const joined: SearchClause[] = [];
  for (const clause of clauses) {
    const { test, field, negated } = clause;
    const place = joined.findIndex((other) => other.field === field && other.test.kind === 'between' && !other.negated);
    const other = joined[place]?.test;
    if (test.kind !== 'between' || negated || other?.kind !== 'between') joined.push(clause);
    else {
      const range = { from: Math.max(test.from, other.from), to: Math.min(test.to, other.to) };
      joined[place] = { field, negated: false, test: { kind: 'between', ...range } };
    }
  }
  return joined;
}

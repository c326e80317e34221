import type { Clause, Operator, Query, Value } from './query.ts';
import { unanswerable, unparsable } from './query-errors.ts';
import { type Token, tokenize } from './tokens.ts';

/** Clauses per query. */
export const MOST_CLAUSES = 10;
/** Characters per query. */
export const LONGEST_QUERY = 8_000;

const NUMBER = /^\d+(\.\d+)?$/;

/**
 * Reads a query of Stripe's search language (https://docs.stripe.com/search#search-query-language):
 *
 *     query    = clause { [ "AND" | "OR" ] clause }        one of both only; nothing between two clauses is AND
 *     clause   = [ "-" ] field operator value
 *     field    = word [ "[" quoted "]" ]
 *     value    = quoted | number | "null"
 *
 * Keywords are read in either case. Throws Stripe's error, with the place in the query, for anything else.
 */
export function parseQuery(query: string): Query {
  if (query.length > LONGEST_QUERY) {
    throw unanswerable(`Search queries can have up to ${LONGEST_QUERY} characters; this one has ${query.length}.`);
  }
  const nul = query.indexOf('\0');
  if (nul >= 0) throw unparsable('the query contains a null byte', nul);
  return readQuery(createReader(tokenize(query)));
}

/** Walks over tokens; the one of kind `end` is never passed. */
interface Reader {
  readonly peek: () => Token;
  readonly take: () => Token;
}

function createReader(tokens: readonly Token[]): Reader {
  let next = 0;
  const peek = () => tokens[Math.min(next, tokens.length - 1)] as Token;
  return {
    peek,
    take() {
      const token = peek();
      next++;
      return token;
    },
  };
}

function readQuery(reader: Reader): Query {
  const clauses = [readClause(reader)];
  let match: Query['match'] | undefined;
  while (reader.peek().kind !== 'end') {
    const connector = reader.peek();
    const joined = readConnector(reader);
    if (match !== undefined && joined !== match) {
      throw unparsable('AND (which a space means as well) and OR cannot be used in the same query', connector.at);
    }
    match = joined;
    clauses.push(readClause(reader));
    if (clauses.length > MOST_CLAUSES) {
      throw unanswerable(`Search queries can have up to ${MOST_CLAUSES} clauses. Use several searches instead.`);
    }
  }
  return { match: match ?? 'all', clauses };
}

function readConnector(reader: Reader): Query['match'] {
  const token = reader.peek();
  if (!token.apart) throw unparsable('a space is missing between two clauses', token.at);
  if (isKeyword(token, 'and')) reader.take();
  else if (isKeyword(token, 'or')) {
    reader.take();
    return 'any';
  }
  return 'all';
}

function readClause(reader: Reader): Clause {
  const { at } = reader.peek();
  const negated = isMark(reader.peek(), '-');
  if (negated) reader.take();
  const { field, key } = readField(reader);
  return { negated, field, key, operator: readOperator(reader, field), value: readValue(reader), at };
}

function readField(reader: Reader): { field: string; key: string | null } {
  const token = reader.take();
  if (token.kind !== 'word' || isKeyword(token, 'and') || isKeyword(token, 'or')) {
    throw unparsable('a field was expected', token.at);
  }
  if (!isMark(reader.peek(), '[')) return { field: token.text, key: null };
  reader.take();
  const key = reader.take();
  if (key.kind !== 'quoted') throw unparsable('a key between quotes was expected', key.at);
  const bracket = reader.take();
  if (!isMark(bracket, ']')) throw unparsable('a closing bracket was expected', bracket.at);
  return { field: token.text, key: key.text };
}

function readOperator(reader: Reader, field: string): Operator {
  const token = reader.take();
  if (token.kind !== 'operator')
    throw unparsable(`an operator, such as a colon, was expected after ${field}`, token.at);
  return token.text;
}

function readValue(reader: Reader): Value {
  const token = reader.take();
  if (token.kind === 'quoted') return { kind: 'quoted', text: token.text };
  if (isKeyword(token, 'null')) return { kind: 'null' };
  const sign = isMark(token, '-') ? '-' : '';
  const digits = sign ? reader.take() : token;
  if (digits.kind === 'word' && NUMBER.test(digits.text)) return { kind: 'bare', text: sign + digits.text };
  throw unparsable('a value between quotes, a number or null was expected', token.at);
}

function isKeyword(token: Token, keyword: 'and' | 'or' | 'null'): boolean {
  return token.kind === 'word' && token.text.toLowerCase() === keyword;
}

function isMark(token: Token, mark: '-' | '[' | ']'): boolean {
  return token.kind === 'mark' && token.text === mark;
}

import { OPERATORS, type Operator } from './query.ts';
import { unparsable } from './query-errors.ts';

/** A token of a query. `at` is its start, from 0; `apart` is true if a space precedes it. */
export type Token = { readonly at: number; readonly apart: boolean } & (
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'quoted'; readonly text: string }
  | { readonly kind: 'operator'; readonly text: Operator }
  | { readonly kind: 'mark'; readonly text: '-' | '[' | ']' }
  | { readonly kind: 'end'; readonly text: '' }
);

type Piece = Pick<Token, 'kind' | 'text'>;

const SPACE = /\s+/y;
/** Field names, keywords and numbers. */
const WORD = /[\w.]+/y;
const MARKS = ['-', '[', ']'];

/** Splits a query into tokens, the last of kind `end`. Throws Stripe's error with the position of an invalid token. */
export function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let apart = false;
  while (at < query.length) {
    const space = matchAt(SPACE, query, at);
    if (space) {
      apart = true;
      at += space.length;
      continue;
    }
    const { piece, end } = readPiece(query, at);
    tokens.push({ ...piece, at, apart } as Token);
    apart = false;
    at = end;
  }
  tokens.push({ kind: 'end', text: '', at, apart });
  return tokens;
}

function readPiece(query: string, at: number): { piece: Piece; end: number } {
  const first = query.charAt(at);
  if (first === '"' || first === "'") return readQuoted(query, at);
  const word = matchAt(WORD, query, at);
  if (word) return { piece: { kind: 'word', text: word }, end: at + word.length };
  const operator = [query.slice(at, at + 2), first].find((text) => (OPERATORS as readonly string[]).includes(text));
  if (operator) return { piece: { kind: 'operator', text: operator }, end: at + operator.length };
  if (MARKS.includes(first)) return { piece: { kind: 'mark', text: first }, end: at + 1 };
  if (first === '(' || first === ')') throw unparsable('parentheses cannot be used to group clauses', at);
  throw unparsable('this character can only be used between quotes', at);
}

/** A backslash escapes a quote or another backslash; otherwise it is literal. */
function readQuoted(query: string, start: number): { piece: Piece; end: number } {
  const quote = query.charAt(start);
  let text = '';
  for (let at = start + 1; at < query.length; at++) {
    const character = query.charAt(at);
    if (character === quote) return { piece: { kind: 'quoted', text }, end: at + 1 };
    const next = query.charAt(at + 1);
    if (character === '\\' && (next === '"' || next === "'" || next === '\\')) at++;
    text += query.charAt(at);
  }
  throw unparsable('the closing quote is missing for the text that begins', start);
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

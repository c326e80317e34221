import type { Clause, Query } from '../../../src/search/query.ts';

/** Writes a query in one of its possible spellings. */
export function printQuery({ match, clauses }: Query, quote: '"' | "'" = '"'): string {
  return clauses.map((clause) => printClause(clause, quote)).join(match === 'any' ? ' OR ' : ' AND ');
}

function printClause({ negated, field, key, operator, value }: Clause, quote: string): string {
  const brackets = key === null ? '' : `[${quoted(key, quote)}]`;
  const written = value.kind === 'quoted' ? quoted(value.text, quote) : value.kind === 'null' ? 'null' : value.text;
  return `${negated ? '-' : ''}${field}${brackets}${operator}${written}`;
}

/** Escapes text for quotes. */
export function quoted(text: string, quote: string): string {
  return quote + text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`) + quote;
}

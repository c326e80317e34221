import type { SearchClause } from '../../kernel/storage.ts';

export type SearchKey = string | number;

/** SQL with its values, a question mark for each. In conditions and sources, `c` is the row of the candidate. */
export interface Piece {
  readonly sql: string;
  readonly values: readonly SearchKey[];
}

/** Differences of the engines' SQL. */
export interface Dialect {
  /** Behind the name of a table: that it is to be read through this index. */
  through(index: string): string;
  /** Function that returns the position of a substring, or 0. */
  readonly positionIn: string;
}

/** Source of candidates: rows with a position. */
export interface Source {
  /** `table c WHERE …`, that part of it which an index answers. */
  readonly rows: Piece;
  /** Further condition on the row. */
  readonly also?: Piece;
  /** True if the rows are ordered by position, so that they can be walked. */
  readonly ordered: boolean;
  /** True if counting rows up to a bound is cheap. */
  readonly countable: boolean;
  /** The clause that holds for every object it finds. */
  readonly answers?: Placed;
}

/** A clause among the values of one world; how worlds and fields are named is the engine's own. */
export interface Placed {
  readonly dialect: Dialect;
  readonly world: SearchKey;
  readonly field: SearchKey;
  readonly clause: SearchClause;
}

const TABLES = { term: '@search_terms', text: '@search_texts', number: '@search_numbers' } as const;

const piece = (sql: string, ...values: SearchKey[]): Piece => ({ sql, values });

/** Condition on the candidate's object. */
export function conditionOf(placed: Placed): Piece {
  const found = existence(placed);
  return placed.clause.negated ? { ...found, sql: `NOT ${found.sql}` } : found;
}

function existence({ dialect, world, field, clause: { test } }: Placed): Piece {
  switch (test.kind) {
    case 'term':
      return exists('@search_terms t', 'AND t.term = ?', [world, field, test.term]);
    case 'between':
      return exists(
        `@search_numbers t${dialect.through('search_numbers_by_position')}`,
        'AND t.number BETWEEN ? AND ?',
        [world, field, test.from, test.to],
      );
    case 'phrase':
      return exists('@search_texts t', `AND ${hasPhrase(dialect, 't')}`, [world, field, test.text]);
    case 'contains':
      return exists('@search_texts t', `AND ${dialect.positionIn}(t.text, ?) > 0`, [world, field, test.text]);
    case 'present': {
      const forward = test.as === 'text' ? '' : dialect.through(`${TABLES[test.as]}_by_position`);
      return exists(`${TABLES[test.as]} t${forward}`, '', [world, field]);
    }
  }
}

function exists(table: string, test: string, values: readonly SearchKey[]): Piece {
  const same = 't.account = ? AND t.field = ? AND t.position = c.position';
  return { sql: `EXISTS (SELECT 1 FROM ${table} WHERE ${same} ${test})`, values };
}

function hasPhrase({ positionIn }: Dialect, row: string): string {
  return `${positionIn}(' ' || ${row}.text || ' ', ' ' || ? || ' ') > 0`;
}

/**
 * The sources of a clause's matches. Several are alternatives; for a phrase each returns more than the phrase, so the
 * condition must still be checked. A negated clause has none.
 */
export function sourcesOf(placed: Placed): readonly Source[] {
  if (placed.clause.negated) return [];
  const sources = sourcesOfTest(placed);
  return placed.clause.test.kind === 'phrase' ? sources : sources.map((source) => ({ ...source, answers: placed }));
}

function sourcesOfTest({ dialect, world, field, clause: { test } }: Placed): readonly Source[] {
  const terms = (term: string): Source => ({
    rows: piece('@search_terms c WHERE c.account = ? AND c.field = ? AND c.term = ?', world, field, term),
    ordered: true,
    countable: true,
  });
  switch (test.kind) {
    case 'term':
      return [terms(test.term)];
    case 'phrase':
      return test.words.map(terms);
    case 'between': {
      const range = 'c.account = ? AND c.field = ? AND c.number BETWEEN ? AND ?';
      const rows = piece(`@search_numbers c WHERE ${range}`, world, field, test.from, test.to);
      return [{ rows, ordered: false, countable: true }];
    }
    case 'contains': {
      const rows = piece('@search_texts c WHERE c.account = ? AND c.field = ?', world, field);
      return [
        { rows, also: piece(`${dialect.positionIn}(c.text, ?) > 0`, test.text), ordered: true, countable: false },
      ];
    }
    case 'present': {
      const rows = piece(`${TABLES[test.as]} c WHERE c.account = ? AND c.field = ?`, world, field);
      return [{ rows, ordered: test.as === 'text', countable: true }];
    }
  }
}

/** All objects of a type that are indexed. */
export function everyObject(world: SearchKey, type: SearchKey): Source {
  const rows = piece('@search_objects c WHERE c.account = ? AND c.type = ?', world, type);
  return { rows, ordered: true, countable: false };
}

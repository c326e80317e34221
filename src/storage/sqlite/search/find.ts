import type { DatabaseSync } from 'node:sqlite';
import type { SearchQuery } from '../../../kernel/storage.ts';
import type { Names } from '../names.ts';
import { prepare, type Statement } from '../statement.ts';
import { fieldName } from './entries.ts';
import { conditionOf, everyObject, type Piece, type Placed, type Source, sourcesOf } from './pieces.ts';

/** A clause that finds no more than this is answered from its rows at once. */
const FEW = 1_000;
/** And one that finds no more than this, where what was sought is not among the newest. */
const SOME = 20_000;
/** How many candidates are the newest. */
const NEWEST = 2_000;

/** How many candidates are looked at before others have their turn. */
const FIRST_STRIDE = 250;
const LONGEST_STRIDE = 5_000;

/** How many statements are kept; each shape of query has its own. */
const MOST_STATEMENTS = 200;

/** Finds the positions of objects, newest first, below an exclusive bound. */
export type Find = (account: string, query: SearchQuery, below: number, limit: number) => Promise<number[]>;

/** A way along candidates, newest first. */
interface Walk {
  /** Goes on until enough was found or, at least, `most` candidates were looked at. */
  go(most: number): Promise<void>;
  readonly found: readonly number[];
  /** Candidates below this were not looked at yet; undefined when there is nothing left to do. */
  readonly top: number | undefined;
}

/**
 * Answers queries from the index. Where one of the clauses finds few objects, those are looked at. Otherwise candidates
 * are walked along from the newest on: what most objects have is found soon. Where it is not, the smallest of the
 * clauses is looked at if that is small enough, else the walk goes on as far as it takes, with pauses for others.
 */
export function createFind(db: DatabaseSync, names: Names): Find {
  const statements = new Map<string, Statement<{ position: number }>>();

  function statement(sql: string): Statement<{ position: number }> {
    const known = statements.get(sql);
    if (known) return known;
    if (statements.size >= MOST_STATEMENTS) statements.clear();
    const made = prepare<{ position: number }>(db, sql);
    statements.set(sql, made);
    return made;
  }

  function positions(sql: string, pieces: readonly Piece[], ...values: number[]): number[] {
    return statement(sql)
      .all(...pieces.flatMap((piece) => piece.values), ...values)
      .map((row) => row.position);
  }

  function count({ rows }: Source, most: number): number {
    return positions(`SELECT count(*) AS position FROM (SELECT 1 FROM ${rows.sql} LIMIT +?)`, [rows], most)[0] ?? 0;
  }

  /** The source with the fewest rows, if that is at most `most`. */
  function fewest(sources: readonly Source[], most: number): Source | undefined {
    const counted = sources.map((source) => ({ source, rows: count(source, most + 1) }));
    const [least] = counted.sort((a, b) => a.rows - b.rows);
    return least && least.rows <= most ? least.source : undefined;
  }

  /** Looks at all candidates at once. The plus keeps SQLite from walking along all positions instead. */
  function amongFew({ rows, also }: Source, conditions: readonly Piece[], below: number, limit: number): number[] {
    const tests = [...(also ? [also] : []), ...conditions];
    const where = [rows, ...tests].map((piece) => piece.sql).join(' AND ');
    const sql = `SELECT c.position FROM ${where} AND +c.position < ? ORDER BY +c.position DESC LIMIT +?`;
    return positions(sql, [rows, ...tests], below, limit);
  }

  function walkAlong(source: Source, conditions: readonly Piece[], below: number, limit: number): Walk {
    const { rows, also } = source;
    const tests = [...(also ? [also] : []), ...conditions];
    const where = [rows, ...tests].map((piece) => piece.sql).join(' AND ');
    const next = `SELECT c.position FROM ${where} AND c.position < ? AND c.position >= ? ORDER BY c.position DESC LIMIT +?`;
    const stop = `SELECT c.position FROM ${rows.sql} AND c.position < ? ORDER BY c.position DESC LIMIT 1 OFFSET +?`;
    const found: number[] = [];
    let top: number | undefined = below;
    let stride = FIRST_STRIDE;

    function step(from: number): void {
      const [end] = positions(stop, [rows], from, stride - 1);
      found.push(...positions(next, [rows, ...tests], from, end ?? Number.MIN_SAFE_INTEGER, limit - found.length));
      top = found.length < limit ? end : undefined;
    }

    return {
      async go(most) {
        for (let seen = 0; top !== undefined && seen < most; seen += stride) {
          if (seen > 0) await new Promise<void>((resolve) => setImmediate(resolve));
          step(top);
          stride = Math.min(stride * 2, LONGEST_STRIDE);
        }
      },
      found,
      get top() {
        return top;
      },
    };
  }

  async function whereAllHold(
    clauses: readonly Placed[],
    all: Source,
    below: number,
    limit: number,
  ): Promise<number[]> {
    const sources = clauses.flatMap(sourcesOf);
    const countable = sources.filter((source) => source.countable);
    const ordered = sources.filter((source) => source.ordered);
    const others = ({ answers }: Source) => clauses.filter((clause) => clause !== answers).map(conditionOf);

    const few = fewest(countable, FEW);
    if (few) return amongFew(few, others(few), below, limit);
    // A part of a text is looked for in the texts themselves, when there is no term to go along.
    const way = ordered.find((source) => source.countable) ?? ordered[0] ?? all;
    const walk = walkAlong(way, others(way), below, limit);
    await walk.go(NEWEST);
    const some = walk.top === undefined ? undefined : fewest(countable, SOME);
    if (some && walk.top !== undefined) {
      return [...walk.found, ...amongFew(some, others(some), walk.top, limit - walk.found.length)];
    }
    await walk.go(Number.POSITIVE_INFINITY);
    return [...walk.found];
  }

  return async function find(account, { type, match, clauses }, below, limit) {
    const number = names.find(account);
    const all = everyObject(number, names.find(type));
    const placed = clauses.map((clause) => {
      return { account: number, field: names.find(fieldName(type, clause.field)), clause };
    });
    if (match === 'all') return whereAllHold(placed, all, below, limit);
    // The newest of all that are found are among the newest that each clause finds.
    const found = new Set<number>();
    for (const clause of placed) {
      for (const position of await whereAllHold([clause], all, below, limit)) found.add(position);
    }
    return [...found].sort((a, b) => b - a).slice(0, limit);
  };
}

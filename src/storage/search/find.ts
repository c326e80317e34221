import type { PageRange, SearchQuery } from '../../kernel/storage.ts';
import {
  conditionOf,
  type Dialect,
  everyObject,
  type Piece,
  type Placed,
  type SearchKey,
  type Source,
  sourcesOf,
} from './pieces.ts';

/** A clause that finds no more than this is answered from its rows at once. */
const FEW = 1_000;
/** And one that finds no more than this, where what was sought is not among the newest. */
const SOME = 20_000;
/** Newest candidates read first. */
const NEWEST = 2_000;

/** Candidates examined before yielding to other work. */
const FIRST_STRIDE = 250;
const LONGEST_STRIDE = 5_000;

/** Finds the positions of objects, in the order of the range. */
type Find = (world: string, query: SearchQuery, range: Range, limit: number) => Promise<number[]>;

/** A range with both of its exclusive bounds. */
type Range = Required<PageRange>;

export function wholeRange({
  above = Number.MIN_SAFE_INTEGER,
  below = Number.MAX_SAFE_INTEGER,
  descending = true,
}: PageRange): Range {
  return { above, below, descending };
}

/** Returns the part of a range after a position. */
export function rangeAfter(range: Range, position: number): Range {
  return range.descending ? { ...range, below: position } : { ...range, above: position };
}

/** An engine that has the tables of the search index. */
export interface Index extends Dialect {
  /** The column `position` of what a query finds. */
  positions(sql: string, values: readonly SearchKey[]): readonly number[] | Promise<readonly number[]>;
  world(name: string): SearchKey;
  type(name: string): SearchKey;
  field(type: string, field: string): SearchKey;
}

/** Field names are unique across types, so no join is needed to separate them. */
export function fieldName(type: string, field: string): string {
  return `${type} ${field}`;
}

/** A way along candidates, in the order of a range. */
interface Walk {
  /** Continues until enough is found or at least `most` candidates were examined. */
  go(most: number): Promise<void>;
  readonly found: readonly number[];
  /** The candidates that were not looked at yet; undefined when there is nothing left to do. */
  readonly rest: Range | undefined;
}

/**
 * Executes queries on the index. If one clause matches few objects, those are examined. Otherwise candidates are walked
 * from the newest, which finds common matches quickly. If it does not, the smallest clause is examined if small enough;
 * else the walk continues to the end, yielding to other work.
 */
export function createFind(index: Index): Find {
  function positions(sql: string, pieces: readonly Piece[], ...values: number[]) {
    return index.positions(sql, [...pieces.flatMap((piece) => piece.values), ...values]);
  }

  async function count({ rows }: Source, most: number): Promise<number> {
    const [counted] = await positions(
      `SELECT count(*) AS position FROM (SELECT 1 FROM ${rows.sql} LIMIT +?) AS counted`,
      [rows],
      most,
    );
    return counted ?? 0;
  }

  /** Returns the source with the fewest rows, if at most `most`. */
  async function fewest(sources: readonly Source[], most: number): Promise<Source | undefined> {
    const counted = await Promise.all(sources.map(async (source) => ({ source, rows: await count(source, most + 1) })));
    const [least] = counted.sort((a, b) => a.rows - b.rows);
    return least && least.rows <= most ? least.source : undefined;
  }

  /** Examines all candidates at once. The plus prevents SQLite from scanning all positions instead. */
  function amongFew({ rows, also }: Source, conditions: readonly Piece[], range: Range, limit: number) {
    const tests = [...(also ? [also] : []), ...conditions];
    const where = [rows, ...tests].map((piece) => piece.sql).join(' AND ');
    const order = range.descending ? 'DESC' : 'ASC';
    const sql = `SELECT c.position FROM ${where} AND +c.position > ? AND +c.position < ?
      ORDER BY +c.position ${order} LIMIT +?`;
    return positions(sql, [rows, ...tests], range.above, range.below, limit);
  }

  function walkAlong(source: Source, conditions: readonly Piece[], range: Range, limit: number): Walk {
    const { rows, also } = source;
    const tests = [...(also ? [also] : []), ...conditions];
    const where = [rows, ...tests].map((piece) => piece.sql).join(' AND ');
    const order = `ORDER BY c.position ${range.descending ? 'DESC' : 'ASC'}`;
    const between = 'c.position > ? AND c.position < ?';
    const next = `SELECT c.position FROM ${where} AND ${between} ${order} LIMIT +?`;
    const stop = `SELECT c.position FROM ${rows.sql} AND ${between} ${order} LIMIT 1 OFFSET +?`;
    const found: number[] = [];
    let rest: Range | undefined = range;
    let stride = FIRST_STRIDE;

    async function step(from: Range): Promise<void> {
      const [end] = await positions(stop, [rows], from.above, from.below, stride - 1);
      const { above, below } = end === undefined ? from : rangeThrough(from, end);
      found.push(...(await positions(next, [rows, ...tests], above, below, limit - found.length)));
      rest = found.length < limit && end !== undefined ? rangeAfter(from, end) : undefined;
    }

    return {
      async go(most) {
        for (let seen = 0; rest !== undefined && seen < most; seen += stride) {
          if (seen > 0) await new Promise<void>((resolve) => setImmediate(resolve));
          await step(rest);
          stride = Math.min(stride * 2, LONGEST_STRIDE);
        }
      },
      found,
      get rest() {
        return rest;
      },
    };
  }

  async function whereAllHold(clauses: readonly Placed[], all: Source, range: Range, limit: number): Promise<number[]> {
    const sources = clauses.flatMap(sourcesOf);
    const countable = sources.filter((source) => source.countable);
    const ordered = sources.filter((source) => source.ordered);
    const others = ({ answers }: Source) => clauses.filter((clause) => clause !== answers).map(conditionOf);

    const few = await fewest(countable, FEW);
    if (few) return [...(await amongFew(few, others(few), range, limit))];
    // A part of a text is looked for in the texts themselves, when there is no term to go along.
    const way = ordered.find((source) => source.countable) ?? ordered[0] ?? all;
    const walk = walkAlong(way, others(way), range, limit);
    await walk.go(NEWEST);
    const some = walk.rest && (await fewest(countable, SOME));
    if (some && walk.rest) {
      const more = await amongFew(some, others(some), walk.rest, limit - walk.found.length);
      return [...walk.found, ...more];
    }
    await walk.go(Number.POSITIVE_INFINITY);
    return [...walk.found];
  }

  return async function find(world, { type, match, clauses }, range, limit) {
    const all = everyObject(index.world(world), index.type(type));
    const placed = clauses.map((clause) => {
      return { dialect: index, world: index.world(world), field: index.field(type, clause.field), clause };
    });
    if (match === 'all') return whereAllHold(placed, all, range, limit);
    // The first of all that are found are among the first that each clause finds.
    const found = new Set<number>();
    for (const clause of placed) {
      for (const position of await whereAllHold([clause], all, range, limit)) found.add(position);
    }
    return [...found].sort((a, b) => (range.descending ? b - a : a - b)).slice(0, limit);
  };
}

/** The part of a range up to a position of it, that one included: positions are whole numbers. */
function rangeThrough(range: Range, position: number): Range {
  return range.descending ? { ...range, above: position - 1 } : { ...range, below: position + 1 };
}

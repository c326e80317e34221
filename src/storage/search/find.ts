import type { SearchQuery } from '../../kernel/storage.ts';
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
/** How many candidates are the newest. */
const NEWEST = 2_000;

/** How many candidates are looked at before others have their turn. */
const FIRST_STRIDE = 250;
const LONGEST_STRIDE = 5_000;

/** Finds the positions of objects, newest first, below an exclusive bound. */
export type Find = (world: string, query: SearchQuery, below: number, limit: number) => Promise<number[]>;

/** An engine that has the tables of the search index. */
export interface Index extends Dialect {
  /** The column `position` of what a query finds. */
  positions(sql: string, values: readonly SearchKey[]): readonly number[] | Promise<readonly number[]>;
  world(name: string): SearchKey;
  type(name: string): SearchKey;
  field(type: string, field: string): SearchKey;
}

/** Fields of different types have names of their own, so that positions need not be looked up to tell them apart. */
export function fieldName(type: string, field: string): string {
  return `${type} ${field}`;
}

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

  /** The source with the fewest rows, if that is at most `most`. */
  async function fewest(sources: readonly Source[], most: number): Promise<Source | undefined> {
    const counted = await Promise.all(sources.map(async (source) => ({ source, rows: await count(source, most + 1) })));
    const [least] = counted.sort((a, b) => a.rows - b.rows);
    return least && least.rows <= most ? least.source : undefined;
  }

  /** Looks at all candidates at once. The plus keeps SQLite from walking along all positions instead. */
  function amongFew({ rows, also }: Source, conditions: readonly Piece[], below: number, limit: number) {
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

    async function step(from: number): Promise<void> {
      const [end] = await positions(stop, [rows], from, stride - 1);
      const bounds = [from, end ?? Number.MIN_SAFE_INTEGER, limit - found.length];
      found.push(...(await positions(next, [rows, ...tests], ...bounds)));
      top = found.length < limit ? end : undefined;
    }

    return {
      async go(most) {
        for (let seen = 0; top !== undefined && seen < most; seen += stride) {
          if (seen > 0) await new Promise<void>((resolve) => setImmediate(resolve));
          await step(top);
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

    const few = await fewest(countable, FEW);
    if (few) return [...(await amongFew(few, others(few), below, limit))];
    // A part of a text is looked for in the texts themselves, when there is no term to go along.
    const way = ordered.find((source) => source.countable) ?? ordered[0] ?? all;
    const walk = walkAlong(way, others(way), below, limit);
    await walk.go(NEWEST);
    const some = walk.top === undefined ? undefined : await fewest(countable, SOME);
    if (some && walk.top !== undefined) {
      const more = await amongFew(some, others(some), walk.top, limit - walk.found.length);
      return [...walk.found, ...more];
    }
    await walk.go(Number.POSITIVE_INFINITY);
    return [...walk.found];
  }

  return async function find(world, { type, match, clauses }, below, limit) {
    const all = everyObject(index.world(world), index.type(type));
    const placed = clauses.map((clause) => {
      return { dialect: index, world: index.world(world), field: index.field(type, clause.field), clause };
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

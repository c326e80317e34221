import { DAY_SECONDS } from './clock.ts';

/**
 * A position orders the objects of a world by creation: milliseconds × 2048 plus a running number, so it is also a
 * moment, and a `created` filter becomes a range of positions. It stays a safe integer until the year 2109.
 */
const PER_MS = 2048;
const PER_SECOND = PER_MS * 1000;
/** The last millisecond that a world's clock may reach: a little of the safe integers is kept for running numbers. */
export const LAST_MOMENT_MS = Math.floor(Number.MAX_SAFE_INTEGER / PER_MS) - DAY_SECONDS * 1_000;
/** How many positions one unit of work takes at a time. */
export const BLOCK = 64;

/** Processes that share a storage take blocks of this size, each in a lane of its own among so many. */
export const SHARED_BLOCK = 16;
export const LANES = 16;

/** Takes a block of positions: at or after a moment, and behind a position where one is given. */
export type TakeBlock = (atMs: number, above?: number) => number;

/** Hands out blocks of positions of one world, always rising, all of them behind the block of `last`. */
export function createPositions(last = -BLOCK): TakeBlock {
  let newest = last;
  return (atMs, above = -1) => {
    newest = Math.max(newest + BLOCK, atMs * PER_MS, above + 1);
    return newest;
  };
}

/** Blocks as several processes take them at the same time. */
export interface SharedPositions {
  readonly take: TakeBlock;
  /** Goes over to another lane: somebody else was met in this one. */
  changeLane(): void;
}

/**
 * As `createPositions`, with blocks of `SHARED_BLOCK` of which a process takes every sixteenth, so that two rarely come
 * to the same one. Nobody hands out lanes: they are drawn, and where two processes drew the same one their commits
 * conflict until one of them changes.
 */
export function createSharedPositions(last: number, draw: () => number = Math.random): SharedPositions {
  let newest = last;
  let lane = Math.floor(draw() * LANES);
  return {
    take(atMs, above = -1) {
      const first = Math.ceil(Math.max(newest + SHARED_BLOCK, atMs * PER_MS, above + 1) / SHARED_BLOCK);
      newest = (first + ((lane - (first % LANES) + LANES) % LANES)) * SHARED_BLOCK;
      return newest;
    },
    changeLane() {
      lane = Math.floor(draw() * LANES);
    },
  };
}

/** The millisecond a position stands for. */
export function positionMs(position: number): number {
  return Math.floor(position / PER_MS);
}

/** The `created` filter of a list: a moment or a range of moments, in seconds since epoch. */
export type CreatedFilter = number | { gt?: number; gte?: number; lt?: number; lte?: number };

/** The exclusive positions between which objects of a `created` filter lie. */
export function positionsCreated(filter: CreatedFilter): { above?: number; below?: number } {
  const range = typeof filter === 'number' ? { gte: filter, lte: filter } : filter;
  const above = Math.max(
    range.gte === undefined ? -1 : range.gte * PER_SECOND - 1,
    range.gt === undefined ? -1 : (range.gt + 1) * PER_SECOND - 1,
  );
  const below = Math.min(
    range.lte === undefined ? Number.MAX_SAFE_INTEGER : (range.lte + 1) * PER_SECOND,
    range.lt === undefined ? Number.MAX_SAFE_INTEGER : range.lt * PER_SECOND,
  );
  return { above, below };
}

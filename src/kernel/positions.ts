import { DAY_SECONDS } from './clock.ts';

/**
 * A position orders the objects of a world by creation: milliseconds × 2048 plus a running number, so it is also a
 * moment, and a `created` filter becomes a range of positions. It stays a safe integer until the year 2109.
 */
const PER_MS = 2048;
const PER_SECOND = PER_MS * 1000;
/** The last millisecond of a world's clock: some bits of the safe integers are reserved for counters. */
export const LAST_MOMENT_MS = Math.floor(Number.MAX_SAFE_INTEGER / PER_MS) - DAY_SECONDS * 1_000;
/** Positions per block of a unit of work. */
export const BLOCK = 64;

/** Block size and number of lanes for processes that share a storage. */
export const SHARED_BLOCK = 16;
const LANES = 16;

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
interface SharedPositions {
  readonly take: TakeBlock;
  /** Switches lanes after colliding with another process. */
  changeLane(): void;
}

/**
 * Like `createPositions`, with blocks of `SHARED_BLOCK` of which a process uses every sixteenth, so that two processes
 * rarely collide. Lanes are drawn at random without coordination: if two processes draw the same one, their commits
 * conflict until one of them switches.
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

/** Returns the first position of a millisecond. */
export function positionAt(ms: number): number {
  return ms * PER_MS;
}

/** Returns the millisecond of a position. */
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

/** The seconds since epoch of a `created` filter, both included; undefined without a filter. */
export function secondsCreated(filter: CreatedFilter | undefined): { from: number; to: number } | undefined {
  if (filter === undefined) return undefined;
  if (typeof filter === 'number') return { from: filter, to: filter };
  const { gt = -1, gte = 0, lt = Number.MAX_SAFE_INTEGER, lte = Number.MAX_SAFE_INTEGER } = filter;
  return { from: Math.max(gt + 1, gte), to: Math.min(lt - 1, lte) };
}

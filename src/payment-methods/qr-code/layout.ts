/** The sizes of QR codes at error correction level M, by version (ISO/IEC 18004, tables 7 and 9). */
export interface Layout {
  readonly version: number;
  /** Modules on a side. */
  readonly size: number;
  /** Bytes of data. */
  readonly dataBytes: number;
  /** Of each block, how many bytes correct errors. */
  readonly correctionBytes: number;
  readonly blocks: number;
}

/** Correction bytes of a block and number of blocks, from version 1 on. */
const LEVEL_M: readonly (readonly [number, number])[] = [
  [10, 1],
  [16, 1],
  [26, 1],
  [18, 2],
  [24, 2],
  [16, 4],
  [18, 4],
  [22, 4],
  [22, 5],
  [26, 5],
  [30, 5],
  [22, 8],
  [22, 9],
  [24, 9],
  [24, 10],
];

const BITS_OF_A_BYTE = 8;
/** A finder pattern with its border is 8 on a side; there are three. */
const FINDERS = 3 * 64;
const TIMING_AND_FORMAT = 31;
const ALIGNMENT_SIDE = 5;
const VERSION_BITS = 36;
const FIRST_WITH_VERSION = 7;

export const LAYOUTS: readonly Layout[] = LEVEL_M.map(([correctionBytes, blocks], index) => {
  const version = index + 1;
  const size = 17 + 4 * version;
  const bytes = Math.floor(freeModules(version, size) / BITS_OF_A_BYTE);
  return { version, size, dataBytes: bytes - correctionBytes * blocks, correctionBytes, blocks };
});

/** How many modules no pattern takes: for data and its correction. */
function freeModules(version: number, size: number): number {
  const rows = alignmentCentres(version).length;
  const alignments = rows === 0 ? 0 : rows * rows - 3;
  // Those on the timing lines share five modules with them.
  const shared = Math.max(0, 2 * (rows - 2)) * ALIGNMENT_SIDE;
  const timing = 2 * (size - 16);
  const taken = FINDERS + TIMING_AND_FORMAT + timing + alignments * ALIGNMENT_SIDE ** 2 - shared;
  return size * size - taken - (version >= FIRST_WITH_VERSION ? VERSION_BITS : 0);
}

/** The rows, and columns, in which alignment patterns have their centres. */
export function alignmentCentres(version: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const last = 4 * version + 10;
  const step = Math.ceil((last - 6) / (count - 1) / 2) * 2;
  return [6, ...Array.from({ length: count - 1 }, (_, index) => last - (count - 2 - index) * step)];
}

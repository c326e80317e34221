import { alignmentCentres } from './layout.ts';

/** A square of modules: true is dark. `fixed` are those of patterns, which carry no data. */
export interface Matrix {
  readonly size: number;
  dark(row: number, column: number): boolean;
  isFixed(row: number, column: number): boolean;
  set(row: number, column: number, dark: boolean, fixed?: boolean): void;
}

export function createMatrix(size: number): Matrix {
  const dark = new Uint8Array(size * size);
  const fixed = new Uint8Array(size * size);
  return {
    size,
    dark: (row, column) => dark[row * size + column] === 1,
    isFixed: (row, column) => fixed[row * size + column] === 1,
    set(row, column, value, isFixed = false) {
      if (row < 0 || column < 0 || row >= size || column >= size) return;
      dark[row * size + column] = value ? 1 : 0;
      if (isFixed) fixed[row * size + column] = 1;
    },
  };
}

/** Draws everything by which a reader finds its way: finders, timing lines, alignment patterns, the version. */
export function drawPatterns(matrix: Matrix, version: number): void {
  const { size } = matrix;
  for (let at = 0; at < size; at++) {
    matrix.set(6, at, at % 2 === 0, true);
    matrix.set(at, 6, at % 2 === 0, true);
  }
  for (const [row, column] of [
    [3, 3],
    [3, size - 4],
    [size - 4, 3],
  ] as const)
    drawRings(matrix, row, column, 4);
  const centres = alignmentCentres(version);
  const last = centres.length - 1;
  centres.forEach((row, i) => {
    centres.forEach((column, j) => {
      const onFinder = (i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0);
      if (!onFinder) drawRings(matrix, row, column, 2);
    });
  });
  drawFormat(matrix, 0);
  if (version >= 7) drawVersion(matrix, version);
}

/** Squares around a centre, dark and light in turn: dark but for every second ring, and light outside a finder. */
function drawRings(matrix: Matrix, row: number, column: number, reach: number): void {
  for (let down = -reach; down <= reach; down++) {
    for (let across = -reach; across <= reach; across++) {
      const ring = Math.max(Math.abs(down), Math.abs(across));
      const light = reach === 4 ? ring === 2 || ring === 4 : ring === 1;
      matrix.set(row + down, column + across, !light, true);
    }
  }
}

/** Fifteen bits, twice: the correction level (M is 0), the mask, and ten bits that repair them. */
export function drawFormat(matrix: Matrix, mask: number): void {
  const { size } = matrix;
  const bits = ((mask << 10) | remainder(mask, 0x537, 10)) ^ 0x5412;
  const bit = (index: number) => ((bits >> index) & 1) === 1;
  for (let index = 0; index < 15; index++) {
    // Beside the finder at the top left, around its corner and over the timing lines.
    const [row, column] = index < 6 ? [index, 8] : index < 8 ? [index + 1, 8] : index === 8 ? [8, 7] : [8, 14 - index];
    matrix.set(row, column, bit(index), true);
    if (index < 8) matrix.set(8, size - 1 - index, bit(index), true);
    else matrix.set(size - 15 + index, 8, bit(index), true);
  }
  matrix.set(size - 8, 8, true, true);
}

/** Eighteen bits, twice: the version, and twelve bits that repair it. */
function drawVersion(matrix: Matrix, version: number): void {
  const bits = (version << 12) | remainder(version, 0x1f25, 12);
  for (let index = 0; index < 18; index++) {
    const dark = ((bits >> index) & 1) === 1;
    const near = Math.floor(index / 3);
    const far = matrix.size - 11 + (index % 3);
    matrix.set(near, far, dark, true);
    matrix.set(far, near, dark, true);
  }
}

/** What is left of `value`, moved up by `bits`, when it is divided by a polynomial with coefficients 0 and 1. */
function remainder(value: number, divisor: number, bits: number): number {
  let rest = value;
  for (let step = 0; step < bits; step++) rest = (rest << 1) ^ ((rest >> (bits - 1)) * divisor);
  return rest;
}

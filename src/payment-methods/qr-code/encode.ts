import { correctionOf } from './correction.ts';
import { LAYOUTS, type Layout } from './layout.ts';
import { createMatrix, drawFormat, drawPatterns, type Matrix } from './matrix.ts';

/** Which modules of the data each mask turns over. */
const MASKS: readonly ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_row, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

/** The QR code of a text (ISO/IEC 18004: bytes, error correction level M). Throws for a text too long for version 15. */
export function encodeQr(text: string): Matrix {
  const bytes = [...Buffer.from(text, 'utf8')];
  const layout = LAYOUTS.find((candidate) => bytes.length + headerBytes(candidate) <= candidate.dataBytes);
  if (!layout) throw new Error(`a QR code cannot hold ${bytes.length} bytes here`);
  const codewords = interleaved(padded(bytes, layout), layout);
  const drawn = MASKS.map((_, mask) => draw(codewords, layout, mask));
  return drawn.reduce((best, candidate) => (unevenness(candidate) < unevenness(best) ? candidate : best));
}

/** Four bits say that bytes follow, eight or sixteen how many. */
function headerBytes({ version }: Layout): number {
  return version < 10 ? 2 : 3;
}

/** The data with its header, filled up to what the code holds. */
function padded(bytes: readonly number[], layout: Layout): number[] {
  const count = bytes.length;
  const header = layout.version < 10 ? [count] : [count >> 8, count & 0xff];
  // The mode takes half a byte, so that everything after it stands across two.
  const nibbles = [4, ...[...header, ...bytes].flatMap((byte) => [byte >> 4, byte & 15]), 0];
  const data: number[] = [];
  for (let at = 0; at < nibbles.length; at += 2) data.push(((nibbles[at] ?? 0) << 4) | (nibbles[at + 1] ?? 0));
  for (let fill = 0xec; data.length < layout.dataBytes; fill ^= 0xec ^ 0x11) data.push(fill);
  return data;
}

/** The data in blocks with their correction, a byte of each block in turn. Later blocks may be one byte longer. */
function interleaved(data: readonly number[], { blocks, correctionBytes }: Layout): number[] {
  const short = Math.floor(data.length / blocks);
  const firstLong = blocks - (data.length % blocks);
  let from = 0;
  const parts = Array.from({ length: blocks }, (_, index) => {
    const part = data.slice(from, from + short + (index >= firstLong ? 1 : 0));
    from += part.length;
    return part;
  });
  const corrections = parts.map((part) => correctionOf(part, correctionBytes));
  return [...inTurn(parts, short + 1), ...inTurn(corrections, correctionBytes)];
}

function inTurn(lists: readonly (readonly number[])[], length: number): number[] {
  return Array.from({ length }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat();
}

/** Fills the code two columns at a time from the right, up and down in turn, past what is fixed. */
function draw(codewords: readonly number[], { version, size }: Layout, mask: number): Matrix {
  const matrix = createMatrix(size);
  drawPatterns(matrix, version);
  const turnsOver = MASKS[mask] ?? (() => false);
  let bit = 0;
  for (let right = size - 1, upwards = true; right > 0; right -= 2, upwards = !upwards) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step++) {
      const row = upwards ? size - 1 - step : step;
      for (const column of [right, right - 1]) {
        if (matrix.isFixed(row, column)) continue;
        const dark = (((codewords[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1;
        bit += 1;
        matrix.set(row, column, dark !== turnsOver(row, column));
      }
    }
  }
  drawFormat(matrix, mask);
  return matrix;
}

/** How hard a code is to read: long runs and blocks of one colour count against it. */
function unevenness(matrix: Matrix): number {
  const { size } = matrix;
  let score = 0;
  for (let line = 0; line < size; line++) {
    score += runs(size, (at) => matrix.dark(line, at)) + runs(size, (at) => matrix.dark(at, line));
  }
  for (let row = 1; row < size; row++) {
    for (let column = 1; column < size; column++) {
      const here = matrix.dark(row, column);
      const same = [matrix.dark(row - 1, column), matrix.dark(row, column - 1), matrix.dark(row - 1, column - 1)];
      if (same.every((other) => other === here)) score += 3;
    }
  }
  return score;
}

const LONG_RUN = 5;

function runs(size: number, dark: (at: number) => boolean): number {
  let score = 0;
  let length = 1;
  for (let at = 1; at <= size; at++) {
    if (at < size && dark(at) === dark(at - 1)) length += 1;
    else {
      if (length >= LONG_RUN) score += length - 2;
      length = 1;
    }
  }
  return score;
}

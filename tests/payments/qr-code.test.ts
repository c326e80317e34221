import { describe, expect, it } from 'vitest';
import { correctionOf } from '../../src/payment-methods/qr-code/correction.ts';
import { encodeQr } from '../../src/payment-methods/qr-code/encode.ts';
import { alignmentCentres, LAYOUTS } from '../../src/payment-methods/qr-code/layout.ts';
import { createMatrix, drawPatterns, type Matrix } from '../../src/payment-methods/qr-code/matrix.ts';

/** Which modules a mask turns over, by its three bits (ISO/IEC 18004, table 10). */
const MASKS = [
  (i: number, j: number) => (i + j) % 2,
  (i: number) => i % 2,
  (_: number, j: number) => j % 3,
  (i: number, j: number) => (i + j) % 3,
  (i: number, j: number) => (Math.floor(i / 2) + Math.floor(j / 3)) % 2,
  (i: number, j: number) => ((i * j) % 2) + ((i * j) % 3),
  (i: number, j: number) => (((i * j) % 2) + ((i * j) % 3)) % 2,
  (i: number, j: number) => (((i + j) % 2) + ((i * j) % 3)) % 2,
];

/** The mask that the format beside the first finder names; its bits are turned over by 101010000010010. */
function maskOf(code: Matrix): number {
  const bits = [2, 3, 4].map((column) => code.dark(8, column));
  return bits.reduce((value, dark, at) => value * 2 + (Number(dark) ^ (at === 1 ? 0 : 1)), 0);
}

/** The bytes of a code as a reader takes them: columns in pairs from the right, up and down in turn. */
function bytesOf(code: Matrix, version: number): number[] {
  const patterns = createMatrix(code.size);
  drawPatterns(patterns, version);
  const mask = MASKS[maskOf(code)] ?? (() => 1);
  let bits = '';
  for (let pair = 0; pair < (code.size - 1) / 2; pair++) {
    const right = code.size - 1 - 2 * pair - (code.size - 1 - 2 * pair <= 6 ? 1 : 0);
    for (let step = 0; step < code.size; step++) {
      const row = pair % 2 === 0 ? code.size - 1 - step : step;
      for (const column of [right, right - 1]) {
        if (patterns.isFixed(row, column)) continue;
        bits += Number(code.dark(row, column)) ^ (mask(row, column) === 0 ? 1 : 0);
      }
    }
  }
  return (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
}

/** What a code of one block says: four bits of mode, eight of length, then the text. */
function textOf(code: Matrix, version: number): string {
  const bits = bytesOf(code, version)
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('');
  const length = Number.parseInt(bits.slice(4, 12), 2);
  const bytes = Array.from({ length }, (_, at) => Number.parseInt(bits.slice(12 + 8 * at, 20 + 8 * at), 2));
  return Buffer.from(bytes).toString('utf8');
}

describe('a QR code', () => {
  it.each([1, 2, 3])('of version %s is read back', (version) => {
    const { dataBytes, size } = LAYOUTS[version - 1] ?? { dataBytes: 0, size: 0 };
    const text = 'https://florin.example/authorize/acct_1/pa_nonce_2'.slice(0, dataBytes - 2);
    const code = encodeQr(text);
    expect([code.size, textOf(code, version)]).toEqual([size, text]);
  });

  it('has the finders in three corners', () => {
    const code = encodeQr('hello');
    const finder = ['#######', '#.....#', '#.###.#', '#.###.#', '#.###.#', '#.....#', '#######'];
    for (const [row, column] of [
      [0, 0],
      [0, code.size - 7],
      [code.size - 7, 0],
    ] as const) {
      const seen = finder.map((line, i) =>
        [...line].map((_, j) => (code.dark(row + i, column + j) ? '#' : '.')).join(''),
      );
      expect(seen).toEqual(finder);
    }
  });

  it('has the alignment patterns where the standard puts them', () => {
    expect([2, 7, 14].map(alignmentCentres)).toEqual([
      [6, 18],
      [6, 22, 38],
      [6, 26, 46, 66],
    ]);
  });

  it('corrects with the bytes of the standard’s own example', () => {
    // ISO/IEC 18004, annex I: "01234567" in a code of version 1-M.
    const data = [0x10, 0x20, 0x0c, 0x56, 0x61, 0x80, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11];
    expect(correctionOf(data, 10)).toEqual([0xa5, 0x24, 0xd4, 0xc1, 0xed, 0x36, 0xc7, 0x87, 0x2c, 0x55]);
  });

  it('does not hold more than its largest version', () => {
    expect(() => encodeQr('x'.repeat(500))).toThrow('cannot hold');
  });
});

import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { qrPng, qrSvg } from '../../../src/methods/qr-code.ts';

const TEXT = 'https://florin.example/authorize/acct_1/pa_nonce_2';
const QUIET = 4;

/** Returns the dark modules of an SVG picture as `column,row`, and its side in modules. */
function readSvg(svg: string): { side: number; dark: Set<string> } {
  const side = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1]);
  return { side, dark: new Set([...svg.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x},${y}`)) };
}

/** Returns the dark modules of a one-bit PNG picture, read in the middle of each module. */
function readPng(png: Buffer, side: number): Set<string> {
  const width = png.readUInt32BE(16);
  const scale = width / side;
  const rowBytes = 1 + Math.ceil(width / 8);
  const start = png.indexOf('IDAT');
  const rows = inflateSync(png.subarray(start + 4, start + 4 + png.readUInt32BE(start - 4)));
  const dark = new Set<string>();
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const [row, column] = [y * scale + scale / 2, x * scale + scale / 2];
      const byte = rows.readUInt8(row * rowBytes + 1 + (column >> 3));
      if (((byte >> (7 - (column & 7))) & 1) === 0) dark.add(`${x},${y}`);
    }
  }
  return dark;
}

describe('a QR code', () => {
  it('is the same picture as SVG and as PNG', () => {
    const { side, dark } = readSvg(qrSvg(TEXT));
    expect(dark.size).toBeGreaterThan(200);
    expect(readPng(qrPng(TEXT), side)).toEqual(dark);
  });

  it('has the three corners that readers look for, and a light border', () => {
    const { side, dark } = readSvg(qrSvg(TEXT));
    const size = side - 2 * QUIET;
    for (const [left, top] of [
      [0, 0],
      [size - 7, 0],
      [0, size - 7],
    ] as const) {
      const row = (y: number) =>
        Array.from({ length: 7 }, (_, x) => (dark.has(`${left + x + QUIET},${top + y + QUIET}`) ? '#' : ' ')).join('');
      expect([0, 1, 3, 6].map(row)).toEqual(['#######', '#     #', '# ### #', '#######']);
    }
    for (const place of dark) {
      const [x = 0, y = 0] = place.split(',').map(Number);
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(QUIET);
      expect(Math.max(x, y)).toBeLessThan(side - QUIET);
    }
  });

  it('grows with its text, and is different for another text', () => {
    expect(readSvg(qrSvg(`${TEXT}${TEXT}`)).side).toBeGreaterThan(readSvg(qrSvg(TEXT)).side);
    expect(qrSvg(TEXT)).not.toBe(qrSvg(TEXT.replace('2', '3')));
  });
});

import { crc32, deflateSync } from 'node:zlib';
import { encode } from 'uqr';

/** The light border that readers need, in modules. */
const QUIET = 4;
/** Of every level, the one that survives a smudge without making codes much larger: about 15 % may be unreadable. */
const CORRECTION = 'M';
/** Dots on a side of each module of the picture. */
const SCALE = 8;

interface Code {
  /** Modules on a side. */
  readonly size: number;
  dark(row: number, column: number): boolean;
}

function encodeQr(text: string): Code {
  const { data, size } = encode(text, { ecc: CORRECTION, border: 0 });
  return { size, dark: (row, column) => data[row]?.[column] ?? false };
}

/** The QR code of a text as an SVG picture. */
export function qrSvg(text: string): string {
  const code = encodeQr(text);
  const side = code.size + 2 * QUIET;
  let path = '';
  for (let row = 0; row < code.size; row++) {
    for (let column = 0; column < code.size; column++) {
      if (code.dark(row, column)) path += `M${column + QUIET} ${row + QUIET}h1v1h-1z`;
    }
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><rect width="${side}" height="${side}" fill="#fff"/><path d="${path}"/></svg>`;
}

/** The QR code of a text as a PNG picture, a bit for each dot. */
export function qrPng(text: string): Buffer {
  const code = encodeQr(text);
  const side = (code.size + 2 * QUIET) * SCALE;
  const rowBytes = 1 + Math.ceil(side / 8);
  const rows = Buffer.alloc(rowBytes * side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const [row, column] = [Math.floor(y / SCALE) - QUIET, Math.floor(x / SCALE) - QUIET];
      const inside = row >= 0 && column >= 0 && row < code.size && column < code.size;
      if (inside && code.dark(row, column)) continue;
      const at = y * rowBytes + 1 + (x >> 3);
      rows.writeUInt8(rows.readUInt8(at) | (0x80 >> (x & 7)), at);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  // One bit a dot, shades of grey; compression, filter and interlacing as there is only one of.
  header.writeUInt8(1, 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(content.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([size, named, sum]);
}

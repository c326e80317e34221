import { encode } from 'uqr';

/** Loaded with the first image: few processes draw one. */
const zlib = () => process.getBuiltinModule('node:zlib');

/** The light border that scanners need, in modules. */
const QUIET = 4;
/** Error correction: about 15 % of a code may be unreadable, without making codes much larger. */
const CORRECTION = 'M';
/** Pixels per module side. */
const SCALE = 8;

interface Code {
  /** Modules per side. */
  readonly size: number;
  dark(row: number, column: number): boolean;
}

function encodeQr(text: string): Code {
  const { data, size } = encode(text, { ecc: CORRECTION, border: 0 });
  return { size, dark: (row, column) => data[row]?.[column] ?? false };
}

/** Returns a text's QR code as an SVG image. */
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

/** Returns a text's QR code as a PNG image, one bit per pixel. */
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
  // One bit per pixel, greyscale; default compression, filter and interlacing.
  header.writeUInt8(1, 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', zlib().deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(content.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(zlib().crc32(named));
  return Buffer.concat([size, named, sum]);
}

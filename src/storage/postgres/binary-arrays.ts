/**
 * Arrays in PostgreSQL's binary format. The driver would write them as text and escape every quote of every JSON body;
 * this way a body goes over the wire as it is. Layout: dimensions, whether there are nulls, element type, length and
 * lower bound, then each element behind its length (-1 for null).
 */
const HEADER_BYTES = 20;
const NULL_LENGTH = -1;

/** The object ids of the element types, as `pg_type` has them. */
const OID = { boolean: 16, bigint: 20, text: 25 } as const;

/** PostgreSQL's texts cannot hold the character 0; JSON never has it bare. */
export function withoutNul(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text;
}

export function textArray(given: readonly (string | null)[]): Buffer {
  const values = given.map((value) => (value === null ? null : withoutNul(value)));
  let bytes = 0;
  for (const value of values) bytes += 4 + (value === null ? 0 : Buffer.byteLength(value));
  const buffer = start(OID.text, values.length, values.includes(null), bytes);
  let at = HEADER_BYTES;
  for (const value of values) {
    if (value === null) {
      at = buffer.writeInt32BE(NULL_LENGTH, at);
      continue;
    }
    const length = buffer.write(value, at + 4);
    buffer.writeInt32BE(length, at);
    at += 4 + length;
  }
  return buffer;
}

/** Whole numbers up to 2^53. */
export function bigintArray(values: readonly (number | null)[]): Buffer {
  const bytes = values.reduce<number>((sum, value) => sum + (value === null ? 4 : 12), 0);
  const buffer = start(OID.bigint, values.length, values.includes(null), bytes);
  let at = HEADER_BYTES;
  for (const value of values) {
    at = buffer.writeInt32BE(value === null ? NULL_LENGTH : 8, at);
    if (value !== null) at = writeBigint(buffer, value, at);
  }
  return buffer;
}

export function booleanArray(values: readonly boolean[]): Buffer {
  const buffer = start(OID.boolean, values.length, false, values.length * 5);
  let at = HEADER_BYTES;
  for (const value of values) {
    at = buffer.writeInt32BE(1, at);
    at = buffer.writeUInt8(value ? 1 : 0, at);
  }
  return buffer;
}

function start(oid: number, length: number, hasNulls: boolean, bytes: number): Buffer {
  // An empty array has no dimensions, and nothing follows.
  const buffer = Buffer.allocUnsafe(length === 0 ? 12 : HEADER_BYTES + bytes);
  buffer.writeInt32BE(length === 0 ? 0 : 1, 0);
  buffer.writeInt32BE(hasNulls ? 1 : 0, 4);
  buffer.writeInt32BE(oid, 8);
  if (length === 0) return buffer;
  buffer.writeInt32BE(length, 12);
  buffer.writeInt32BE(1, 16);
  return buffer;
}

/** Two halves in place of a BigInt, which would have to be made for every number. */
function writeBigint(buffer: Buffer, value: number, at: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not an integer that can be stored.`);
  const high = Math.floor(value / 0x1_0000_0000);
  buffer.writeInt32BE(high, at);
  return buffer.writeUInt32BE(value - high * 0x1_0000_0000, at + 4);
}

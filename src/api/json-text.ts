/**
 * JSON in one piece, or a long list in several, one per object. V8 stores strings of more than 128 KiB apart from others,
 * and making one takes twice as long as the same text in pieces.
 */
export type JsonText = string | readonly string[];

/** Lists of more objects are in pieces. */
const LONG_LIST = 40;

export function toJson(object: object): JsonText {
  if (!('data' in object && Array.isArray(object.data) && object.data.length > LONG_LIST))
    return JSON.stringify(object);
  const { data } = object;
  // No text in the frame can be taken for the empty list: quotes inside of texts are escaped.
  const frame = JSON.stringify({ ...object, data: [] });
  const begin = frame.indexOf(EMPTY) + EMPTY.length - 1;
  const items = data.map((item, n) => (n === 0 ? JSON.stringify(item) : `,${JSON.stringify(item)}`));
  return [frame.slice(0, begin), ...items, frame.slice(begin)];
}

/** Returns a page of objects that are JSON already, each up to its closing brace. */
export function listJson(
  objects: readonly string[],
  rest: { readonly has_more: boolean; readonly url: string },
): JsonText {
  const pieces = ['{"object":"list","data":['];
  for (const fields of objects) pieces.push(fields, '},');
  if (objects.length > 0) pieces[pieces.length - 1] = '}';
  pieces.push(`],${JSON.stringify(rest).slice(1)}`);
  return objects.length > LONG_LIST ? pieces : pieces.join('');
}

const EMPTY = '"data":[]';

export function textOf(json: JsonText): string {
  return typeof json === 'string' ? json : json.join('');
}

/** Returns the UTF-8 of JSON in pieces. */
export function bytesOf(pieces: readonly string[]): Uint8Array<ArrayBuffer> {
  let size = 0;
  for (const piece of pieces) size += Buffer.byteLength(piece);
  const bytes = Buffer.allocUnsafe(size);
  let at = 0;
  for (const piece of pieces) at += bytes.write(piece, at);
  return bytes;
}

import { invalidRequest } from '../../kernel/errors.ts';

/** The most parts of a body, and the most bytes of one part's headers and of all headers. */
export const MOST_PARTS = 1_000;
export const PART_HEADER_BYTES = 8_192;
export const ALL_HEADERS_BYTES = 256 * 1_024;
/** The longest boundary in characters; RFC 2046 allows 70. */
const LONGEST_BOUNDARY = 200;

const NEWLINE = '\r\n';
const BLANK_LINE = `${NEWLINE}${NEWLINE}`;
const DECODERS: Readonly<Record<string, (content: Buffer) => Buffer>> = {
  '7bit': (content) => content,
  '8bit': (content) => content,
  binary: (content) => content,
  base64: (content) => Buffer.from(content.toString('latin1'), 'base64'),
};

/** A part of a `multipart/form-data` body. */
export interface Part {
  readonly name: string;
  /** As the sender calls the file; undefined for a text. */
  readonly filename: string | undefined;
  /** In lower case; undefined if the part has none. */
  readonly contentType: string | undefined;
  /** Decodes the content; until then it is neither copied nor decoded. */
  content(): Buffer;
}

/** Returns the parts of a body in their order. Throws 400 if the body is malformed or has too many parts. */
export function* partsOf(body: Buffer, contentType: string): Generator<Part> {
  const boundary = boundaryOf(contentType);
  const delimiter = Buffer.from(`${NEWLINE}--${boundary}`);
  let position = 0;
  while (startsWith(body, NEWLINE, position)) position += NEWLINE.length;
  if (!startsWith(body, `--${boundary}`, position)) throw malformed();
  position += delimiter.length - NEWLINE.length;
  let headerBytes = 0;
  for (let count = 0; !startsWith(body, '--', position); count++) {
    if (count === MOST_PARTS) throw invalidRequest(`A request can have at most ${MOST_PARTS} parts.`);
    if (!startsWith(body, NEWLINE, position)) throw malformed();
    const start = position + NEWLINE.length;
    const length = body.subarray(start, start + PART_HEADER_BYTES).indexOf(BLANK_LINE);
    if (length < 0) throw malformed();
    headerBytes += length;
    if (headerBytes > ALL_HEADERS_BYTES) {
      throw invalidRequest(`The headers of a request's parts can have at most ${ALL_HEADERS_BYTES} bytes.`);
    }
    const contentStart = start + length + BLANK_LINE.length;
    const end = body.indexOf(delimiter, contentStart);
    if (end < 0) throw malformed();
    yield readPart(body.toString('utf8', start, start + length), body.subarray(contentStart, end));
    position = end + delimiter.length;
  }
}

function boundaryOf(contentType: string): string {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]*)"|([^\s;]*))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain ?? '';
  if (boundary === '' || boundary.length > LONGEST_BOUNDARY) throw malformed();
  return boundary;
}

function startsWith(body: Buffer, text: string, position: number): boolean {
  return body.toString('utf8', position, position + Buffer.byteLength(text)) === text;
}

function readPart(head: string, content: Buffer): Part {
  const headers = new Map<string, string>();
  for (const line of head.split(NEWLINE)) {
    const [, name, value] = /^([\w-]+)\s*:(.*)$/s.exec(line) ?? [];
    if (name === undefined || value === undefined) throw malformed();
    headers.set(name.toLowerCase(), value.trim());
  }
  const { name, filename } = dispositionOf(headers.get('content-disposition') ?? '');
  const decode = DECODERS[(headers.get('content-transfer-encoding') ?? 'binary').toLowerCase()];
  if (name === undefined || decode === undefined) throw malformed();
  return {
    name,
    filename,
    contentType: headers.get('content-type')?.toLowerCase(),
    content: () => decode(content),
  };
}

/** Reads `form-data; name="file"; filename="a.png"`. */
function dispositionOf(header: string): { name: string | undefined; filename: string | undefined } {
  const kind = /^form-data\s*/i.exec(header);
  if (!kind) throw malformed();
  const fields = new Map<string, string>();
  const field = /;\s*(\w+)=(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))\s*/gy;
  field.lastIndex = kind[0].length;
  while (field.lastIndex < header.length) {
    const [, key, quoted, plain = ''] = field.exec(header) ?? [];
    if (key === undefined) throw malformed();
    fields.set(key.toLowerCase(), unescaped(quoted ?? plain));
  }
  return { name: fields.get('name'), filename: fields.get('filename') };
}

/** Browsers escape quotes and newlines by percent, older clients quotes by a backslash. */
function unescaped(text: string): string {
  return text
    .replace(/%0A/gi, '\n')
    .replace(/%0D/gi, '\r')
    .replace(/%22|\\"/g, '"');
}

/** 400: the body cannot be parsed. */
function malformed(): Error {
  return invalidRequest('The request body is not valid multipart/form-data with the boundary of its Content-Type.');
}

import { describe, expect, test } from 'vitest';
import { ALL_HEADERS_BYTES, MOST_PARTS, PART_HEADER_BYTES, partsOf } from '../../../src/api/codecs/multipart-parts.ts';
import { LARGEST_BODY } from '../../../src/api/http.ts';
import { type Harness, withFlorin } from '../../support/harness.ts';

const BOUNDARY = 'part';
const TYPE = `multipart/form-data; boundary=${BOUNDARY}`;

const part = (disposition: string, content = '', ...headers: string[]) =>
  [`--${BOUNDARY}`, `Content-Disposition: form-data; ${disposition}`, ...headers, '', content, ''].join('\r\n');
const bodyOf = (...parts: string[]) => Buffer.from(`${parts.join('')}--${BOUNDARY}--\r\n`);
const read = (body: Buffer, type = TYPE) =>
  [...partsOf(body, type)].map(({ name, filename, contentType, content }) => ({
    name,
    filename,
    contentType,
    content: content().toString(),
  }));

async function send({ florin }: Harness, path: string, body: Buffer) {
  const response = await florin.fetch(`http://127.0.0.1:12111${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk_test_harness', 'content-type': TYPE },
    body: new Uint8Array(body),
  });
  return { status: response.status, error: (await response.json()).error };
}

describe('the parts of a body', () => {
  test('are read as browsers and libraries write them', () => {
    const texts = [part('name="a"', 'x'), part('name=b'), part('name="c[d]"', 'line\r\n--par\r\n')];
    const files = [
      part('name="file"; filename="C:\\\\dir\\\\a; name=\\"b\\".png"', 'P', 'CONTENT-TYPE:Image/PNG'),
      part('filename="%22ü%0D%0A.png" ; name="f"', 'UA==', 'Content-Transfer-Encoding: base64'),
    ];
    const text = { filename: undefined, contentType: undefined };
    expect(read(bodyOf(...texts, ...files))).toEqual([
      { ...text, name: 'a', content: 'x' },
      { ...text, name: 'b', content: '' },
      { ...text, name: 'c[d]', content: 'line\r\n--par\r\n' },
      { name: 'file', filename: 'C:\\\\dir\\\\a; name="b".png', contentType: 'image/png', content: 'P' },
      { name: 'f', filename: '"ü\r\n.png', contentType: undefined, content: 'P' },
    ]);
    expect(read(bodyOf(part('name="a"', 'x')), 'multipart/form-data; charset=utf-8; boundary="part"')).toHaveLength(1);
    expect(read(bodyOf())).toEqual([]);
  });

  test.each([
    ['no boundary', bodyOf(part('name="a"')), 'multipart/form-data'],
    ['another boundary', bodyOf(part('name="a"')), 'multipart/form-data; boundary=other'],
    ['no end', Buffer.from(part('name="a"')), TYPE],
    ['an end within a part', Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="a"\r\n\r\nx`), TYPE],
    ['a part without a name', bodyOf(part('filename="a"')), TYPE],
    ['a part without headers', Buffer.from(`--${BOUNDARY}\r\n\r\nx\r\n--${BOUNDARY}--`), TYPE],
    ['another disposition', bodyOf(part('name="a"').replace('form-data', 'attachment')), TYPE],
    ['an open quote', bodyOf(part('name="a')), TYPE],
    ['an unknown encoding', bodyOf(part('name="a"', 'x', 'Content-Transfer-Encoding: x-uuencode')), TYPE],
    ['a header without a colon', bodyOf(part('name="a"', 'x', 'Content-Type')), TYPE],
    ['a header that is too long', bodyOf(part('name="a"', 'x', `X-Pad: ${' '.repeat(PART_HEADER_BYTES)}`)), TYPE],
  ])('are refused with %s', (_, body, type) => {
    expect(() => read(body, type)).toThrow('is not valid multipart/form-data');
  });

  test('are bounded in number and in the bytes of their headers', () => {
    const parts = (count: number, ...headers: string[]) =>
      bodyOf(...Array.from({ length: count }, () => part('name="a"', '', ...headers)));
    expect(read(parts(MOST_PARTS))).toHaveLength(MOST_PARTS);
    expect(() => read(parts(MOST_PARTS + 1))).toThrow(`at most ${MOST_PARTS} parts`);
    const long = `X-Pad: ${'x'.repeat(PART_HEADER_BYTES / 2)}`;
    expect(() => read(parts((2 * ALL_HEADERS_BYTES) / PART_HEADER_BYTES, long))).toThrow(
      `at most ${ALL_HEADERS_BYTES} bytes`,
    );
  });
});

describe('a multipart request', () => {
  test('with a quarter of a million parts is refused', () =>
    withFlorin(async (harness) => {
      const { status, error } = await send(harness, '/v1/files', bodyOf(part('name="a"').repeat(225_000)));
      expect([status, error.type, error.message]).toEqual([
        400,
        'invalid_request_error',
        `A request can have at most ${MOST_PARTS} parts.`,
      ]);
    }));

  test('is refused by the names of its parts, whose content is not read', () =>
    withFlorin(async (harness) => {
      const undecodable = '\xff'.repeat(LARGEST_BODY * 2);
      const unknown = bodyOf(part('name="other"; filename="a.png"', undecodable), part('name="b"', undecodable));
      const { status, error } = await send(harness, '/v1/files', unknown);
      expect([status, error.code]).toEqual([400, 'parameter_unknown']);
      const inPlaceOfText = await send(harness, '/v1/files', bodyOf(part('name="purpose"; filename="a.png"', 'x')));
      expect([inPlaceOfText.status, inPlaceOfText.error.param]).toEqual([400, 'purpose']);
    }));

  test('has at most a megabyte of texts beside its file', () =>
    withFlorin(async (harness) => {
      const texts = bodyOf(part('name="purpose"', 'x'.repeat(LARGEST_BODY / 2)).repeat(3));
      const { status, error } = await send(harness, '/v1/files', texts);
      expect([status, error.type]).toEqual([413, 'invalid_request_error']);
    }));
});

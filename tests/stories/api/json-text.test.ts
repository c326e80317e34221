import { expect, test } from 'vitest';
import { bytesOf, textOf, toJson } from '../../../src/api/json-text.ts';

const list = (length: number) => ({
  object: 'list',
  data: Array.from({ length }, (_, n) => ({ id: `cus_${n}`, name: '東京 "data":[]', metadata: {}, absent: undefined })),
  has_more: true,
  url: '/v1/customers',
});

test.each([0, 1, 40, 41, 100])('a list of %i objects is the same JSON in pieces as in one', (length) => {
  const json = toJson(list(length));
  expect(textOf(json)).toBe(JSON.stringify(list(length)));
  expect(typeof json === 'string').toBe(length <= 40);
  if (typeof json !== 'string') expect(Buffer.from(bytesOf(json)).toString()).toBe(JSON.stringify(list(length)));
});

test('an object with a long list that is not its data is in one piece', () => {
  expect(toJson({ id: 'cs_1', data: { lines: list(100) } })).toBe(
    JSON.stringify({ id: 'cs_1', data: { lines: list(100) } }),
  );
});

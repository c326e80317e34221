import { expect, test } from 'vitest';
import { asStoredPage, storedPage } from '../../../src/kernel/stored-page.ts';

const entry = (id: string) => ({ object: { id }, json: `{"id":"${id}"}` });
const ends = { has_more: true, url: '/v1/things' };

test('a page is answered with the stored JSON of its objects until they are looked at', () => {
  const page = storedPage([entry('a'), entry('b')], ends);
  expect(asStoredPage(page)).toEqual({ objects: ['{"id":"a"}', '{"id":"b"}'], ...ends });
  expect(page.data).toEqual([{ id: 'a' }, { id: 'b' }]);
  expect(asStoredPage(page)).toBeUndefined();
});

test('a page with an object that is not as it is stored, a copy of a page, and a replaced one have no stored JSON', () => {
  expect(asStoredPage(storedPage([entry('a'), { ...entry('b'), json: undefined }], ends))).toBeUndefined();
  const page = storedPage([entry('a')], ends);
  expect(asStoredPage({ ...page })).toBeUndefined();
  const replaced = storedPage([entry('a')], ends);
  replaced.data = [];
  expect(asStoredPage(replaced)).toBeUndefined();
});

test('an empty page is a stored page', () => {
  expect(asStoredPage(storedPage([], ends))).toEqual({ objects: [], ...ends });
});

import { expect, test } from 'vitest';
import { patch } from '../../../src/kernel/patch.ts';

interface Book {
  readonly title: string | null;
  readonly pages: number | null;
  readonly tags: readonly string[] | null;
}

const book: Book = { title: 'Tides', pages: 120, tags: ['sea'] };
const fields = { title: true, pages: Number, tags: (text: string) => text.split(',') } as const;

interface Params {
  title?: string;
  pages?: string;
  tags?: string | '' | null;
}

const update = (params: Params) => patch<Book, Params>(book, params, fields);

test('a parameter that is not sent leaves its field as it is', () => {
  expect(update({})).toBe(book);
  expect(update({ title: 'Ebb' })).toEqual({ ...book, title: 'Ebb' });
});

test('an empty parameter unsets its field, without asking its reader', () => {
  expect(update({ title: '', pages: '', tags: null })).toEqual({ title: null, pages: null, tags: null });
});

test('a reader converts what was sent', () => {
  expect(update({ pages: '96', tags: 'sea,ebb' })).toEqual({ title: 'Tides', pages: 96, tags: ['sea', 'ebb'] });
});

test('a parameter without a place in the table changes nothing', () => {
  expect(patch<Book, Params>(book, { title: 'Ebb' }, { pages: Number })).toBe(book);
});

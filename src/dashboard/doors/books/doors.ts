import { resourceMissing } from '../../../kernel/errors.ts';
import { BILLING_BOOKS, type Book } from '../../../ledger/type.ts';
import { door } from '../../door.ts';
import { bookedFor, isBalanced } from './postings.ts';

const BOOKS: readonly Book[] = ['merchant', 'acquirer', 'bank', 'connect', 'customer_cash', 'fees', ...BILLING_BOOKS];

/** The sums of the account's books, and of the whole world. */
const sums = door('GET /books', {}, async ({ work, storage }) => {
  const books = await Promise.all(
    BOOKS.map(async (book) => (await work.bookBalances(book)).map((balance) => ({ book, ...balance }))),
  );
  const total = await storage.sumOfAllPostings(work.world);
  return { object: 'florin.books', data: books.flat(), balanced: total.every(({ amount }) => amount === 0) };
});

/** The postings of a payment and of what followed it. */
const ofObject = door('GET /books/{id}', {}, async (context, _params, { id }) => {
  const data = await bookedFor(context, id);
  if (data.length === 0 && !/^(pi|ch|py|re|dp|po|tr|txn)_/.test(id)) throw resourceMissing('object', id, 'id');
  return { object: 'florin.books', data, balanced: isBalanced(data) };
});

export const bookDoors = [sums, ofObject];

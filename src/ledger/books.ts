import type { Posting } from '../kernel/storage.ts';

/**
 * The books. What is owed to the merchant, what the networks owe us, and what we earned: a payment of 1000 with a fee
 * of 59 adds 941 to `merchant`, 59 to `fees` and takes 1000 from `acquirer`. What customers send ahead is theirs until it
 * pays something, and stands in `customer_cash`. Every transaction sums to zero.
 */
export type Book = 'merchant' | 'acquirer' | 'customer_cash' | 'fees';

/** One transaction's lines before they are stamped. */
export interface Entry {
  readonly book: Book;
  readonly amount: number;
}

/**
 * The postings of one ledger transaction. `availableOn` is in seconds since epoch and holds for all lines.
 * Throws when the lines do not sum to zero: that is a bug, and must never reach the disk.
 */
export function transaction(id: string, currency: string, availableOn: number, entries: readonly Entry[]): Posting[] {
  let sum = 0;
  for (const entry of entries) {
    if (!Number.isSafeInteger(entry.amount)) throw new Error(`${id}: ${entry.amount} is no whole amount`);
    sum += entry.amount;
  }
  if (sum !== 0) throw new Error(`${id}: the lines sum to ${sum} ${currency}, not to zero`);
  return entries
    .filter((entry) => entry.amount !== 0)
    .map((entry, line) => ({ transaction: id, line, book: entry.book, currency, amount: entry.amount, availableOn }));
}

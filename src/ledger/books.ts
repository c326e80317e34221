import { nameIn } from '../kernel/account-names.ts';
import type { Context } from '../kernel/context.ts';
import type { Posting } from '../kernel/storage.ts';
import type { BillingEntry, Book } from './type.ts';

/** One transaction's lines before they are stamped. */
export interface Entry {
  /** The connected account whose book it is, or null for the platform; the transaction's where it is missing. */
  readonly account?: string | null;
  readonly book: Book;
  readonly amount: number;
  /** The transaction's where it is missing. */
  readonly currency?: string;
}

/**
 * Posts to the books of what a merchant bills, on the world's clock. `id` names what moved the amounts (an invoice, its
 * payment, a credit note), and is used once. Throws when the lines do not sum to zero.
 */
export function postBilling({ work }: Context, id: string, currency: string, entries: readonly BillingEntry[]): void {
  work.post(transaction({ id, currency, availableOn: work.worldNow, account: work.connected }, entries));
}

/** The common fields of a transaction's lines; `availableOn` is in seconds since epoch. */
interface Stamp {
  readonly id: string;
  readonly currency: string;
  readonly availableOn: number;
  /** The connected account that it is of, or null for the platform. */
  readonly account: string | null;
}

/**
 * The postings of one ledger transaction, which may move money between accounts of a world. Throws when the lines do not
 * sum to zero in each currency: that is a bug, and must never reach the disk.
 */
export function transaction({ id, currency, availableOn, account }: Stamp, entries: readonly Entry[]): Posting[] {
  for (const { amount } of entries) {
    if (!Number.isSafeInteger(amount)) throw new Error(`${id}: ${amount} is not an integer`);
  }
  checkSum(id, currency, entries, currency);
  for (const { currency: other } of entries) if (other !== undefined) checkSum(id, other, entries, currency);
  return entries
    .filter((entry) => entry.amount !== 0)
    .map(({ account: owner = account, book, amount, currency: own = currency }, line) => ({
      transaction: id,
      line,
      book: nameIn(owner, book),
      currency: own,
      amount,
      availableOn,
    }));
}

function checkSum(id: string, of: string, entries: readonly Entry[], usual: string): void {
  let sum = 0;
  for (const { amount, currency = usual } of entries) if (currency === of) sum += amount;
  if (sum !== 0) throw new Error(`${id}: the lines sum to ${sum} ${of}, not to zero`);
}

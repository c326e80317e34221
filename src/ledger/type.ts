import type Stripe from 'stripe';
import type { ResourceType } from '../kernel/entity.ts';

/** The time at which a merchant's day begins, instead of midnight in UTC. */
export interface StartOfDay {
  readonly hour: number;
  readonly minutes: number;
  /** An IANA name, as Asia/Singapore. */
  readonly timezone: string;
}

/** An amount in its currency's smallest unit. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/**
 * The books: our debt to the merchant, the networks' debt to us, and our earnings. A payment of 1000 with a fee of 59
 * adds 941 to `merchant` and 59 to `fees` and subtracts 1000 from `acquirer`. Money that customers transfer in advance
 * stays theirs, in `customer_cash`, until it pays for something. Money that moves between accounts of a world leaves one
 * and reaches the other through `connect`, whose books sum to zero over all accounts. `bank` is money that was paid out to
 * merchants, or topped up by them. Money of one currency that a balance holds in another passes through `conversion`: what
 * it lacks in one it has in the other. `reserve` is what a platform's balance lacks while it is held for accounts that owe. Every transaction sums to zero in each of its currencies.
 */
export type Book = PaymentBook | BillingBook;

type PaymentBook = 'merchant' | 'acquirer' | 'bank' | 'connect' | 'conversion' | 'customer_cash' | 'fees' | 'reserve';

/**
 * The merchant's own books of what it bills. Positive is what was earned or is owed by the merchant, negative what was
 * spent or is owed to it, as in the books above. A finalized invoice of 119 with a tax of 19 adds 100 to `revenue` and 19 to
 * `tax` and subtracts 119 from `receivables`; its payment adds 119 to `receivables` and subtracts it from `collected`, or from
 * `out_of_band` where it was paid elsewhere. `write_offs` is what uncollectible invoices lack, and `refunds` what was refunded
 * of payments and is in no credit note. `customer_credit` is what customers have to their credit, and `billing_credits` what
 * they were granted for usage; what comes from no invoice is taken from `adjustments`. `opening` has what belongs to invoices
 * that were finalized before these books were kept.
 */
export const BILLING_BOOKS = [
  'revenue',
  'tax',
  'receivables',
  'write_offs',
  'collected',
  'out_of_band',
  'refunds',
  'customer_credit',
  'billing_credits',
  'adjustments',
  'opening',
] as const;

export type BillingBook = (typeof BILLING_BOOKS)[number];

/** A line in the books of what a merchant bills: in the currency of what it is of, and always of its own account. */
export interface BillingEntry {
  readonly book: BillingBook;
  readonly amount: number;
}

/** True for a book of what the merchant bills. */
export function isOfBilling(book: string): book is BillingBook {
  return (BILLING_BOOKS as readonly string[]).includes(book);
}

/** A balance transaction as it is stored. */
export type BalanceTransaction = Stripe.BalanceTransaction & {
  readonly internal?: {
    /** The book that the gross amount came from or went to, if it is not the acquirer's. */
    readonly book?: Book;
    /** The gross amount in the currency of that book, if the balance's is another. */
    readonly original?: Money;
    /** The application's fee in the currency in which the platform receives it, if the balance's is another. */
    readonly originalFee?: Money;
    /** The scheduled payout that it is part of; null while it is of none. Only connected accounts have schedules. */
    readonly payout?: string | null;
  };
};

/** The list of transactions that are part of no scheduled payout yet, by currency. */
export const UNPAID = 'unpaid';

export const balanceTransactions: ResourceType<BalanceTransaction> = {
  object: 'balance_transaction',
  prefix: 'txn',
  noun: 'balance transaction',
  idParam: 'id',
  filters: {
    source: { listed: true },
    payout: { listed: true, of: ({ internal }) => internal?.payout ?? null },
    type: {},
    currency: {},
  },
  listedBy: ({ internal, currency }) => (internal?.payout === null ? [`${UNPAID}/${currency}`] : []),
  // `status` depends on time, not on an update.
  asOf: (txn, now) => (txn.status === 'pending' && txn.available_on <= now ? { ...txn, status: 'available' } : txn),
};

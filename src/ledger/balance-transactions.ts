import type Stripe from 'stripe';
import type { Context } from '../kernel/context.ts';
import { resource } from '../kernel/resource.ts';
import type { UnitOfWork } from '../kernel/unit-of-work.ts';
import { scheduleBalanceAvailable } from './available.ts';
import { type Entry, transaction } from './books.ts';
import type { Converted } from './conversion.ts';
import { scheduleOwed } from './owed.ts';
import { type BalanceTransaction, type Book, balanceTransactions, type Money } from './type.ts';

/**
 * A movement of the balance. Amounts are in the currency's smallest unit, from the merchant's view: the gross one is
 * positive for money in, and negative for money out. A rate without an original is that of the payment it belongs to.
 */
interface Movement extends Converted {
  readonly type: Stripe.BalanceTransaction['type'];
  readonly reportingCategory: string;
  /** Our fee. */
  readonly fee: number;
  /** Description of the fee; `Stripe processing fees` by default. */
  readonly feeDescription?: string;
  /** The fee that an application takes besides. */
  readonly applicationFee?: ApplicationFee | undefined;
  /** The book that the amount comes from or goes to: the acquirer's by default. */
  readonly book?: Book;
  readonly availableOn: number;
  readonly source: string | null;
  readonly description: string | null;
  /** The scheduled payout that it is of. */
  readonly payout?: string;
}

export interface ApplicationFee {
  readonly amount: number;
  /** The fee in the currency in which the platform receives it, if that is another. */
  readonly original?: Money | undefined;
  /** The name of the application. */
  readonly name: string;
}

/** Posts a movement to the ledger and creates its balance transaction. */
export function book(context: Context, movement: Movement): BalanceTransaction {
  const { amount, currency, availableOn, applicationFee, book: other = 'acquirer' } = movement;
  const { work } = context;
  const id = work.newId(balanceTransactions.prefix);
  const fee = movement.fee + (applicationFee?.amount ?? 0);
  scheduleBalanceAvailable(context, availableOn, amount - fee);
  scheduleOwed(context, id, amount - fee);
  work.post(
    transaction({ id, currency, availableOn, account: work.connected }, [
      { book: 'merchant', amount: amount - fee },
      { book: 'fees', amount: movement.fee },
      ...(applicationFee ? through('connect', applicationFee.amount, applicationFee.original) : []),
      ...through(other, -amount, movement.original && { ...movement.original, amount: -movement.original.amount }),
    ]),
  );
  return work.insert(balanceTransactions, {
    id,
    object: 'balance_transaction',
    amount,
    available_on: availableOn,
    balance_type: 'payments',
    created: work.now,
    currency,
    description: movement.description,
    exchange_rate: movement.exchangeRate ?? null,
    fee,
    fee_details: feeDetails(work, movement),
    net: amount - fee,
    reporting_category: movement.reportingCategory,
    source: movement.source,
    status: availableOn <= work.worldNow ? 'available' : 'pending',
    type: movement.type,
    ...internalOf(work, movement),
  });
}

/** The gross amounts of a movement that undoes another one. */
export function opposite({ amount, currency, exchange_rate: rate, internal }: BalanceTransaction): Converted {
  const { original } = internal ?? {};
  return {
    amount: -amount,
    currency,
    ...(rate !== null && { exchangeRate: rate }),
    ...(original && { original: { ...original, amount: -original.amount } }),
  };
}

/** The line of a book, in its own currency if the amount was converted. */
function through(book: Book, amount: number, original: Money | undefined): Entry[] {
  if (original === undefined) return [{ book, amount }];
  const { currency } = original;
  return [
    { book: 'conversion', amount },
    { book: 'conversion', amount: -original.amount, currency },
    { book, amount: original.amount, currency },
  ];
}

/** Fields stored besides the API's: nothing for a payment of the platform itself in the currency of its balance. */
function internalOf({ connected }: UnitOfWork, movement: Movement) {
  const { book: other = 'acquirer', payout, original } = movement;
  const originalFee = movement.applicationFee?.original;
  if (connected === null && other === 'acquirer' && original === undefined) return {};
  const isPaidOut = connected !== null && { payout: payout ?? null };
  return {
    internal: {
      ...(other !== 'acquirer' && { book: other }),
      ...(original && { original }),
      ...(originalFee && { originalFee }),
      ...isPaidOut,
    },
  };
}

function feeDetails({ application }: UnitOfWork, movement: Movement): Stripe.BalanceTransaction.FeeDetail[] {
  const { currency, fee, applicationFee, feeDescription = 'Stripe processing fees' } = movement;
  const details: Stripe.BalanceTransaction.FeeDetail[] = [];
  if (applicationFee) {
    const description = `${applicationFee.name} application fee`;
    details.push({ amount: applicationFee.amount, application, currency, description, type: 'application_fee' });
  }
  if (fee !== 0) {
    details.push({ amount: fee, application: null, currency, description: feeDescription, type: 'stripe_fee' });
  }
  return details;
}

export const balanceTransactionResource = resource(balanceTransactions, {
  collection: '/v1/balance_transactions',
  item: '/v1/balance_transactions/{id}',
  retrieve: true,
  list: ({ currency, payout, source, type }) => ({
    where: { currency: currency?.toLowerCase(), payout, source, type },
  }),
});

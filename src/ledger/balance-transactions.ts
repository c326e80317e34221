import type Stripe from 'stripe';
import type { Context } from '../kernel/context.ts';
import { resource } from '../kernel/resource.ts';
import type { UnitOfWork } from '../kernel/unit-of-work.ts';
import { scheduleBalanceAvailable } from './available.ts';
import { transaction } from './books.ts';
import { type BalanceTransaction, type Book, balanceTransactions } from './type.ts';

/** A movement of the balance. Amounts are in the currency's smallest unit, from the merchant's view. */
interface Movement {
  readonly type: Stripe.BalanceTransaction['type'];
  readonly reportingCategory: string;
  /** Gross: positive for money in, negative for money out. */
  readonly amount: number;
  readonly currency: string;
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

interface ApplicationFee {
  readonly amount: number;
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
  work.post(
    transaction({ id, currency, availableOn, account: work.connected }, [
      { book: 'merchant', amount: amount - fee },
      { book: 'fees', amount: movement.fee },
      ...(applicationFee ? [{ book: 'connect' as const, amount: applicationFee.amount }] : []),
      { book: other, amount: -amount },
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
    exchange_rate: null,
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

/** Fields stored besides the API's: nothing for a payment of the platform itself. */
function internalOf({ connected }: UnitOfWork, { book: other = 'acquirer', payout }: Movement) {
  if (connected === null && other === 'acquirer') return {};
  const isPaidOut = connected !== null && { payout: payout ?? null };
  return { internal: { ...(other !== 'acquirer' && { book: other }), ...isPaidOut } };
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

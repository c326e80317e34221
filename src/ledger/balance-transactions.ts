import type Stripe from 'stripe';
import type { Context } from '../kernel/context.ts';
import { resource } from '../kernel/resource.ts';
import { scheduleBalanceAvailable } from './available.ts';
import { transaction } from './books.ts';
import { balanceTransactions } from './type.ts';

/** A movement of the balance. Amounts are in the currency's smallest unit, from the merchant's view. */
interface Movement {
  readonly type: Stripe.BalanceTransaction['type'];
  readonly reportingCategory: string;
  /** Gross: positive for money in, negative for money out. */
  readonly amount: number;
  readonly currency: string;
  readonly fee: number;
  /** Description of the fee; `Stripe processing fees` by default. */
  readonly feeDescription?: string;
  readonly availableOn: number;
  readonly source: string;
  readonly description: string | null;
}

/** Posts a movement to the ledger and creates its balance transaction. */
export function book(context: Context, movement: Movement): Stripe.BalanceTransaction {
  const { amount, fee, currency, availableOn, feeDescription = 'Stripe processing fees' } = movement;
  const { work } = context;
  const id = work.newId(balanceTransactions.prefix);
  scheduleBalanceAvailable(context, availableOn, amount - fee);
  work.post(
    transaction({ id, currency, availableOn, account: work.connected }, [
      { book: 'merchant', amount: amount - fee },
      { book: 'fees', amount: fee },
      { book: 'acquirer', amount: -amount },
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
    fee_details:
      fee === 0 ? [] : [{ amount: fee, application: null, currency, description: feeDescription, type: 'stripe_fee' }],
    net: amount - fee,
    reporting_category: movement.reportingCategory,
    source: movement.source,
    status: availableOn <= work.worldNow ? 'available' : 'pending',
    type: movement.type,
  });
}

export const balanceTransactionResource = resource(balanceTransactions, {
  collection: '/v1/balance_transactions',
  item: '/v1/balance_transactions/{id}',
  retrieve: true,
  list: ({ currency, payout, source, type }) => ({
    where: { currency: currency?.toLowerCase(), payout, source, type },
  }),
});

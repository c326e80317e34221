import type { Context } from '../kernel/context.ts';
import { book } from '../ledger/balance-transactions.ts';
import type { BalanceTransaction } from '../ledger/type.ts';
import type { Payout } from './type.ts';

/** Credits the balance with a payout that did not reach its bank. */
export function returnFunds(
  context: Context,
  { id, amount, currency }: Payout,
  type: 'payout_failure' | 'payout_cancel',
): BalanceTransaction {
  return book(context, {
    type,
    reportingCategory: 'payout_reversal',
    amount,
    currency,
    fee: 0,
    book: 'bank',
    availableOn: context.work.worldNow,
    source: id,
    description: type === 'payout_failure' ? 'STRIPE PAYOUT FAILURE' : 'STRIPE PAYOUT CANCEL',
  });
}

import type { Context } from '../kernel/context.ts';
import { availableOn } from '../ledger/availability.ts';
import { book } from '../ledger/balance-transactions.ts';
import { processingFee } from '../ledger/fees.ts';
import { feeTablePort } from '../ledger/ports.ts';
import { followUp } from './aftermath.ts';
import type { Charge } from './type.ts';

/**
 * Books what was captured of a charge: its balance transaction, with the fee, and the postings behind it. Cards are of
 * type `charge`, every other method is a `payment`. A charge that is captured in parts has one for each part, of which
 * it names the first. What follows a payment follows it from here.
 */
export function settle(context: Context, charge: Charge, amount: number = charge.amount_captured): Charge {
  const { work, account, use } = context;
  const transaction = book(context, {
    type: charge.id.startsWith('ch_') ? 'charge' : 'payment',
    reportingCategory: 'charge',
    amount,
    currency: charge.currency,
    fee: processingFee(amount, charge.currency, account.country, use(feeTablePort)),
    availableOn: charge.internal.availableAtOnce ? work.worldNow : availableOn(work.worldNow, account.country),
    source: charge.id,
    description: charge.description,
  });
  const { aftermath } = charge.internal;
  if (aftermath !== undefined && charge.balance_transaction === null) followUp(context, charge, aftermath);
  return work.save({ ...charge, balance_transaction: charge.balance_transaction ?? transaction.id });
}

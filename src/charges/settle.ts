import type { Context } from '../kernel/context.ts';
import { availableOn } from '../ledger/availability.ts';
import { book } from '../ledger/balance-transactions.ts';
import { processingFee } from '../ledger/fees.ts';
import { feeTablePort } from '../ledger/ports.ts';
import { followUp } from './aftermath.ts';
import type { Charge } from './type.ts';

/**
 * Posts a capture: its balance transaction with the fee, and its ledger postings. Cards have the type `charge`, other
 * methods `payment`. A charge that is captured in parts has one balance transaction per part and references the first.
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

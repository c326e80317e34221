import type { Context } from '../kernel/context.ts';
import { followUp } from './aftermath.ts';
import { bookCapture, captureFee } from './book-capture.ts';
import { isShared, settleShared } from './settle-shared.ts';
import type { Charge } from './type.ts';

/**
 * Posts a capture: its balance transaction with the fee, and its ledger postings. Cards have the type `charge`, other
 * methods `payment`. A charge that is captured in parts has one balance transaction per part and references the first.
 */
export function settle(
  context: Context,
  charge: Charge,
  amount: number = charge.amount_captured,
): Charge | Promise<Charge> {
  const { aftermath } = charge.internal;
  if (aftermath !== undefined && charge.balance_transaction === null) followUp(context, charge, aftermath);
  if (isShared(context, charge)) return settleShared(context, charge, amount);
  const gross = { amount, currency: charge.currency };
  const transaction = bookCapture(context, charge, { ...gross, fee: captureFee(context, gross, context.account) });
  return context.work.save({ ...charge, balance_transaction: charge.balance_transaction ?? transaction.id });
}

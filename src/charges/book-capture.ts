import type { Context } from '../kernel/context.ts';
import { availableOn } from '../ledger/availability.ts';
import { book } from '../ledger/balance-transactions.ts';
import { processingFee } from '../ledger/fees.ts';
import { feeTablePort } from '../ledger/ports.ts';
import type { BalanceTransaction } from '../ledger/type.ts';
import type { Charge } from './type.ts';

/** The amounts posted for a capture, in the charge's smallest unit. */
interface Captured {
  readonly amount: number;
  /** Our fee. */
  readonly fee: number;
  readonly applicationFee?: { readonly amount: number; readonly name: string } | undefined;
}

/** Our fee for a captured amount. */
export function captureFee({ account, use }: Context, { currency }: Charge, amount: number): number {
  return processingFee(amount, currency, account.country, use(feeTablePort));
}

/** Books a capture on its account's balance. */
export function bookCapture(context: Context, charge: Charge, captured: Captured): BalanceTransaction {
  const { work, account } = context;
  return book(context, {
    ...captured,
    type: charge.id.startsWith('ch_') ? 'charge' : 'payment',
    reportingCategory: 'charge',
    currency: charge.currency,
    availableOn: charge.internal.availableAtOnce ? work.worldNow : availableOn(work.worldNow, account.country),
    source: charge.id,
    description: charge.description,
  });
}

import type { AccountSettings, Context } from '../kernel/context.ts';
import { availableOn } from '../ledger/availability.ts';
import { type ApplicationFee, book } from '../ledger/balance-transactions.ts';
import type { Converted } from '../ledger/conversion.ts';
import { processingFee } from '../ledger/fees.ts';
import { feeTablePort } from '../ledger/ports.ts';
import type { BalanceTransaction } from '../ledger/type.ts';
import type { Charge } from './type.ts';

/** The amounts posted for a capture. The gross one is in the currency of the balance. */
interface Captured extends Converted {
  /** Our fee. */
  readonly fee: number;
  readonly applicationFee?: ApplicationFee | undefined;
}

/** Our fee for a captured amount, by the country of its merchant. */
export function captureFee(
  { use }: Context,
  { amount, currency }: Converted,
  { country }: Pick<AccountSettings, 'country'>,
): number {
  return processingFee(amount, currency, country, use(feeTablePort));
}

/** Books a capture on its account's balance. The merchant's settings decide when the funds become available. */
export function bookCapture(
  context: Context,
  charge: Charge,
  captured: Captured,
  merchant: AccountSettings = context.account,
): BalanceTransaction {
  const { work } = context;
  return book(context, {
    ...captured,
    type: charge.id.startsWith('ch_') ? 'charge' : 'payment',
    reportingCategory: 'charge',
    availableOn: charge.internal.availableAtOnce
      ? work.worldNow
      : availableOn(work.worldNow, merchant.country, merchant),
    source: charge.id,
    description: charge.description,
  });
}

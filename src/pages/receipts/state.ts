import type { Charge } from '../../charges/type.ts';

/** The state of a receipt's charge. Amounts are in the currency's smallest unit. */
interface ReceiptState {
  readonly status: 'paid' | 'reserved' | 'released' | 'refunded' | 'partlyRefunded';
  /** The captured or authorized amount. */
  readonly amount: number;
  /** The refunded part of it. */
  readonly refunded: number;
}

/**
 * The payer's view of a charge. `amount_refunded` also counts the authorized amount that was never captured; the payer
 * has not paid that, so it is not shown as refunded.
 */
export function receiptState(charge: Charge): ReceiptState {
  if (!charge.captured)
    return { status: charge.refunded ? 'released' : 'reserved', amount: charge.amount, refunded: 0 };
  const amount = charge.amount_captured;
  const refunded = charge.amount_refunded - (charge.amount - amount);
  if (refunded <= 0) return { status: 'paid', amount, refunded: 0 };
  return { status: refunded < amount ? 'partlyRefunded' : 'refunded', amount, refunded };
}

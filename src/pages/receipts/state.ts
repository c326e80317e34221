import type { Charge } from '../../charges/type.ts';

/** How a receipt's charge stands. Amounts are in the currency's smallest unit. */
export interface ReceiptState {
  readonly status: 'paid' | 'reserved' | 'released' | 'refunded' | 'partlyRefunded';
  /** What was taken, or is reserved. */
  readonly amount: number;
  /** What of it went back. */
  readonly refunded: number;
}

/**
 * What a payer understands of a charge. Its `amount_refunded` also counts what was reserved and never taken, which a
 * payer has not paid and so does not get back.
 */
export function receiptState(charge: Charge): ReceiptState {
  if (!charge.captured)
    return { status: charge.refunded ? 'released' : 'reserved', amount: charge.amount, refunded: 0 };
  const amount = charge.amount_captured;
  const refunded = charge.amount_refunded - (charge.amount - amount);
  if (refunded <= 0) return { status: 'paid', amount, refunded: 0 };
  return { status: refunded < amount ? 'partlyRefunded' : 'refunded', amount, refunded };
}

/** The credited part of one amount of an invoice: so much of a line, of its tax, of its discount. */

/**
 * Returns the part of an amount that goes with crediting `credited` more of `whole`, of which `before` is credited
 * already. Parts are rounded from the beginning on, so those of all notes of a line sum to the whole amount: the last
 * note has what rounding left. All are in the smallest unit.
 */
export function partOf(amount: number, whole: number, before: number, credited: number): number {
  if (whole === 0) return 0;
  return upTo(amount, whole, before + credited) - upTo(amount, whole, before);
}

function upTo(amount: number, whole: number, credited: number): number {
  const share =
    (BigInt(Math.abs(amount)) * BigInt(Math.abs(credited)) * 2n + BigInt(Math.abs(whole))) /
    (2n * BigInt(Math.abs(whole)));
  const part = Number(share);
  return amount < 0 ? 0 - part : part;
}

/** Settlement of a credit note: what lowers the open amount, and what goes back of what was paid. */
export interface Settlement {
  readonly prePayment: number;
  readonly postPayment: number;
  readonly type: 'pre_payment' | 'post_payment' | 'mixed';
}

/** Credits what is still open first; the rest is of what was paid. */
export function settlementOf(total: number, remaining: number): Settlement {
  const prePayment = Math.min(total, remaining);
  const postPayment = total - prePayment;
  const type = postPayment === 0 ? 'pre_payment' : prePayment === 0 ? 'post_payment' : 'mixed';
  return { prePayment, postPayment, type };
}

import { toAmount } from '../../products/amounts/rounding.ts';
import { chargeableStep } from '../../shared/currencies.ts';

/**
 * The share of an amount (in the smallest unit) for some of the seconds of a period. Half a unit rounds away from zero, so
 * that a credit is as large as the debit that it takes back.
 */
export function proratedAmount(amount: number, seconds: number, of: number, currency: string): number {
  const step = BigInt(chargeableStep(currency));
  return toAmount(awayFromZero(BigInt(amount) * BigInt(seconds), BigInt(of) * step) * step);
}

/** Rounds a fraction to the nearest integer; halves go away from zero. `denominator` is above zero. */
function awayFromZero(numerator: bigint, denominator: bigint): bigint {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const rounded = (2n * magnitude + denominator) / (2n * denominator);
  return numerator < 0n ? -rounded : rounded;
}

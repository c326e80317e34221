import { chargeableStep } from '../../shared/currencies.ts';
import { toAmount } from './rounding.ts';

/**
 * Allocates an amount in proportion to weights: every part is within one unit of its exact share, and the parts sum to
 * the amount. Units left after rounding down go to the largest remainders, the first of equals. No part exceeds its
 * weight if the amount does not exceed their sum.
 */
export function allocate(amount: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (total === 0n) return weights.map(() => 0);
  const shares = weights.map((weight, index) => {
    const exact = BigInt(amount) * BigInt(weight);
    return { index, part: exact / total, remainder: exact % total };
  });
  const left = BigInt(amount) - shares.reduce((sum, { part }) => sum + part, 0n);
  const byRemainder = [...shares].sort((a, b) => (a.remainder < b.remainder ? 1 : a.remainder > b.remainder ? -1 : 0));
  const lucky = new Set(byRemainder.slice(0, Number(left)).map(({ index }) => index));
  return shares.map(({ index, part }) => toAmount(lucky.has(index) ? part + 1n : part));
}

/** As `allocate`, in parts that a currency can be charged in as long as the amount and its bounds are such. */
export function allocateIn(
  currency: string,
  amount: number,
  weights: readonly number[],
  bounds: readonly number[] = weights,
): number[] {
  const step = chargeableStep(currency);
  if (step === 1 || [amount, ...bounds].some((value) => value % step !== 0)) return allocate(amount, weights);
  return allocate(amount / step, weights).map((part) => part * step);
}

import { chargeableStep } from '../../shared/currencies.ts';
import { toAmount } from './rounding.ts';

/**
 * Shares an amount out in proportion to weights, to the last unit: every part is within one unit of its exact share,
 * and together they are the amount. What is left after rounding down goes to the largest remainders, the first of
 * equals. No part is more than its weight as long as the amount is not more than all of them.
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

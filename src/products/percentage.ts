import { invalidRequest } from '../kernel/errors.ts';
import { decimalOf, ONE } from './amounts/decimal.ts';

const WHOLE = 100;

/** Returns a percentage of an amount in the smallest unit, rounded half up. */
export function partOf(amount: number, percent: number): number {
  return Math.round((amount * percent) / WHOLE);
}

/** Returns a percentage between 0 and 100; `above` excludes 0. Throws for too many decimal places. */
export function readPercentage(
  percentage: number,
  { decimals, param, aboveZero = false }: { decimals: number; param: string; aboveZero?: boolean },
): number {
  if (percentage > WHOLE || percentage < 0 || (aboveZero && percentage === 0)) {
    throw invalidRequest(`A percentage must be ${aboveZero ? 'greater than 0' : 'at least 0'} and at most 100.`, {
      param,
    });
  }
  if (decimalOf(percentage) % (ONE / 10n ** BigInt(decimals)) === 0n) return percentage;
  throw invalidRequest(`A percentage can have at most ${decimals} decimal places.`, { param });
}

import { type Decimal, decimalOf, formatDecimal, ONE } from '../../products/amounts/decimal.ts';
import type { Tally } from './type.ts';

/** One value that was reported for a moment (seconds since epoch). Events of one moment count in the order received. */
export interface Reported {
  readonly timestamp: number;
  readonly value: Decimal;
}

export const NO_USAGE: Tally = { count: 0, sum: '0', last: null };

/** Returns the tally with one more event, which was received after all that are in it. */
export function withEvent(tally: Tally, { timestamp, value }: Reported): Tally {
  const isLast = tally.last === null || timestamp >= tally.last.timestamp;
  return {
    count: tally.count + 1,
    sum: formatDecimal(decimalOf(tally.sum) + value),
    last: isLast ? { timestamp, value: formatDecimal(value) } : tally.last,
  };
}

/** Returns the tally of two sets of events, none of which is of the same moment as one of the other set. */
export function joined(one: Tally, other: Tally): Tally {
  if (other.count === 0) return one;
  if (one.count === 0) return other;
  const isLater = (other.last?.timestamp ?? 0) > (one.last?.timestamp ?? 0);
  return {
    count: one.count + other.count,
    sum: formatDecimal(decimalOf(one.sum) + decimalOf(other.sum)),
    last: isLater ? other.last : one.last,
  };
}

/** Returns what counts of a window that was added up before it was reported: its latest event replaces the others. */
export function onlyLast({ last }: Tally): Tally {
  return last === null ? NO_USAGE : { count: 1, sum: last.value, last };
}

/** Returns the aggregate by a meter's formula: `sum` of values, `count` of events, or the value of the `last` one. */
export function aggregateOf(formula: string, { count, sum, last }: Tally): Decimal {
  if (formula === 'count') return BigInt(count) * ONE;
  return decimalOf(formula === 'sum' ? sum : (last?.value ?? 0));
}

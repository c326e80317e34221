import { DAY_SECONDS } from '../../kernel/clock.ts';
import { addMonths, dayOf } from '../../shared/calendar.ts';

/** The interval of a price: every `count` units. */
export interface Interval {
  readonly unit: 'day' | 'week' | 'month' | 'year';
  readonly count: number;
}

/** The moment from which all periods of a subscription are counted. */
export interface Anchor {
  /** Seconds since epoch. */
  readonly time: number;
  /** The day of the month that months end on, where the anchor's own month is too short for it; the anchor's if absent. */
  readonly day?: number | undefined;
}

/** From `start` until before `end`, in seconds since epoch. */
export interface Period {
  readonly start: number;
  readonly end: number;
}

const SECONDS = { day: DAY_SECONDS, week: 7 * DAY_SECONDS } as const;
const MONTHS = { month: 1, year: 12 } as const;

/**
 * The start of the k-th period, which may be negative. It is counted from the anchor, never from the period before, so
 * that 31 January leads to 28 February and then to 31 March.
 */
export function periodStart({ time, day }: Anchor, { unit, count }: Interval, k: number): number {
  if (unit === 'day' || unit === 'week') return time + k * count * SECONDS[unit];
  return addMonths(time, k * count * MONTHS[unit], day ?? dayOf(time).day);
}

/** The number of the period that a moment lies in. */
export function periodNumber(anchor: Anchor, interval: Interval, moment: number): number {
  const length = approximateSeconds(interval);
  let k = Math.floor((moment - anchor.time) / length);
  // A month is not of one length, so the estimate may be off by a period or two.
  while (periodStart(anchor, interval, k) > moment) k--;
  while (periodStart(anchor, interval, k + 1) <= moment) k++;
  return k;
}

/** The period that a moment lies in. */
export function periodAt(anchor: Anchor, interval: Interval, moment: number): Period {
  const k = periodNumber(anchor, interval, moment);
  return { start: periodStart(anchor, interval, k), end: periodStart(anchor, interval, k + 1) };
}

/** The mean length of an interval, in seconds: for estimates and for comparing intervals. */
export function approximateSeconds({ unit, count }: Interval): number {
  const MEAN_MONTH = 30.436875 * DAY_SECONDS;
  return count * (unit === 'day' || unit === 'week' ? SECONDS[unit] : MONTHS[unit] * MEAN_MONTH);
}

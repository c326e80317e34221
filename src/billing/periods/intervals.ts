import { approximateSeconds, type Interval } from './period.ts';

/** An interval in units that never change their length against each other: days, or months. */
function inBase({ unit, count }: Interval): { readonly base: 'day' | 'month'; readonly count: number } {
  switch (unit) {
    case 'day':
      return { base: 'day', count };
    case 'week':
      return { base: 'day', count: 7 * count };
    case 'month':
      return { base: 'month', count };
    case 'year':
      return { base: 'month', count: 12 * count };
  }
}

export function isSameInterval(a: Interval, b: Interval): boolean {
  const [one, other] = [inBase(a), inBase(b)];
  return one.base === other.base && one.count === other.count;
}

/** The shortest of some intervals. Throws for none. */
export function shortestInterval(intervals: readonly Interval[]): Interval {
  return intervals.reduce((a, b) => (approximateSeconds(b) < approximateSeconds(a) ? b : a));
}

/**
 * True if prices of these intervals can be billed together: each is a multiple of the shortest, in days or in months.
 * https://docs.stripe.com/billing/subscriptions/mixed-interval
 */
export function fitTogether(intervals: readonly Interval[]): boolean {
  if (intervals.length === 0) return true;
  const shortest = inBase(shortestInterval(intervals));
  return intervals.map(inBase).every(({ base, count }) => base === shortest.base && count % shortest.count === 0);
}

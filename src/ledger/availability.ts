import { dayAt, startOfDayAt } from './day-start.ts';
import type { StartOfDay } from './type.ts';

/** Business days until funds are available, by the account's country (Stripe's rolling payout delays). */
const BUSINESS_DAYS: Readonly<Record<string, number>> = { US: 2, AU: 2, CA: 3 };
const OTHER_COUNTRIES = 5;
/** Delays of a week and more count every day; shorter ones count business days. */
const WEEK = 7;

/** The settings of an account that decide when its funds become available. */
interface Timing {
  /** Days that its funds are held; those of its country if undefined. */
  readonly delayDays?: number | undefined;
  readonly startOfDay?: StartOfDay | undefined;
}

/**
 * Returns when funds received at `now` (seconds) become available: the start of the account's day, midnight in UTC unless
 * it has another, after its delay or the business days of its country.
 */
export function availableOn(now: number, country: string, { delayDays, startOfDay }: Timing = {}): number {
  let day = dayAt(now, startOfDay);
  if (delayDays !== undefined && delayDays >= WEEK) return startOfDayAt(day + delayDays, startOfDay);
  let left = delayDays ?? BUSINESS_DAYS[country] ?? OTHER_COUNTRIES;
  while (left > 0) {
    day += 1;
    // 1970-01-01 was a Thursday: day 2 and day 3 of every week counted from it are Saturday and Sunday.
    const weekday = day % WEEK;
    if (weekday !== 2 && weekday !== 3) left -= 1;
  }
  return startOfDayAt(day, startOfDay);
}

import { DAY_SECONDS } from '../kernel/clock.ts';

/** Business days until funds are available, by the account's country (Stripe's rolling payout delays). */
const BUSINESS_DAYS: Readonly<Record<string, number>> = { US: 2, AU: 2, CA: 3 };
const OTHER_COUNTRIES = 5;

/** Returns when funds received at `now` (seconds) become available: midnight UTC after the country's business days. */
export function availableOn(now: number, country: string): number {
  let left = BUSINESS_DAYS[country] ?? OTHER_COUNTRIES;
  let day = Math.floor(now / DAY_SECONDS);
  while (left > 0) {
    day += 1;
    // 1970-01-01 was a Thursday: day 2 and day 3 of every week counted from it are Saturday and Sunday.
    const weekday = day % 7;
    if (weekday !== 2 && weekday !== 3) left -= 1;
  }
  return day * DAY_SECONDS;
}

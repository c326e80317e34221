import { DAY_SECONDS } from '../../kernel/clock.ts';
import { dayOf } from '../../shared/calendar.ts';
import { isHoliday } from './holidays.ts';

const SUNDAY = 0;
const SATURDAY = 6;

/** True if banks of a country work on the day of a moment (seconds since epoch). */
export function isBusinessDay(moment: number, country: string): boolean {
  const { weekday } = dayOf(moment);
  if (weekday === SUNDAY || weekday === SATURDAY) return false;
  return !isHoliday(Math.floor(moment / DAY_SECONDS), country);
}

/** The start of the first business day at or after the day of a moment, in seconds since epoch (UTC). */
export function businessDayFrom(moment: number, country: string): number {
  let start = Math.floor(moment / DAY_SECONDS) * DAY_SECONDS;
  while (!isBusinessDay(start, country)) start += DAY_SECONDS;
  return start;
}

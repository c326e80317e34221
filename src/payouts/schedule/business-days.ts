import { DAY_SECONDS } from '../../kernel/clock.ts';
import { type CalendarDay, dayOf, daysInMonth } from '../../shared/calendar.ts';

/** A holiday: a day of a month, or its nth weekday (the last for -1; Sunday is 0). */
type Holiday =
  | { readonly month: number; readonly day: number }
  | { readonly month: number; readonly weekday: number; readonly nth: number };

const MONDAY = 1;
const THURSDAY = 4;

/** Days on which banks do not work, by country; `default` for those that are not named. */
const HOLIDAYS: Readonly<Record<string, readonly Holiday[]>> = {
  // https://www.federalreserve.gov/aboutthefed/k8.htm
  US: [
    { month: 1, day: 1 },
    { month: 1, weekday: MONDAY, nth: 3 },
    { month: 2, weekday: MONDAY, nth: 3 },
    { month: 5, weekday: MONDAY, nth: -1 },
    { month: 6, day: 19 },
    { month: 7, day: 4 },
    { month: 9, weekday: MONDAY, nth: 1 },
    { month: 10, weekday: MONDAY, nth: 2 },
    { month: 11, day: 11 },
    { month: 11, weekday: THURSDAY, nth: 4 },
    { month: 12, day: 25 },
  ],
  GB: [
    { month: 1, day: 1 },
    { month: 5, weekday: MONDAY, nth: 1 },
    { month: 5, weekday: MONDAY, nth: -1 },
    { month: 8, weekday: MONDAY, nth: -1 },
    { month: 12, day: 25 },
    { month: 12, day: 26 },
  ],
  CA: [
    { month: 1, day: 1 },
    { month: 7, day: 1 },
    { month: 9, weekday: MONDAY, nth: 1 },
    { month: 10, weekday: MONDAY, nth: 2 },
    { month: 12, day: 25 },
    { month: 12, day: 26 },
  ],
  // The days on which the European settlement system is closed, as far as they are fixed.
  default: [
    { month: 1, day: 1 },
    { month: 5, day: 1 },
    { month: 12, day: 25 },
    { month: 12, day: 26 },
  ],
};

const SATURDAY = 6;
const DAYS_OF_WEEK = 7;

/** True if banks of a country work on the day of a moment (seconds since epoch). */
export function isBusinessDay(moment: number, country: string): boolean {
  const day = dayOf(moment);
  if (day.weekday === 0 || day.weekday === SATURDAY) return false;
  return !(HOLIDAYS[country] ?? HOLIDAYS.default ?? []).some((holiday) => isOn(holiday, day));
}

/** The start of the first business day at or after the day of a moment, in seconds since epoch (UTC). */
export function businessDayFrom(moment: number, country: string): number {
  let start = startOf(moment);
  while (!isBusinessDay(start, country)) start += DAY_SECONDS;
  return start;
}

/** The start of the day after a moment. */
export function dayAfter(moment: number): number {
  return startOf(moment) + DAY_SECONDS;
}

function startOf(moment: number): number {
  return Math.floor(moment / DAY_SECONDS) * DAY_SECONDS;
}

function isOn(holiday: Holiday, { year, month, day, weekday }: CalendarDay): boolean {
  if (holiday.month !== month) return false;
  if ('day' in holiday) return holiday.day === day;
  if (holiday.weekday !== weekday) return false;
  if (holiday.nth > 0) return Math.ceil(day / DAYS_OF_WEEK) === holiday.nth;
  return day + DAYS_OF_WEEK > daysInMonth(year, month);
}

import { createBoundedMap } from '../../kernel/bounded-map.ts';
import { DAY_SECONDS } from '../../kernel/clock.ts';
import { dayOf, daysInMonth, midnightOf } from '../../shared/calendar.ts';

/** A holiday: a day of a month, its nth weekday (the last for -1; Sunday is 0), or so many days from Easter Sunday. */
type Holiday =
  | { readonly month: number; readonly day: number }
  | { readonly month: number; readonly weekday: number; readonly nth: number }
  | { readonly fromEaster: number };

/** The days of a year on which banks do not work. */
interface Calendar {
  readonly days: readonly Holiday[];
  /** The weekdays that a holiday is moved from, to the next business day, if its date falls on one. */
  readonly movedFrom: readonly number[];
}

const SUNDAY = 0;
const MONDAY = 1;
const THURSDAY = 4;
const SATURDAY = 6;
const DAYS_OF_WEEK = 7;
const WEEKEND = [SATURDAY, SUNDAY];

const NEW_YEAR: Holiday = { month: 1, day: 1 };
const GOOD_FRIDAY: Holiday = { fromEaster: -2 };
const EASTER_MONDAY: Holiday = { fromEaster: 1 };
const CHRISTMAS: Holiday = { month: 12, day: 25 };
const BOXING_DAY: Holiday = { month: 12, day: 26 };

/** By country; `default` for those that are not named. */
const CALENDARS: Readonly<Record<string, Calendar>> = {
  // https://www.federalreserve.gov/aboutthefed/k8.htm
  US: {
    days: [
      NEW_YEAR,
      { month: 1, weekday: MONDAY, nth: 3 },
      { month: 2, weekday: MONDAY, nth: 3 },
      { month: 5, weekday: MONDAY, nth: -1 },
      { month: 6, day: 19 },
      { month: 7, day: 4 },
      { month: 9, weekday: MONDAY, nth: 1 },
      { month: 10, weekday: MONDAY, nth: 2 },
      { month: 11, day: 11 },
      { month: 11, weekday: THURSDAY, nth: 4 },
      CHRISTMAS,
    ],
    movedFrom: [SUNDAY],
  },
  // https://www.gov.uk/bank-holidays
  GB: {
    days: [
      NEW_YEAR,
      GOOD_FRIDAY,
      EASTER_MONDAY,
      { month: 5, weekday: MONDAY, nth: 1 },
      { month: 5, weekday: MONDAY, nth: -1 },
      { month: 8, weekday: MONDAY, nth: -1 },
      CHRISTMAS,
      BOXING_DAY,
    ],
    movedFrom: WEEKEND,
  },
  CA: {
    days: [
      NEW_YEAR,
      GOOD_FRIDAY,
      { month: 7, day: 1 },
      { month: 9, weekday: MONDAY, nth: 1 },
      { month: 9, day: 30 },
      { month: 10, weekday: MONDAY, nth: 2 },
      { month: 11, day: 11 },
      CHRISTMAS,
      BOXING_DAY,
    ],
    movedFrom: WEEKEND,
  },
  AU: {
    days: [NEW_YEAR, { month: 1, day: 26 }, GOOD_FRIDAY, EASTER_MONDAY, { month: 4, day: 25 }, CHRISTMAS, BOXING_DAY],
    movedFrom: WEEKEND,
  },
  NZ: {
    days: [
      NEW_YEAR,
      { month: 1, day: 2 },
      { month: 2, day: 6 },
      GOOD_FRIDAY,
      EASTER_MONDAY,
      { month: 4, day: 25 },
      { month: 6, weekday: MONDAY, nth: 1 },
      { month: 10, weekday: MONDAY, nth: 4 },
      CHRISTMAS,
      BOXING_DAY,
    ],
    movedFrom: WEEKEND,
  },
  // The closing days of the European settlement system:
  // https://www.ecb.europa.eu/paym/target/t2/professional-use-documents-links/html/index.en.html
  default: {
    days: [NEW_YEAR, GOOD_FRIDAY, EASTER_MONDAY, { month: 5, day: 1 }, CHRISTMAS, BOXING_DAY],
    movedFrom: [],
  },
};

/** Years of calendars that are kept; a calendar of a year is computed once. */
const MOST_YEARS = 500;
const years = createBoundedMap<string, ReadonlySet<number>>({ most: MOST_YEARS });

/** True if banks of a country do not work on a day, given as days since 1970-01-01; weekends aside. */
export function isHoliday(day: number, country: string): boolean {
  const name = CALENDARS[country] ? country : 'default';
  const { year } = dayOf(day * DAY_SECONDS);
  const key = `${name} ${year}`;
  let found = years.get(key);
  if (!found) {
    found = holidaysOf(CALENDARS[name] ?? { days: [], movedFrom: [] }, year);
    years.set(key, found);
  }
  return found.has(day);
}

function holidaysOf({ days, movedFrom }: Calendar, year: number): ReadonlySet<number> {
  const dates = days.map((holiday) => dateOf(holiday, year));
  const found = new Set(dates.filter((date) => !movedFrom.includes(weekdayOf(date))));
  for (const date of dates) {
    if (!movedFrom.includes(weekdayOf(date))) continue;
    let moved = date;
    while (found.has(moved) || WEEKEND.includes(weekdayOf(moved))) moved += 1;
    found.add(moved);
  }
  return found;
}

function dateOf(holiday: Holiday, year: number): number {
  if ('fromEaster' in holiday) return easterOf(year) + holiday.fromEaster;
  if ('day' in holiday) return dayNumber(year, holiday.month, holiday.day);
  const { month, weekday, nth } = holiday;
  const last = daysInMonth(year, month);
  const from = nth > 0 ? DAYS_OF_WEEK * (nth - 1) + 1 : last - DAYS_OF_WEEK + 1;
  const start = dayNumber(year, month, from);
  return start + ((weekday - weekdayOf(start) + DAYS_OF_WEEK) % DAYS_OF_WEEK);
}

/** Easter Sunday of the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher. */
function easterOf(year: number): number {
  const [golden, century, rest] = [year % 19, Math.floor(year / 100), year % 100];
  const leap = Math.floor(century / 4);
  const shift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const moon = (19 * golden + century - leap - shift + 15) % 30;
  const sunday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - moon - (rest % 4)) % 7;
  const late = Math.floor((golden + 11 * moon + 22 * sunday) / 451);
  const sum = moon + sunday - 7 * late + 114;
  return dayNumber(year, Math.floor(sum / 31), (sum % 31) + 1);
}

function dayNumber(year: number, month: number, day: number): number {
  return midnightOf(year, month, day) / DAY_SECONDS;
}

/** 1970-01-01 was a Thursday. */
function weekdayOf(day: number): number {
  return (day + THURSDAY) % DAYS_OF_WEEK;
}

import { DAY_SECONDS } from '../kernel/clock.ts';
import { midnightOf } from '../shared/calendar.ts';
import type { StartOfDay } from './type.ts';

const HOUR_SECONDS = 3_600;
const MINUTE_SECONDS = 60;

/** The merchant's day that a moment (seconds since epoch) is in, as days since 1970-01-01. */
export function dayAt(moment: number, start: StartOfDay | undefined): number {
  if (start === undefined) return Math.floor(moment / DAY_SECONDS);
  return Math.floor((moment + offsetOf(start.timezone, moment) - beginsAfter(start)) / DAY_SECONDS);
}

/** The moment (seconds since epoch) at which a merchant's day begins. */
export function startOfDayAt(day: number, start: StartOfDay | undefined): number {
  const local = day * DAY_SECONDS;
  if (start === undefined) return local;
  const begins = local + beginsAfter(start);
  // The offset of the hour itself, also on a day on which clocks are changed.
  return begins - offsetOf(start.timezone, begins - offsetOf(start.timezone, begins));
}

function beginsAfter({ hour, minutes }: StartOfDay): number {
  return hour * HOUR_SECONDS + minutes * MINUTE_SECONDS;
}

/** Formatters by time zone: as many as there are in the settings of accounts, which accept only those that they list. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Seconds that a time zone's clocks are ahead of UTC at a moment. */
function offsetOf(timeZone: string, moment: number): number {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  formats.set(timeZone, format);
  const parts = Object.fromEntries(format.formatToParts(moment * 1000).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return midnightOf(year, month, day) + hour * HOUR_SECONDS + minute * MINUTE_SECONDS + second - moment;
}

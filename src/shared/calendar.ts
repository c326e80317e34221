/**
 * Adds calendar months to a time in seconds since epoch. Keeps the time of day in UTC; a day that the month does not
 * have becomes its last day. `day` is the day of the month to reach, that of the moment unless given.
 */
export function addMonths(moment: number, months: number, day = dayOf(moment).day): number {
  const from = new Date(moment * 1000);
  const later = new Date(from);
  later.setUTCDate(1);
  later.setUTCMonth(later.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(later.getUTCFullYear(), later.getUTCMonth() + 1, 0)).getUTCDate();
  later.setUTCDate(Math.min(day, lastDay));
  return Math.floor(later.getTime() / 1000);
}

/** The first second in UTC of a day that is written as 2026-01-31; undefined if there is no such day. */
export function startOfDay(day: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const start = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(start.getTime()) || !start.toISOString().startsWith(day) ? undefined : start.getTime() / 1000;
}

/** A day of the calendar; `weekday` is 0 for Sunday. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
}

/** The day of a moment (seconds since epoch) in UTC. */
export function dayOf(moment: number): CalendarDay {
  const date = new Date(moment * 1000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
  };
}

/** The first second in UTC of a day of the calendar, in seconds since epoch. */
export function midnightOf(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / 1000;
}

/** The number of days of a month. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

const ISO_MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/** Reads a moment as version 2 of the API writes it, with any offset; in whole seconds since epoch, undefined if it is none. */
export function momentOf(text: string): number | undefined {
  const moment = ISO_MOMENT.test(text) ? new Date(text).getTime() : Number.NaN;
  return Number.isNaN(moment) ? undefined : Math.floor(moment / 1000);
}

/** The moment (seconds since epoch) of a text such as 2026-01-31T12:00:00Z; undefined for other texts. */
export function momentOfIso(text: string): number | undefined {
  const ms = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isFinite(ms) ? Math.floor(ms / 1000) : undefined;
}

/** A moment (seconds since epoch) as version 2 of the API writes it: 2026-01-31T12:00:00.000Z. */
export function isoMoment(moment: number): string {
  return new Date(moment * 1000).toISOString();
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The day of a moment (seconds since epoch) in UTC, as lines of invoices write it: 16 Jan 2027. */
export function writtenDay(moment: number): string {
  const { year, month, day } = dayOf(moment);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

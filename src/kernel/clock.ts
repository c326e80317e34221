/** The clock. Other code reads time from its context; only this file reads the machine's clock. */
export interface Clock {
  /** Milliseconds since epoch. */
  now(): number;
  /** Calls `wake` once after `ms`; the returned function cancels it. It does not keep the process alive. */
  wakeAfter(ms: number, wake: () => void): () => void;
}

/** The seconds of a day. */
export const DAY_SECONDS = 86_400;

/** Milliseconds since an arbitrary moment, with fractions. Only for measuring durations. */
export function ticks(): number {
  return performance.now();
}

/** The longest delay of a Node timer (2^31 - 1 ms); callers split longer waits. */
const LONGEST_WAIT_MS = 2_147_483_647;

/** The machine's own clock. */
export const wallClock: Clock = {
  now: () => Date.now(),
  wakeAfter(ms, wake) {
    const timer = setTimeout(wake, Math.min(Math.max(ms, 0), LONGEST_WAIT_MS));
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** Returns a duration such as `90s`, `5m`, `24h`, `30d` or `1w` in milliseconds; undefined if it is invalid. */
export function parseSpan(span: string): number | undefined {
  const match = /^(\d{1,9})(ms|s|m|h|d|w)$/.exec(span.trim());
  if (!match) return undefined;
  const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: DAY_SECONDS * 1_000, w: 7 * DAY_SECONDS * 1_000 };
  return Number(match[1]) * units[match[2] as keyof typeof units];
}

/** The calendar month (UTC, 1–12) and year of a moment in seconds since epoch. */
export function calendarMonth(seconds: number): { readonly month: number; readonly year: number } {
  const date = new Date(seconds * 1000);
  return { month: date.getUTCMonth() + 1, year: date.getUTCFullYear() };
}

/** Returns the start of a calendar month (UTC, 1–12) in milliseconds since epoch. */
export function monthBegins(month: number, year: number): number {
  return Date.UTC(year, month - 1, 1);
}

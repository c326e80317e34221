import { DAY_SECONDS } from '../../kernel/clock.ts';
import { dayAt, startOfDayAt } from '../../ledger/day-start.ts';
import type { StartOfDay } from '../../ledger/type.ts';
import { dayOf, daysInMonth } from '../../shared/calendar.ts';
import { isBusinessDay } from './business-days.ts';

/** The days on which an account is paid out, as its settings hold them. */
export interface PayoutSchedule {
  readonly interval?: string | null;
  readonly weekly_anchor?: string;
  readonly weekly_payout_days?: readonly string[];
  readonly monthly_anchor?: number;
  readonly monthly_payout_days?: readonly number[];
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
/** Every schedule has a day within so many days. */
const LONGEST_WAIT_DAYS = 62;

/**
 * The start of the account's next day on which a schedule pays out, after the day of `now` (both in seconds since epoch). Daily
 * payouts leave out days on which banks do not work; those of a day of the week or month are made on it, and arrive when
 * banks work again. Undefined for a schedule that never pays out.
 */
export function nextRun(
  schedule: PayoutSchedule,
  now: number,
  country: string,
  startOfDay?: StartOfDay,
): number | undefined {
  if (schedule.interval === 'manual') return undefined;
  const today = dayAt(now, startOfDay);
  for (let day = today + 1; day <= today + LONGEST_WAIT_DAYS; day++) {
    if (isDay(schedule, day * DAY_SECONDS, country)) return startOfDayAt(day, startOfDay);
  }
  return undefined;
}

function isDay(schedule: PayoutSchedule, start: number, country: string): boolean {
  const { year, month, day, weekday } = dayOf(start);
  if (schedule.interval === 'weekly') {
    const days = schedule.weekly_payout_days ?? (schedule.weekly_anchor ? [schedule.weekly_anchor] : []);
    return days.includes(WEEKDAYS[weekday] ?? '');
  }
  if (schedule.interval === 'monthly') {
    const days = schedule.monthly_payout_days ?? (schedule.monthly_anchor ? [schedule.monthly_anchor] : []);
    const last = daysInMonth(year, month);
    // A month that is too short has its last day instead.
    return days.some((wanted) => Math.min(wanted, last) === day);
  }
  return isBusinessDay(start, country);
}

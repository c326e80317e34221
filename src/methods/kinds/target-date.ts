import { DAY_SECONDS } from '../../kernel/clock.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { startOfDay } from '../../shared/calendar.ts';

/** The day on which the merchant wants a debit to start. */
export interface DebitOptions {
  readonly target_date?: string;
}

/** Days from today within which a debit can start. */
const SOONEST_DAYS = 3;
const LATEST_DAYS = 15;

/** Throws for a `target_date` that is not a day, as 2026-01-31. */
export function checkTargetDate({ target_date: date }: DebitOptions, type: string): void {
  if (date === undefined || startOfDay(date) !== undefined) return;
  throw invalidRequest(`'${date}' is not a day. Send it as YYYY-MM-DD.`, { param: paramOf(type) });
}

/** Returns the seconds until a debit starts; 0 if it starts at once. */
export function secondsUntilDebit({ target_date: date = '' }: DebitOptions, nowSeconds: number): number {
  return Math.max(0, (startOfDay(date) ?? 0) - nowSeconds);
}

/** Throws for a `target_date` that is too soon or too late. */
export function checkDebitInTime({ target_date: date }: DebitOptions, type: string, nowSeconds: number): void {
  if (date === undefined) return;
  const today = Math.floor(nowSeconds / DAY_SECONDS) * DAY_SECONDS;
  const start = startOfDay(date) ?? 0;
  if (start < today + SOONEST_DAYS * DAY_SECONDS || start > today + LATEST_DAYS * DAY_SECONDS) {
    throw invalidRequest(
      `The target date must be between ${SOONEST_DAYS} and ${LATEST_DAYS} days from now; '${date}' is not.`,
      { param: paramOf(type) },
    );
  }
}

function paramOf(type: string): string {
  return `payment_method_options[${type}][target_date]`;
}

import type Stripe from 'stripe';
import { invalidRequest } from '../../kernel/errors.ts';

/** Parameters of a recurring price. */
export interface RecurringParam {
  readonly interval: string;
  readonly interval_count?: number;
  readonly meter?: string;
  readonly trial_period_days?: number;
  readonly usage_type?: string;
}

/** Three years in each unit: https://docs.stripe.com/api/prices/create */
const MOST_INTERVALS: Readonly<Record<string, number>> = { day: 1_095, week: 156, month: 36, year: 3 };
/** Trials end after two years: https://docs.stripe.com/api/subscriptions/create */
const LONGEST_TRIAL_DAYS = 730;

/** The recurring part of a price, apart from its meter. Throws for intervals beyond three years. */
export function readRecurring(given: RecurringParam, under = 'recurring'): Omit<Stripe.Price.Recurring, 'meter'> {
  const { interval, interval_count: count = 1, trial_period_days: trial, usage_type: usage = 'licensed' } = given;
  const most = MOST_INTERVALS[interval] ?? 1;
  if (count < 1 || count > most) {
    throw invalidRequest(
      count < 1
        ? 'This value must be greater than or equal to 1.'
        : `The interval of a price can be at most three years. Use at most ${most} with ${interval}.`,
      { code: 'parameter_invalid_integer', param: `${under}[interval_count]` },
    );
  }
  if (trial !== undefined && (trial < 0 || trial > LONGEST_TRIAL_DAYS)) {
    throw invalidRequest(`A trial must have between 0 and ${LONGEST_TRIAL_DAYS} days.`, {
      code: 'parameter_invalid_integer',
      param: `${under}[trial_period_days]`,
    });
  }
  return {
    interval,
    interval_count: count,
    trial_period_days: trial ?? null,
    usage_type: usage,
  };
}

import type Stripe from 'stripe';
import { DAY_SECONDS } from '../../kernel/clock.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { fitTogether } from '../periods/intervals.ts';
import type { Interval } from '../periods/period.ts';

/** The longest trial: https://docs.stripe.com/api/subscriptions/create */
const LONGEST_TRIAL_DAYS = 730;

/** Parameters of a trial. */
interface TrialParams {
  readonly trial_end?: 'now' | number;
  readonly trial_period_days?: number;
  readonly trial_from_plan?: boolean;
}

/** End of the trial that a request asks for, in seconds since epoch; null for none. */
export function trialEnd(
  { trial_end: end, trial_period_days: days, trial_from_plan: fromPlan }: TrialParams,
  now: number,
  daysOfPrices: readonly (number | null)[],
): number | null {
  if (end !== undefined && days !== undefined) {
    throw invalidRequest('You may only specify one of these parameters: trial_end, trial_period_days.', {
      param: 'trial_end',
    });
  }
  if (fromPlan && (end !== undefined || days !== undefined)) {
    throw invalidRequest(
      '`trial_from_plan=true` cannot be combined with `trial_end` or `trial_period_days`. Send one of them.',
      { param: 'trial_from_plan' },
    );
  }
  if (end === 'now') return null;
  if (end !== undefined) return checkTrialEnd(end, now);
  const wanted = days ?? (fromPlan ? (daysOfPrices.find((own) => own !== null) ?? 0) : 0);
  if (wanted < 0 || wanted > LONGEST_TRIAL_DAYS) {
    throw invalidRequest(`A trial must have between 1 and ${LONGEST_TRIAL_DAYS} days.`, {
      code: 'parameter_invalid_integer',
      param: 'trial_period_days',
    });
  }
  return wanted === 0 ? null : now + wanted * DAY_SECONDS;
}

/** Throws for a trial that ends in the past or after two years. */
export function checkTrialEnd(end: number, now: number): number {
  if (end <= now) {
    throw invalidRequest('Invalid timestamp: must be an integer Unix timestamp in the future.', { param: 'trial_end' });
  }
  if (end > now + LONGEST_TRIAL_DAYS * DAY_SECONDS) {
    throw invalidRequest('Invalid timestamp: can be no more than two years in the future.', { param: 'trial_end' });
  }
  return end;
}

/** Throws unless prices of these intervals can be billed together in a mode. */
export function checkIntervals(intervals: readonly Interval[], mode: string): void {
  const [first] = intervals;
  const isSame = intervals.every(({ unit, count }) => unit === first?.unit && count === first.count);
  if (isSame) return;
  if (mode === 'classic') {
    throw invalidRequest(
      'All prices on a subscription must have the same `recurring.interval` and `recurring.interval_count`. If you meant to update an existing subscription item instead of creating a new one, make sure to include the subscription item ID in your request.',
      { param: 'items' },
    );
  }
  if (fitTogether(intervals)) return;
  throw invalidRequest(
    'The intervals of the prices cannot be billed together. Each must be a multiple of the shortest one, in days or in months.',
    { param: 'items' },
  );
}

/** The thresholds of a request as they are shown; null for none. `param` is their bracket path. */
export function thresholdsOf(
  given: Stripe.Emptyable<Stripe.SubscriptionCreateParams.BillingThresholds> | undefined,
  param = 'billing_thresholds',
): Stripe.Subscription.BillingThresholds | null {
  if (!given) return null;
  const { amount_gte: amount, reset_billing_cycle_anchor: resets } = given;
  if (amount !== undefined && amount < 1) {
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: `${param}[amount_gte]`,
    });
  }
  return { amount_gte: amount ?? null, reset_billing_cycle_anchor: resets ?? null };
}

/** The billing mode that a request asks for, or that of its version. */
export function billingMode(
  given: Stripe.SubscriptionCreateParams.BillingMode | undefined,
  now: number,
): Stripe.Subscription.BillingMode {
  const type = given?.type ?? 'flexible';
  if (type === 'classic' && given?.flexible) {
    throw invalidRequest('`billing_mode[flexible]` is only accepted with `billing_mode[type]=flexible`.', {
      param: 'billing_mode[flexible]',
    });
  }
  return {
    type,
    flexible: type === 'flexible' ? { proration_discounts: given?.flexible?.proration_discounts ?? 'included' } : null,
    ...(type === 'flexible' && { updated_at: now }),
  };
}

/** Invoices that are sent need the customer's address, and a time to pay. */
export function checkSending(
  { collection_method: method, days_until_due: days }: { collection_method?: string; days_until_due?: number },
  email: string | null,
): void {
  if (method !== 'send_invoice') {
    if (days === undefined) return;
    throw invalidRequest('You can only set `days_until_due` if `collection_method` is `send_invoice`.', {
      param: 'days_until_due',
    });
  }
  if (days === undefined) {
    throw invalidRequest('You must set `days_until_due` if `collection_method` is `send_invoice`.', {
      code: 'parameter_missing',
      param: 'days_until_due',
    });
  }
  if (email) return;
  throw invalidRequest(
    'Missing email. In order to create invoices that are sent to the customer, the customer must have a valid email.',
    { param: 'collection_method' },
  );
}

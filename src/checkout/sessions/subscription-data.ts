import { DAY_SECONDS } from '../../kernel/clock.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import type { CheckoutSession, SessionParams } from './type.ts';

/** Limits of https://docs.stripe.com/payments/checkout/free-trials */
const LONGEST_TRIAL_DAYS = 730;
const SOONEST_TRIAL_END_S = 2 * DAY_SECONDS;

/** True if the session's subscription begins with a trial. */
export function hasTrial({ internal: { subscriptionData: data } }: Pick<CheckoutSession, 'internal'>): boolean {
  return data?.trial_end !== undefined || data?.trial_period_days !== undefined;
}

/** Refuses a trial that no session can have. `now` is in seconds since epoch. */
export function checkTrial({ subscription_data: data = {} }: SessionParams, now: number): void {
  const { trial_end: end, trial_period_days: days, trial_settings: settings } = data;
  const at = (name: string) => `subscription_data[${name}]`;
  if (end !== undefined && days !== undefined) {
    throw invalidRequest('You may only specify one of these parameters: trial_end, trial_period_days.', {
      param: at('trial_end'),
    });
  }
  if (days !== undefined && (days < 1 || days > LONGEST_TRIAL_DAYS)) {
    throw invalidRequest(`A trial must have between 1 and ${LONGEST_TRIAL_DAYS} days.`, {
      code: 'parameter_invalid_integer',
      param: at('trial_period_days'),
    });
  }
  if (end !== undefined && end < now + SOONEST_TRIAL_END_S) {
    throw invalidRequest('The `trial_end` date has to be at least 2 days in the future.', { param: at('trial_end') });
  }
  if (end !== undefined && end > now + LONGEST_TRIAL_DAYS * DAY_SECONDS) {
    throw invalidRequest('The `trial_end` date can be no more than two years in the future.', {
      param: at('trial_end'),
    });
  }
  if (settings && end === undefined && days === undefined) {
    throw invalidRequest('`trial_settings` can only be used with a trial.', { param: at('trial_settings') });
  }
}

/** True if the payer enters a payment method: there is something to pay, or to collect one for. */
export function needsMethod(
  session: Pick<CheckoutSession, 'amount_total' | 'mode' | 'payment_method_collection'>,
): boolean {
  const { amount_total: total, mode, payment_method_collection: collection } = session;
  return mode === 'setup' || total !== 0 || (mode === 'subscription' && collection === 'always');
}

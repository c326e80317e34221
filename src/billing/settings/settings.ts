import type { BillingSettings, Context } from '../../kernel/context.ts';

/**
 * Days of smart retries. Stripe chooses their moments by a model and publishes their bounds only, at most eight within two
 * weeks, so these are fixed days within them: https://docs.stripe.com/billing/revenue-recovery/smart-retries
 */
export const SMART_RETRY_DAYS: readonly number[] = [1, 2, 3, 4, 6, 8, 10, 14];

/** The settings of accounts that chose no others. */
export const USUAL_SETTINGS: BillingSettings = {
  retryDays: SMART_RETRY_DAYS,
  subscriptionAfterwards: 'cancel',
  invoiceAfterwards: 'open',
  overdueDays: null,
  renewalNoticeDays: 7,
  dueNoticeDays: 3,
};

/** The settings of the account that a decision acts for. */
export function billingSettings({ account }: Pick<Context, 'account'>): BillingSettings {
  return { ...USUAL_SETTINGS, ...account.billing };
}

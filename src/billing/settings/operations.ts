import { emptyable, integer, list, oneOf } from '../../contract/shape.ts';
import type { BillingSettings, Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { ownOperation } from '../../kernel/operation.ts';
import { changeSettingsPort } from '../../kernel/worlds.ts';
import { billingSettings, SMART_RETRY_DAYS, USUAL_SETTINGS } from './settings.ts';

/** Bounds of the settings, as Stripe's dashboard has them: https://docs.stripe.com/billing/revenue-recovery */
const MOST_RETRIES = 8;
const LONGEST_RETRY_DAYS = 60;
const LONGEST_OVERDUE_DAYS = 90;
const LONGEST_NOTICE_DAYS = 60;

/** The settings as they are returned. */
function shown(settings: BillingSettings) {
  return {
    object: 'florin.billing_settings',
    retry_days: settings.retryDays,
    subscription_afterwards: settings.subscriptionAfterwards,
    invoice_afterwards: settings.invoiceAfterwards,
    overdue_days: settings.overdueDays,
    renewal_notice_days: settings.renewalNoticeDays,
    due_notice_days: settings.dueNoticeDays,
  };
}

/** `GET /_florin/billing_settings`: the retries of failed payments, what follows them, and the days of notices. */
const readSettings = ownOperation('GET /_florin/billing_settings', {}, async (context) => {
  checkOwn(context);
  return shown(billingSettings(context));
});

/**
 * `POST /_florin/billing_settings`: changes them. An empty value sets back: `retry_days` to smart retries, `overdue_days` to
 * none. They apply to what is planned from now on.
 */
const changeSettings = ownOperation(
  'POST /_florin/billing_settings',
  {
    retry_days: emptyable(list(integer)),
    subscription_afterwards: oneOf('cancel', 'unpaid', 'past_due'),
    invoice_afterwards: oneOf('open', 'uncollectible'),
    overdue_days: emptyable(integer),
    renewal_notice_days: integer,
    due_notice_days: integer,
  },
  async (context, given) => {
    checkOwn(context);
    const { retry_days: retries, overdue_days: overdue, renewal_notice_days: renewal, due_notice_days: due } = given;
    const { subscription_afterwards: subscription, invoice_afterwards: invoice } = given;
    const billing: Partial<BillingSettings> = {
      ...context.account.billing,
      ...(retries !== undefined && { retryDays: retries === '' ? SMART_RETRY_DAYS : checkRetries(retries) }),
      ...(subscription !== undefined && { subscriptionAfterwards: subscription }),
      ...(invoice !== undefined && { invoiceAfterwards: invoice }),
      ...(overdue !== undefined && {
        overdueDays: overdue === '' ? null : days(overdue, LONGEST_OVERDUE_DAYS, 'overdue_days'),
      }),
      ...(renewal !== undefined && { renewalNoticeDays: days(renewal, LONGEST_NOTICE_DAYS, 'renewal_notice_days') }),
      ...(due !== undefined && { dueNoticeDays: days(due, LONGEST_NOTICE_DAYS, 'due_notice_days') }),
    };
    await context.use(changeSettingsPort)(context.work.world, { billing });
    return shown({ ...USUAL_SETTINGS, ...billing });
  },
  // The settings of a world are not part of a decision's commit.
  { isKeyless: true },
);

export const settingsOperations = [readSettings, changeSettings];

function checkOwn({ work }: Context): void {
  if (work.connected === null) return;
  throw invalidRequest('These are settings of a platform. Leave the Stripe-Account header out.');
}

function checkRetries(given: readonly number[]): readonly number[] {
  if (given.length > MOST_RETRIES) {
    throw invalidRequest(`A payment is retried at most ${MOST_RETRIES} times.`, { param: 'retry_days' });
  }
  for (const [index, day] of given.entries()) {
    const param = `retry_days[${index}]`;
    days(day, LONGEST_RETRY_DAYS, param);
    if (day <= (given[index - 1] ?? 0)) {
      throw invalidRequest('Each retry must be on a later day than the one before.', { param });
    }
  }
  return given;
}

function days(given: number, most: number, param: string): number {
  if (given >= 1 && given <= most) return given;
  throw invalidRequest(`Use a number of days between 1 and ${most}.`, { code: 'parameter_invalid_integer', param });
}

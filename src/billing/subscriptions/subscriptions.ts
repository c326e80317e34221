import { customers } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { resourceMissing } from '../../kernel/errors.ts';
import { checkNamed } from '../../kernel/list.ts';
import { define, type ParamsOf } from '../../kernel/operation.ts';
import { secondsCreated } from '../../kernel/positions.ts';
import { resource } from '../../kernel/resource.ts';
import { testClockType } from '../../kernel/test-clock.ts';
import { searchOperation } from '../../search/search.ts';
import { endSubscription } from './cancel.ts';
import { periodsOfSubscriptions } from './changes/2025-03-31.basil-subscriptions.ts';
import { billingModeOfSubscriptions } from './changes/2025-06-30.basil-billing-mode.ts';
import { flexibleByDefault } from './changes/2025-09-30.clover-flexible.ts';
import { anchorsOfSubscriptions } from './changes/2026-09-30.endive-anchor.ts';
import { createSubscription } from './create.ts';
import { subscriptionIncludes } from './included.ts';
import { migrateSubscription } from './migrate.ts';
import { NOT_YET, NOT_YET_AT_CHANGE } from './not-yet.ts';
import { pauseOperation } from './pause-operation.ts';
import { removeDiscount } from './remove-discount.ts';
import { resumeSubscription } from './resume.ts';
import { subscriptionTimers } from './timers.ts';
import { isEnded, subscriptions } from './type.ts';
import { updateSubscription } from './update.ts';

async function filters(params: ParamsOf<'GET /v1/subscriptions'>, context: Context) {
  const { customer, test_clock: clock, status, price, plan, collection_method, automatic_tax: tax } = params;
  await checkNamed(context, customers, customer, 'customer');
  await checkNamed(context, testClockType, clock, 'test_clock');
  const isOfClock = customer !== undefined || clock !== undefined;
  const priced = price ?? plan;
  return {
    where: {
      customer,
      price: priced,
      test_clock: clock,
      ...(!isOfClock && (status === undefined ? { is_live: true } : priced !== undefined && { on_clock: false })),
      ...statusFilter(status),
      collection_method,
      automatic_tax: tax?.enabled,
      current_period_start: secondsCreated(params.current_period_start),
      current_period_end: secondsCreated(params.current_period_end),
    },
  };
}

/** Without a status, all that are not canceled. */
function statusFilter(status: string | undefined): Record<string, string | boolean> {
  if (status === undefined) return { is_canceled: false };
  if (status === 'all') return {};
  return status === 'ended' ? { is_ended: true } : { status };
}

const ITEM = '/v1/subscriptions/{subscription}' as const;

const cancel = define(
  `DELETE ${ITEM}`,
  async (context, params, path) => {
    const current = await context.work.require(subscriptions, path.subscription);
    if (isEnded(current)) throw resourceMissing('subscription', current.id, 'id');
    return endSubscription(context, current, {
      reason: 'cancellation_requested',
      ...(params.cancellation_details && { details: params.cancellation_details }),
      prorate: params.prorate ?? false,
      invoiceNow: params.invoice_now ?? false,
    });
  },
  { lock: 'subscription' },
);

const resume = define(
  'POST /v1/subscriptions/{subscription}/resume',
  async (context, params, path) =>
    resumeSubscription(context, await context.work.require(subscriptions, path.subscription), params),
  { lock: 'subscription' },
);

const migrate = define(
  'POST /v1/subscriptions/{subscription}/migrate',
  async (context, params, path) =>
    migrateSubscription(context, await context.work.require(subscriptions, path.subscription), params),
  { lock: 'subscription', notYet: ['billing_mode[flexible][proration_discounts]=itemized'] },
);

export const subscriptionResource = resource(subscriptions, {
  collection: '/v1/subscriptions',
  item: ITEM,
  create: (context, params) => createSubscription(context, params),
  retrieve: true,
  update: updateSubscription,
  list: filters,
  operations: [cancel, resume, migrate, pauseOperation, removeDiscount, searchOperation(subscriptions)],
  options: {
    create: { notYet: NOT_YET },
    update: { lock: 'subscription', notYet: NOT_YET_AT_CHANGE },
    list: { notYet: ['customer_account'] },
  },
  includes: subscriptionIncludes,
  timers: subscriptionTimers,
  changes: [periodsOfSubscriptions, billingModeOfSubscriptions, flexibleByDefault, anchorsOfSubscriptions],
});

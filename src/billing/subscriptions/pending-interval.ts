import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { makeDraft } from '../invoices/draft.ts';
import { type Anchor, approximateSeconds, type Interval, periodAt } from '../periods/period.ts';
import { anchorOfSubscription, billOf, pendingItems } from './bill.ts';
import { customerOf } from './customer.ts';
import { intervalOf } from './facts.ts';
import { saveChanged } from './save.ts';
import { plan } from './schedule.ts';
import { BILLS_PENDING } from './timer-kinds.ts';
import type { Subscription } from './type.ts';

type Given = Stripe.Emptyable<Stripe.SubscriptionCreateParams.PendingInvoiceItemInterval> | undefined;

/** https://docs.stripe.com/api/subscriptions/create#create_subscription-pending_invoice_item_interval */
const LONGEST: Interval = { unit: 'year', count: 1 };

/**
 * The interval at which pending items are billed between renewals, and its next end, counted from the anchor in seconds
 * since epoch. Throws for more than a year.
 */
export function pendingInterval(
  given: Given,
  anchor: Anchor,
  now: number,
): Pick<Subscription, 'pending_invoice_item_interval' | 'next_pending_invoice_item_invoice'> {
  if (!given) return { pending_invoice_item_interval: null, next_pending_invoice_item_invoice: null };
  const every = { interval: given.interval, interval_count: given.interval_count ?? 1 };
  const interval = intervalOf(every);
  if (interval.count < 1 || approximateSeconds(interval) > approximateSeconds(LONGEST)) {
    throw invalidRequest('Pending invoice items are billed at least once a year. Use an interval of up to one year.', {
      param: 'pending_invoice_item_interval[interval_count]',
    });
  }
  return {
    pending_invoice_item_interval: every,
    next_pending_invoice_item_invoice: periodAt(anchor, interval, now).end,
  };
}

/** Bills the items that wait for a subscription's next invoice, if there are any, and begins the next interval. */
export async function billPending(context: Context, subscription: Subscription): Promise<void> {
  const { pending_invoice_item_interval: every, next_pending_invoice_item_invoice: due } = subscription;
  if (every === null || due === null) return;
  const items = await pendingItems(context, subscription);
  const now = context.work.now;
  const next = pendingInterval(every, anchorOfSubscription(subscription), Math.max(due, now));
  const start = Math.min(...subscription.items.data.map((item) => item.current_period_start));
  const draft =
    items.length === 0
      ? null
      : await makeDraft(
          context,
          await billOf(context, subscription, await customerOf(context, subscription), {
            billingReason: 'subscription_cycle',
            lines: [],
            items,
            autoAdvance: true,
            period: { start, end: due },
          }),
        );
  const billed = saveChanged(context, subscription, {
    ...subscription,
    ...next,
    ...(draft && { latest_invoice: draft.id }),
  });
  await plan(context, subscription, billed, BILLS_PENDING);
}

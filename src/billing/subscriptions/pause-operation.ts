import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { define } from '../../kernel/operation.ts';
import { makeDraft } from '../invoices/draft.ts';
import { billOf, pendingItems } from './bill.ts';
import { customerOf } from './customer.ts';
import { collectNow } from './first-invoice.ts';
import { pauseSubscription } from './pause.ts';
import { creditUnused } from './prorate.ts';
import { isBilled } from './state.ts';
import { type Subscription, subscriptions } from './type.ts';
import { usageLines } from './usage.ts';

/** Pauses a subscription, with or without a credit for the time that is left: https://docs.stripe.com/api/subscriptions/pause */
export const pauseOperation = define(
  'POST /v1/subscriptions/{subscription}/pause',
  async (context, { bill_for: billFor, invoicing_behavior: behavior = 'pending_invoice_item' }, path) => {
    const current = await context.work.require(subscriptions, path.subscription);
    checkPausable(current);
    const from = fromOf(current, billFor?.unused_time_from?.type ?? 'none', context.work.now);
    const credited = from === null ? current : await creditUnused(context, current, from);
    context.work.save<Subscription>(credited);
    const billsUsage = billFor?.outstanding_usage_through?.type === 'now';
    const lines = billsUsage ? await usageLines(context, credited, credited.items.data, context.work.now) : [];
    const items = behavior === 'invoice' ? await pendingItems(context, credited, { onlyOwn: true }) : [];
    const billed = lines.length + items.length === 0 ? credited : await invoiced(context, credited, lines, items);
    return pauseSubscription(context, billed, 'pause_requested');
  },
  { lock: 'subscription' },
);

function fromOf({ items }: Subscription, from: string, now: number): number | null {
  if (from === 'none') return null;
  return from === 'now' ? now : Math.min(...items.data.map((item) => item.current_period_start));
}

async function invoiced(
  context: Context,
  subscription: Subscription,
  lines: Awaited<ReturnType<typeof usageLines>>,
  items: Awaited<ReturnType<typeof pendingItems>>,
): Promise<Subscription> {
  const customer = await customerOf(context, subscription);
  const now = context.work.now;
  const draft = await makeDraft(
    context,
    await billOf(context, subscription, customer, {
      billingReason: 'subscription_update',
      lines,
      items,
      autoAdvance: true,
      period: { start: now, end: now },
    }),
  );
  const billed = context.work.save<Subscription>({ ...subscription, latest_invoice: draft.id });
  if (subscription.collection_method === 'charge_automatically') await collectNow(context, draft, customer, {});
  return billed;
}

function checkPausable(subscription: Subscription): void {
  if (subscription.schedule !== null) {
    throw invalidRequest('A subscription that a schedule manages cannot be paused. Release the schedule first.');
  }
  if (isBilled(subscription) && subscription.status !== 'incomplete') return;
  throw invalidRequest(`A subscription that is ${subscription.status} cannot be paused.`, {
    code: 'status_transition_invalid',
  });
}

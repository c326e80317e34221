import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import { makeDraft } from '../invoices/draft.ts';
import { type Invoice, invoices } from '../invoices/type.ts';
import { billOf, pendingItems } from './bill.ts';
import { customerOf } from './customer.ts';
import { feedbackOption } from './feedback-option.ts';
import { collectNow } from './first-invoice.ts';
import { creditUnused } from './prorate.ts';
import { plan } from './schedule.ts';
import type { Subscription } from './type.ts';
import { usageLines } from './usage.ts';

type Details = NonNullable<Subscription['cancellation_details']>;

/** The circumstances of an end. */
interface Ending {
  readonly reason: Details['reason'];
  readonly details?: Stripe.SubscriptionCancelParams.CancellationDetails;
  /** Credits the time that was paid and is not used. */
  readonly prorate?: boolean;
  /** Bills what is pending, and usage, with a last invoice. */
  readonly invoiceNow?: boolean;
  /** Leaves that invoice a draft. */
  readonly leavesDraft?: true;
  /** The kind of the timer that ends it. */
  readonly running?: string;
}

/**
 * Ends a subscription now. Without a last invoice its pending prorations are dropped; other pending items stay for the
 * customer's next invoice. https://docs.stripe.com/billing/subscriptions/cancel
 */
export async function endSubscription(
  context: Context,
  subscription: Subscription,
  ending: Ending,
): Promise<Subscription> {
  const { work } = context;
  const now = work.now;
  const credited = ending.prorate ? await creditUnused(context, subscription, now) : subscription;
  const last = ending.invoiceNow ? await lastInvoice(context, credited, ending) : null;
  if (!ending.invoiceNow) await dropProrations(context, credited);
  await stopCollecting(context, credited);
  const { details } = ending;
  const ended: Subscription = {
    ...credited,
    ...(last && { latest_invoice: last.id }),
    status: 'canceled',
    cancel_at: ending.reason === 'cancellation_requested' && ending.running ? credited.cancel_at : null,
    cancel_at_period_end: ending.running ? credited.cancel_at_period_end : false,
    canceled_at: credited.canceled_at ?? now,
    ended_at: now,
    pending_update: null,
    cancellation_details: {
      comment: details?.comment || (credited.cancellation_details?.comment ?? null),
      feedback: details?.feedback || (credited.cancellation_details?.feedback ?? null),
      feedback_option:
        (await feedbackOption(context, details)) ?? credited.cancellation_details?.feedback_option ?? null,
      reason: ending.reason,
    },
    internal: { ...credited.internal, debits: {} },
  };
  const saved = work.save<Subscription>(ended);
  await plan(context, subscription, saved, ending.running);
  work.emit('customer.subscription.deleted', saved);
  return saved;
}

/** Bills what is left at once; null if there is nothing. */
async function lastInvoice(
  context: Context,
  subscription: Subscription,
  { leavesDraft }: Ending,
): Promise<Invoice | null> {
  const items = await pendingItems(context, subscription);
  const lines = await usageLines(context, subscription, subscription.items.data, context.work.now);
  if (items.length + lines.length === 0) return null;
  const customer = await customerOf(context, subscription);
  const now = context.work.now;
  const start = Math.min(...subscription.items.data.map((item) => item.current_period_start));
  const draft = await makeDraft(
    context,
    await billOf(context, subscription, customer, {
      billingReason: 'subscription_update',
      lines,
      items,
      autoAdvance: true,
      period: { start, end: now },
    }),
  );
  if (leavesDraft || subscription.collection_method === 'send_invoice' || draft.amount_due > 0) return draft;
  return collectNow(context, draft, customer, {});
}

async function dropProrations(context: Context, subscription: Subscription): Promise<void> {
  const { work } = context;
  for (const item of await pendingItems(context, subscription, { onlyOwn: true })) {
    if (!item.proration) continue;
    work.emit('invoiceitem.deleted', item);
    work.remove(item);
  }
}

/** The most open invoices whose collection ends with their subscription. */
const MOST_OPEN = 100;

/** Invoices that are not paid yet stay, but Florin collects them no more. */
async function stopCollecting({ work }: Context, { id }: Subscription): Promise<void> {
  for (const invoice of await work.list(invoices, { by: `subscription/${id}`, limit: MOST_OPEN })) {
    if (!invoice.auto_advance || (invoice.status !== 'open' && invoice.status !== 'draft')) continue;
    const stopped = work.save<Invoice>({
      ...invoice,
      auto_advance: false,
      automatically_finalizes_at: null,
      next_payment_attempt: null,
    });
    work.emit('invoice.updated', stopped, previousAttributes(invoice, stopped));
  }
}

import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, StripeError } from '../../kernel/errors.ts';
import type { LineTerms } from '../drafts/type.ts';
import { makeDraft } from '../invoices/draft.ts';
import { periodAt } from '../periods/period.ts';
import { anchorOfSubscription, billOf, linesInAdvance, pendingItems, withDebits } from './bill.ts';
import { withItems } from './create.ts';
import { customerOf } from './customer.ts';
import { factsOf } from './facts.ts';
import { collectNow } from './first-invoice.ts';
import { debitItem } from './prorate.ts';
import { saveChanged } from './save.ts';
import { plan } from './schedule.ts';
import { settledBy } from './settle.ts';
import type { Subscription, SubscriptionItem } from './type.ts';

/**
 * Resumes a paused subscription and collects its invoice at once. `billing_cycle_anchor=now`, the default, begins new
 * periods. https://docs.stripe.com/api/subscriptions/resume
 */
export async function resumeSubscription(
  context: Context,
  paused: Subscription,
  params: Stripe.SubscriptionResumeParams,
  options: { readonly leavesDraft?: true } = {},
): Promise<Subscription> {
  checkPaused(paused);
  const { work } = context;
  const now = work.now;
  const customer = await customerOf(context, paused);
  const { status_details: _, ...rest } = paused;
  const isNew = params.billing_cycle_anchor?.type !== 'unchanged';
  const { anchorDay: day, ...internal } = rest.internal;
  const current: Subscription = {
    ...rest,
    status: 'active',
    ...(isNew && { billing_cycle_anchor: now, billing_cycle_anchor_config: null, internal }),
    ...(!isNew && day !== undefined && { internal: { ...internal, anchorDay: day } }),
  };
  const from = params.proration_date ?? now;
  const { next, lines } = await periodsFrom(context, current, from, isNew, params.proration_behavior === 'none');
  const items = await pendingItems(context, next);
  if (lines.length + items.length === 0) return resumed(context, paused, next);
  const draft = await makeDraft(
    context,
    await billOf(context, next, customer, {
      billingReason: 'subscription_update',
      lines,
      items,
      autoAdvance: true,
      period: { start: now, end: now },
    }),
  );
  const billed = work.save<Subscription>(withDebits({ ...next, latest_invoice: draft.id }, draft, now));
  if (options.leavesDraft) return billed;
  const invoice = await collectNow(context, draft, customer, {});
  const settled = await settledBy(context, billed, invoice);
  const waits = params.payment_behavior === 'resume_on_payment_success' && invoice.status !== 'paid';
  if (waits) throw new StripeError(402, unpaid);
  return resumed(context, paused, settled);
}

const unpaid = {
  type: 'card_error',
  code: 'subscription_payment_intent_requires_action',
  message:
    'The subscription was not resumed because its invoice was not paid. Use another payment method, or `payment_behavior=resume_on_payment_attempt`.',
} as const;

async function periodsFrom(
  context: Context,
  current: Subscription,
  from: number,
  isNew: boolean,
  isFree: boolean,
): Promise<{ readonly next: Subscription; readonly lines: LineTerms[] }> {
  const anchor = anchorOfSubscription(current);
  const lines: LineTerms[] = [];
  const data: SubscriptionItem[] = [];
  for (const item of current.items.data) {
    const facts = await factsOf(context, item.price.id, current.currency);
    const whole = periodAt(anchor, facts.interval, from);
    const next = { ...item, current_period_start: whole.start, current_period_end: whole.end };
    data.push(next);
    if (isNew && facts.meter === undefined) lines.unshift(...linesInAdvance(current, next, facts, whole, anchor));
  }
  let next = withItems(current, data);
  if (!isNew && !isFree) for (const item of data) next = await debitItem(context, next, item, from);
  return { next, lines };
}

async function resumed(context: Context, paused: Subscription, next: Subscription): Promise<Subscription> {
  const saved = saveChanged(context, paused, next);
  await plan(context, paused, saved);
  context.work.emit('customer.subscription.resumed', saved);
  return saved;
}

function checkPaused({ status, collection_method: method }: Subscription): void {
  if (status !== 'paused') {
    throw invalidRequest(`Only a paused subscription can be resumed. This one is ${status}.`, {
      code: 'status_transition_invalid',
    });
  }
  if (method === 'send_invoice') {
    throw invalidRequest('Subscriptions with `collection_method=send_invoice` cannot be resumed.');
  }
}

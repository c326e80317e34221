import type { Context } from '../../kernel/context.ts';
import type { LineTerms } from '../drafts/type.ts';
import { makeDraft } from '../invoices/draft.ts';
import { finalize } from '../invoices/finalize.ts';
import type { Invoice } from '../invoices/type.ts';
import { markUncollectible } from '../invoices/uncollectible.ts';
import { voidInvoice } from '../invoices/void.ts';
import { periodAt } from '../periods/period.ts';
import { anchorOfSubscription, billOf, linesInAdvance, pendingItems, withDebits } from './bill.ts';
import { endSubscription } from './cancel.ts';
import { withItems } from './create.ts';
import { customerOf } from './customer.ts';
import { factsOf } from './facts.ts';
import { saveChanged } from './save.ts';
import { plan } from './schedule.ts';
import { RENEWS } from './timer-kinds.ts';
import { endWithoutMethod } from './trial-end.ts';
import { earliestEnd, type Subscription, type SubscriptionItem } from './type.ts';
import { usageLines } from './usage.ts';

/** A subscription in its next periods, and the draft that bills them, if there is anything to bill. */
export interface Renewal {
  readonly subscription: Subscription;
  readonly draft: Invoice | null;
}

/**
 * Ends the periods that end first: ends the trial or the subscription if its time has come, else begins the next periods
 * and makes the draft of them. Periods that were missed are renewed one after the other.
 */
export async function renew(
  context: Context,
  subscription: Subscription,
  options: { readonly leavesDraft?: true } = {},
): Promise<Renewal> {
  const end = earliestEnd(subscription);
  const { cancel_at: cancelAt, trial_end: trialEnd, status } = subscription;
  if (cancelAt !== null && cancelAt <= end) {
    const reason = 'cancellation_requested';
    const ended = await endSubscription(context, subscription, { reason, invoiceNow: true, running: RENEWS });
    return { subscription: ended, draft: null };
  }
  const isTrialOver = status === 'trialing' && trialEnd !== null && trialEnd <= end;
  const instead = isTrialOver ? await endWithoutMethod(context, subscription, RENEWS) : undefined;
  if (instead) return { subscription: instead, draft: null };
  const current: Subscription = isTrialOver ? { ...subscription, status: 'active' } : subscription;
  const renewal = await nextPeriods(context, subscription, current, end);
  if (renewal.draft && !options.leavesDraft) await settlePaused(context, renewal.subscription, renewal.draft);
  return renewal;
}

/** While collection is paused, a draft is voided or written off at once, or stays one. */
async function settlePaused(
  context: Context,
  { pause_collection: paused }: Subscription,
  draft: Invoice,
): Promise<void> {
  if (!paused || paused.behavior === 'keep_as_draft') return;
  const finalized = await finalize(context, draft, { autoAdvance: false });
  if (finalized.status !== 'open') return;
  if (paused.behavior === 'void') await voidInvoice(context, finalized);
  else await markUncollectible(context, finalized);
}

async function nextPeriods(
  context: Context,
  before: Subscription,
  current: Subscription,
  end: number,
): Promise<Renewal> {
  const { work } = context;
  const anchor = anchorOfSubscription(current);
  const lines: LineTerms[] = [];
  const data: SubscriptionItem[] = [];
  const over = current.items.data.filter((item) => item.current_period_end <= end);
  for (const item of current.items.data) {
    if (!over.includes(item)) {
      data.push(item);
      continue;
    }
    const facts = await factsOf(context, item.price.id, current.currency);
    const whole = periodAt(anchor, facts.interval, end);
    const next: SubscriptionItem = { ...item, current_period_start: end, current_period_end: whole.end };
    data.push(next);
    const isFree = whole.start !== end && current.internal.isFreeUntilAnchor === true;
    if (facts.meter === undefined && !isFree)
      lines.unshift(...linesInAdvance(current, next, facts, { start: end, end: whole.end }, anchor));
  }
  lines.push(...(before.status === 'trialing' ? [] : await usageLines(context, current, over, end)));
  const moved = withItems(current, data);
  const items = await pendingItems(context, moved);
  const ended = { start: Math.min(...over.map((item) => item.current_period_start)), end };
  const draft = lines.length + items.length === 0 ? null : await draftOf(context, moved, lines, items, ended);
  const billed = draft ? withDebits({ ...moved, latest_invoice: draft.id }, draft, work.now) : moved;
  const saved = saveChanged(context, before, billed);
  await plan(context, before, saved, RENEWS);
  return { subscription: saved, draft };
}

async function draftOf(
  context: Context,
  subscription: Subscription,
  lines: LineTerms[],
  items: Awaited<ReturnType<typeof pendingItems>>,
  period: { readonly start: number; readonly end: number },
): Promise<Invoice> {
  const customer = await customerOf(context, subscription);
  const isKept = subscription.pause_collection?.behavior === 'keep_as_draft' || subscription.status === 'unpaid';
  return makeDraft(
    context,
    await billOf(context, subscription, customer, {
      billingReason: 'subscription_cycle',
      lines,
      items,
      autoAdvance: !isKept,
      period,
    }),
  );
}

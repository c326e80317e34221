import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import type { LineTerms, ReachedThresholds } from '../drafts/type.ts';
import { makeDraft } from '../invoices/draft.ts';
import type { NewUsage } from '../usage/record.ts';
import { billOf, pendingItems } from './bill.ts';
import { customerOf } from './customer.ts';
import { prepare } from './prepare.ts';
import { saveChanged } from './save.ts';
import { plan } from './schedule.ts';
import { isBilled } from './state.ts';
import { CHECKS_THRESHOLDS } from './timer-kinds.ts';
import { type Subscription, type SubscriptionInternal, subscriptions } from './type.ts';
import { usageLines } from './usage.ts';

/** The most subscriptions of a customer whose thresholds are looked at. */
const MOST_WATCHED = 100;

/**
 * Has the thresholds of customers compared with usage that was just recorded. That is a decision of its own for each
 * subscription, since it is on the clock of its customer and reported usage may be of several.
 */
export async function watchThresholds({ work }: Context, events: readonly NewUsage[]): Promise<void> {
  for (const customer of new Set(events.map((event) => event.customer))) {
    for (const { id } of await work.list(subscriptions, { by: `thresholds/${customer}`, limit: MOST_WATCHED })) {
      work.schedule({ kind: CHECKS_THRESHOLDS, subject: id, dueAt: work.worldNowMs, onWorldClock: true });
    }
  }
}

/**
 * Bills usage at once if it has reached a threshold; what is used later is billed when the period ends. With
 * `reset_billing_cycle_anchor` new periods begin instead.
 * https://docs.stripe.com/billing/subscriptions/usage-based/thresholds
 */
export async function billThreshold(context: Context, subscription: Subscription): Promise<void> {
  const { work } = context;
  await work.onClock(idOf(subscription.test_clock));
  if (!isBilled(subscription) || subscription.status === 'trialing' || subscription.pause_collection !== null) return;
  const { items, billing_thresholds: common } = subscription;
  const now = work.now;
  // Usage of this very second counts, too.
  const usage = await usageLines(context, subscription, items.data, now + 1);
  const pending = await pendingItems(context, subscription);
  const amount = [...usage, ...pending].reduce((sum, line) => sum + line.amount, 0);
  const reached = reachedBy(subscription, usage, amount);
  if (!reached) return;
  const customer = await customerOf(context, subscription);
  const reason = { billingReason: 'subscription_threshold', thresholds: reached } as const;
  const lines = usage.map((line) => ({ ...line, period: { ...line.period, end: now } }));
  if (common?.reset_billing_cycle_anchor) {
    const anew = { billing_cycle_anchor: { type: 'now' } } as const;
    const { next } = await prepare(context, customer, subscription, anew, { ...reason, usage: lines });
    // The usage of this second is in the periods that begin now as well, but billed already.
    const since = await usageLines(context, next, next.items.data, now + 1);
    const saved = saveChanged(context, subscription, {
      ...next,
      internal: { ...next.internal, billedUsage: billedUsage(next, since) },
    });
    await plan(context, subscription, saved);
    return;
  }
  const start = Math.min(...items.data.map((item) => item.current_period_start));
  const terms = {
    ...reason,
    lines,
    items: pending,
    autoAdvance: true,
    period: { start, end: now },
  };
  const draft = await makeDraft(context, await billOf(context, subscription, customer, terms));
  saveChanged(context, subscription, {
    ...subscription,
    latest_invoice: draft.id,
    internal: { ...subscription.internal, billedUsage: billedUsage(subscription, usage) },
  });
}

/** The thresholds that are reached: of the whole amount, and of the usage of single items; undefined if there is none. */
function reachedBy(
  { billing_thresholds: common, items }: Subscription,
  usage: readonly LineTerms[],
  amount: number,
): ReachedThresholds | undefined {
  const gte = common?.amount_gte ?? null;
  const isAmount = gte !== null && amount >= gte;
  const ofItems = new Map<string, number>();
  for (const { id, billing_thresholds: own } of items.data) {
    const least = own?.usage_gte ?? null;
    if (least !== null && quantityOf(usage, id) >= least) ofItems.set(id, least);
  }
  return isAmount || ofItems.size > 0 ? { amount: isAmount ? gte : null, usage: ofItems } : undefined;
}

/** The usage of an item's period that is billed once these lines are. */
function billedUsage(
  { items }: Subscription,
  usage: readonly LineTerms[],
): NonNullable<SubscriptionInternal['billedUsage']> {
  return Object.fromEntries(
    items.data.flatMap(({ id, current_period_start: from }) => {
      const lines = linesOf(usage, id);
      const quantity = (lines[0]?.usedBefore ?? 0) + quantityOf(usage, id);
      return lines.length === 0 ? [] : [[id, { from, quantity }]];
    }),
  );
}

function linesOf(usage: readonly LineTerms[], item: string): LineTerms[] {
  return usage.filter(({ parent }) => parent?.subscription_item_details?.subscription_item === item);
}

function quantityOf(usage: readonly LineTerms[], item: string): number {
  return linesOf(usage, item).reduce((sum, { quantity }) => sum + (quantity ?? 0), 0);
}

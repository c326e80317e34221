import type { Customer } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import type { InvoiceTerms, LineTerms } from '../drafts/type.ts';
import { makeDraft } from '../invoices/draft.ts';
import type { Invoice } from '../invoices/type.ts';
import { amountOfItem } from '../lines/of-item.ts';
import { periodAt } from '../periods/period.ts';
import { anchorOfSubscription, billOf, linesInAdvance, pendingItems, withDebits } from './bill.ts';
import { withFields } from './changed-fields.ts';
import { changedItems, hasOtherInterval, type ItemChange, isBillable } from './changed-items.ts';
import { recurringOf, withItems } from './create.ts';
import { factsOf, intervalOf } from './facts.ts';
import { addOneOffs } from './one-off.ts';
import { creditItem, creditUnused, debitItem } from './prorate.ts';
import { checkIntervals, checkTrialEnd, trialEnd } from './terms.ts';
import type { Subscription, SubscriptionItem } from './type.ts';
import type { UpdateParams } from './update-params.ts';
import { usageLines } from './usage.ts';

/** A change that is worked out, but not saved: its prorations wait for an invoice, or are on its draft. */
export interface Prepared {
  readonly next: Subscription;
  /** The invoice that the change makes at once. */
  readonly draft: Invoice | null;
}

/** Works out an update: what the subscription becomes, what is credited and debited, and what is invoiced at once. */
export async function prepare(
  context: Context,
  customer: Customer,
  current: Subscription,
  params: UpdateParams,
  { usage, ...reason }: Reason = { billingReason: 'subscription_update' },
): Promise<Prepared> {
  const now = context.work.now;
  const from = checkDate(current, params.proration_date, now);
  const changes = await changedItems(context, current, params.items ?? []);
  checkIntervals(
    changes.flatMap(({ after }) => (after ? [intervalOf(recurringOf(after.price))] : [])),
    current.billing_mode.type,
  );
  const fielded = await withFields(context, customer, current, params);
  const behavior = params.proration_behavior ?? 'create_prorations';
  const change: Change = { changes, from, isFree: behavior === 'none' };
  const start = await cycleOf(context, current, params, changes);
  const before = await pendingIds(context, current);
  const turned =
    start.kind === 'kept'
      ? { next: await withinPeriod(context, fielded, change), lines: [] }
      : await newCycle(context, fielded, change, start, usage);
  if (params.add_invoice_items) await addOneOffs(context, turned.next, params.add_invoice_items);
  const pending = await pendingItems(context, turned.next, { onlyOwn: true });
  const isNew = pending.some(({ id }) => !before.has(id));
  if (turned.lines.length === 0 && !(behavior === 'always_invoice' && isNew)) return { next: turned.next, draft: null };
  const running = Math.min(...current.items.data.map((item) => item.current_period_start));
  const draft = await makeDraft(
    context,
    await billOf(context, turned.next, customer, {
      ...reason,
      lines: turned.lines,
      items: pending,
      autoAdvance: true,
      period: { start: start.kind === 'kept' ? running : now, end: now },
    }),
  );
  return { next: withDebits({ ...turned.next, latest_invoice: draft.id }, draft, now), draft };
}

/** The reason for a change's invoice; `usage` are the lines of the cycle that ends, where they are worked out already. */
type Reason = Pick<InvoiceTerms, 'billingReason' | 'thresholds'> & { readonly usage?: readonly LineTerms[] };

interface Change {
  readonly changes: readonly ItemChange[];
  /** The moment from which time is credited and debited. */
  readonly from: number;
  /** True if nothing is credited or debited. */
  readonly isFree: boolean;
}

/** The cycle after a change: it is kept, begins anew, or becomes a trial until a moment. */
type Cycle = { readonly kind: 'kept' | 'now' } | { readonly kind: 'trial'; readonly end: number };

async function cycleOf(
  context: Context,
  current: Subscription,
  params: UpdateParams,
  changes: readonly ItemChange[],
): Promise<Cycle> {
  const { trial_end: ends, billing_cycle_anchor: anchor } = params;
  const fromPrices = params.trial_from_plan ? trialOfPrices(params, changes, context.work.now) : null;
  if (fromPrices !== null) return { kind: 'trial', end: fromPrices };
  if (ends === 'now') return current.status === 'trialing' ? { kind: 'now' } : { kind: 'kept' };
  if (ends !== undefined) return { kind: 'trial', end: checkTrialEnd(ends, context.work.now) };
  if (anchor?.type === 'now') return { kind: 'now' };
  if (current.billing_mode.type !== 'classic' || current.status === 'trialing' || anchor?.type === 'unchanged') {
    return { kind: 'kept' };
  }
  if (changes.some(hasOtherInterval)) return { kind: 'now' };
  const wasFree =
    (await costOf(
      context,
      current,
      changes.map(({ before }) => before),
    )) === 0;
  const isFree =
    (await costOf(
      context,
      current,
      changes.map(({ after }) => after),
    )) === 0;
  return wasFree && !isFree ? { kind: 'now' } : { kind: 'kept' };
}

/** The end of the trial that the prices after a change have; null if they have none. */
function trialOfPrices(params: UpdateParams, changes: readonly ItemChange[], now: number): number | null {
  const days = changes.flatMap(({ after }) => (after ? [recurringOf(after.price).trial_period_days] : []));
  const { trial_end: end } = params;
  return trialEnd({ trial_from_plan: true, ...(end !== undefined && { trial_end: end }) }, now, days);
}

async function costOf(
  context: Context,
  { currency }: Subscription,
  items: readonly (SubscriptionItem | null)[],
): Promise<number> {
  let cost = 0;
  for (const item of items) {
    if (!item) continue;
    const facts = await factsOf(context, item.price.id, currency);
    cost += amountOfItem(facts.terms, item.quantity ?? 1);
  }
  return cost;
}

/** Changes items within their periods. */
async function withinPeriod(
  context: Context,
  subscription: Subscription,
  { changes, from, isFree }: Change,
): Promise<Subscription> {
  let current = subscription;
  const data: SubscriptionItem[] = [];
  const credited = changes.filter((change) => isBillable(change) && !isFree);
  for (const { before } of credited) if (before) current = await creditItem(context, current, before, from);
  for (const change of changes) {
    const { after } = change;
    if (!after) continue;
    const isMoved = change.before === null || hasOtherInterval(change);
    const period = isMoved && current.status !== 'trialing' ? periodOf(current, after, from) : undefined;
    data.push(period ? { ...after, current_period_start: period.start, current_period_end: period.end } : after);
  }
  current = withItems(current, data);
  for (const { after } of credited) {
    const item = data.find(({ id }) => id === after?.id);
    if (item) current = await debitItem(context, current, item, from);
  }
  return current;
}

/** The period that a moment lies in, counted from the anchor; before the first anchor it is the first part. */
function periodOf(subscription: Subscription, item: SubscriptionItem, moment: number) {
  const anchor = anchorOfSubscription(subscription);
  const whole = periodAt(anchor, intervalOf(recurringOf(item.price)), moment);
  return { start: anchor.time > moment ? Math.max(whole.start, subscription.start_date) : whole.start, end: whole.end };
}

/** Begins a new cycle now: credits all unused time, and bills the first period, or begins a trial. */
async function newCycle(
  context: Context,
  subscription: Subscription,
  { changes, from, isFree }: Change,
  cycle: Cycle,
  usage?: readonly LineTerms[],
): Promise<{ readonly next: Subscription; readonly lines: LineTerms[] }> {
  const now = context.work.now;
  const credited = isFree ? subscription : await creditUnused(context, subscription, from);
  const isTrial = cycle.kind === 'trial';
  const isOver = credited.status === 'trialing' && !isTrial;
  const isKept = (isTrial || isOver) && credited.trial_settings?.end_behavior.billing_cycle_anchor === 'unchanged';
  const anchor = isKept ? anchorOfSubscription(credited) : { time: isTrial ? cycle.end : now };
  const { anchorDay: day, ...internal } = credited.internal;
  const moved: Subscription = {
    ...credited,
    billing_cycle_anchor: anchor.time,
    billing_cycle_anchor_config: isKept ? credited.billing_cycle_anchor_config : null,
    ...(isOver && { status: 'active', trial_end: now }),
    ...(isTrial && {
      status: 'trialing',
      trial_end: cycle.end,
      trial_start: credited.status === 'trialing' ? credited.trial_start : now,
    }),
    internal: { ...internal, ...(isKept && day !== undefined && { anchorDay: day }), debits: {} },
  };
  const lines: LineTerms[] = [];
  const data: SubscriptionItem[] = [];
  for (const { after } of changes) {
    if (!after) continue;
    const facts = await factsOf(context, after.price.id, subscription.currency);
    const whole = periodAt(anchor, facts.interval, now);
    const start = isTrial && credited.status === 'trialing' ? after.current_period_start : now;
    const item = { ...after, current_period_start: start, current_period_end: isTrial ? cycle.end : whole.end };
    data.push(item);
    if (!isTrial && facts.meter === undefined)
      lines.unshift(...linesInAdvance(moved, item, facts, { start: now, end: whole.end }, anchor));
  }
  // The usage of metered items until now belongs to the cycle that ends.
  if (credited.status !== 'trialing') {
    lines.push(...(usage ?? (await usageLines(context, credited, credited.items.data, now))));
  }
  return { next: withItems(moved, data), lines };
}

/** The moment from which a change counts. Throws unless it lies in the present period. */
function checkDate({ items, created }: Subscription, date: number | undefined, now: number): number {
  if (date === undefined) return now;
  const start = Math.min(created, ...items.data.map((item) => item.current_period_start));
  const end = Math.max(...items.data.map((item) => item.current_period_end));
  if (date >= start && date <= end) return date;
  throw invalidRequest('`proration_date` must be within the current billing period of the subscription.', {
    param: 'proration_date',
  });
}

async function pendingIds(context: Context, subscription: Subscription): Promise<ReadonlySet<string>> {
  return new Set((await pendingItems(context, subscription, { onlyOwn: true })).map(({ id }) => id));
}

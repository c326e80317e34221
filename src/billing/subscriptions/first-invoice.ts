import type { Customer } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { StripeError } from '../../kernel/errors.ts';
import { paymentIntents } from '../../payments/payment-intents/type.ts';
import type { LineTerms } from '../drafts/type.ts';
import { collect } from '../invoices/collect.ts';
import { makeDraft } from '../invoices/draft.ts';
import { finalize } from '../invoices/finalize.ts';
import { NO_METHOD, payingMethod } from '../invoices/paying-method.ts';
import { type Invoice, invoices } from '../invoices/type.ts';
import { periodNumber, periodStart } from '../periods/period.ts';
import {
  anchorOfSubscription,
  billOf,
  linesInAdvance,
  linesSince,
  pendingItems,
  trialLine,
  withDebits,
} from './bill.ts';
import { type CreateParams, requiresAction } from './create-params.ts';
import { factsOf } from './facts.ts';
import { addOneOffs } from './one-off.ts';
import { settleWith } from './settle.ts';
import { planSetup } from './setup.ts';
import { EXPIRES } from './timer-kinds.ts';
import type { Subscription } from './type.ts';

/** Seconds in which the first payment has to be made. */
export const INCOMPLETE_SECONDS = 23 * 3_600;

/** The parameters of the collection of an invoice that is made at once. */
export type Collecting = Pick<CreateParams, 'payment_behavior' | 'off_session'>;

/**
 * Emits the creation of a subscription, makes its first invoice unless there is nothing to bill yet, and collects that.
 * Returns the subscription as the payment leaves it.
 */
export async function firstInvoice(
  context: Context,
  inserted: Subscription,
  customer: Customer,
  params: CreateParams & { readonly leavesDraft?: true },
): Promise<Subscription> {
  const { work } = context;
  const now = work.now;
  const lines = await firstLines(context, inserted, params);
  const waiting = await pendingItems(context, inserted);
  const oneOffs = params.add_invoice_items ?? [];
  const isEmpty = lines.length + waiting.length + oneOffs.length === 0;
  const isSent = inserted.collection_method === 'send_invoice' || params.leavesDraft === true;
  const isTrial = inserted.trial_end !== null;
  const status = isTrial ? 'trialing' : isEmpty || isSent ? 'active' : 'incomplete';
  const made = work.save<Subscription>({ ...inserted, status });
  work.emit('customer.subscription.created', made);
  if (isEmpty) return made;
  const added = await addOneOffs(context, made, oneOffs);
  const draft = await makeDraft(
    context,
    await billOf(context, made, customer, {
      billingReason: 'subscription_create',
      lines,
      items: [...added.reverse(), ...waiting],
      autoAdvance: true,
      period: { start: now, end: now },
    }),
  );
  const billed = work.save<Subscription>(withDebits({ ...made, latest_invoice: draft.id }, draft, now));
  if (isSent) return billed;
  const invoice = await collectNow(context, draft, customer, params);
  const asked =
    invoice.status === 'paid' && invoice.amount_due === 0 ? await planSetup(context, billed, customer, params) : billed;
  const settled = await settleWith(context, asked, invoice);
  if (settled.status === 'incomplete') {
    work.schedule({ kind: EXPIRES, subject: settled.id, dueAt: (now + INCOMPLETE_SECONDS) * 1000 });
  }
  return settled;
}

/**
 * Finalizes an invoice without its hour as a draft and collects it, unless the payment is left to a page. Throws what
 * the request is to fail with, by its `payment_behavior`.
 */
export async function collectNow(
  context: Context,
  draft: Invoice,
  customer: Customer,
  { payment_behavior: behavior = 'allow_incomplete', off_session: offSession = false }: Collecting,
): Promise<Invoice> {
  const finalized = await finalize(context, draft);
  if (finalized.status !== 'open' || behavior === 'default_incomplete') return finalized;
  if (!(await payingMethod(context, finalized, customer))) throw new StripeError(NO_METHOD.status, NO_METHOD.detail);
  const { invoice, decline } = await collect(context, finalized, { offSession, automatic: false });
  if (behavior !== 'error_if_incomplete') return invoice;
  if (decline) throw new StripeError(decline.status, decline.detail);
  const { payment } = invoice.internal;
  const intent = payment && (await context.work.get(paymentIntents, payment.intent));
  if (intent?.status === 'requires_action') throw requiresAction();
  return context.work.require(invoices, invoice.id);
}

/** The lines of the first invoice, the newest item first: the trial, the part until the anchor, or the first period. */
async function firstLines(context: Context, subscription: Subscription, params: CreateParams): Promise<LineTerms[]> {
  const { billing_mode: mode, currency, items, start_date: start, trial_end: trialEnd } = subscription;
  const anchor = anchorOfSubscription(subscription);
  const now = context.work.now;
  const isFree = params.proration_behavior === 'none';
  const lines: LineTerms[] = [];
  for (const item of [...items.data].reverse()) {
    const facts = await factsOf(context, item.price.id, currency);
    if (facts.meter !== undefined) continue;
    const period = { start: item.current_period_start, end: item.current_period_end };
    if (trialEnd !== null) {
      lines.push(trialLine(item, facts, period, mode.type));
      continue;
    }
    const isPart = anchor.time > now;
    if (!isPart || !isFree) {
      const from = isPart && !isFree ? Math.min(start, period.start) : period.start;
      const billed = { start: from, end: period.end };
      lines.push(
        ...(from < now && mode.type === 'classic'
          ? linesSince(subscription, item, facts, billed)
          : linesInAdvance(subscription, item, facts, billed, anchor)),
      );
    }
    if (isPart || isFree || start >= now) continue;
    // The time between the date that the subscription was backdated to and the present period.
    if (mode.type === 'classic') {
      lines.push(...linesSince(subscription, item, facts, { start, end: period.start }));
      continue;
    }
    const present = periodNumber(anchor, facts.interval, now);
    for (let k = present - 1; k >= periodNumber(anchor, facts.interval, start); k--) {
      const past = {
        start: Math.max(start, periodStart(anchor, facts.interval, k)),
        end: periodStart(anchor, facts.interval, k + 1),
      };
      lines.push(...linesInAdvance(subscription, item, facts, past, anchor));
    }
  }
  return lines;
}

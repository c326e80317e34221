import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { invoices } from '../invoices/type.ts';
import { voidInvoice } from '../invoices/void.ts';
import { customerOf } from './customer.ts';
import { collectNow, INCOMPLETE_SECONDS } from './first-invoice.ts';
import { prepare } from './prepare.ts';
import { saveChanged } from './save.ts';
import { plan } from './schedule.ts';
import { settledBy } from './settle.ts';
import { UPDATE_EXPIRES } from './timer-kinds.ts';
import { earliestEnd, type PendingChange, type Subscription } from './type.ts';
import type { UpdateParams } from './update-params.ts';

/** Parameters that can wait for a payment: https://docs.stripe.com/billing/subscriptions/pending-updates-reference */
const MAY_WAIT: ReadonlySet<string> = new Set([
  'add_invoice_items',
  'billing_cycle_anchor',
  'cancel_at_period_end',
  'discounts',
  'expand',
  'items',
  'metadata',
  'off_session',
  'payment_behavior',
  'proration_behavior',
  'proration_date',
  'trial_end',
  'trial_from_plan',
]);

/**
 * Updates a subscription once the invoice of the change is paid. Until then it stays as it is and shows the change as
 * `pending_update`. A change without an invoice is in force at once.
 */
export async function updateWhenPaid(
  context: Context,
  current: Subscription,
  params: UpdateParams,
): Promise<Subscription> {
  const { work } = context;
  checkMayWait(current, params);
  const kept = await dropPending(context, current);
  const customer = await customerOf(context, kept);
  const { next, draft } = await prepare(context, customer, kept, params);
  const invoice =
    draft && (await collectNow(context, draft, customer, { ...params, payment_behavior: 'allow_incomplete' }));
  if (!invoice || invoice.status === 'paid') {
    const paid = invoice ? await settledBy(context, next, invoice) : next;
    const saved = saveChanged(context, current, paid);
    await plan(context, current, saved);
    return saved;
  }
  const expiresAt = Math.min(work.now + INCOMPLETE_SECONDS, earliestEnd(kept));
  const pending: PendingChange = {
    invoice: invoice.id,
    next: {
      items: next.items,
      plan: next.plan,
      quantity: next.quantity,
      billing_cycle_anchor: next.billing_cycle_anchor,
      status: next.status,
      trial_end: next.trial_end,
      trial_start: next.trial_start,
      discounts: next.discounts,
      metadata: next.metadata,
      cancel_at: next.cancel_at,
      cancel_at_period_end: next.cancel_at_period_end,
      canceled_at: next.canceled_at,
    },
    debits: next.internal.debits,
  };
  work.schedule({ kind: UPDATE_EXPIRES, subject: current.id, dueAt: expiresAt * 1000 });
  return saveChanged(context, current, {
    ...kept,
    latest_invoice: invoice.id,
    pending_update: {
      billing_cycle_anchor: next.billing_cycle_anchor === kept.billing_cycle_anchor ? null : next.billing_cycle_anchor,
      cancel_at_period_end: params.cancel_at_period_end ?? null,
      discount: null,
      discounts: params.discounts === undefined ? null : [...next.discounts],
      expires_at: expiresAt,
      metadata: params.metadata === undefined ? null : next.metadata,
      subscription_items: params.items ? next.items.data : null,
      trial_end: next.trial_end === kept.trial_end ? null : next.trial_end,
      trial_from_plan: params.trial_from_plan ?? null,
    },
    internal: { ...kept.internal, pending },
  });
}

function checkMayWait(current: Subscription, params: UpdateParams): void {
  if (current.collection_method === 'send_invoice') {
    throw invalidRequest('`payment_behavior=pending_if_incomplete` needs `collection_method=charge_automatically`.', {
      param: 'payment_behavior',
    });
  }
  const [other] = Object.keys(params).filter((name) => !MAY_WAIT.has(name));
  if (other === undefined) return;
  throw invalidRequest(
    `You passed in an unsupported parameter while setting \`payment_behavior=pending_if_incomplete\`: ${other}. Update it with another request.`,
    { param: other },
  );
}

/** Applies the change that waited for an invoice, which is paid now. */
export async function applyPending(context: Context, current: Subscription): Promise<Subscription> {
  const { pending, ...internal } = current.internal;
  if (!pending) return current;
  const { work } = context;
  await work.cancelTimers(current.id, UPDATE_EXPIRES);
  const applied = saveChanged(context, current, {
    ...current,
    ...pending.next,
    pending_update: null,
    internal: { ...internal, debits: pending.debits },
  });
  await plan(context, current, applied);
  work.emit('customer.subscription.pending_update_applied', applied);
  return applied;
}

/** Drops the change that waits, with its invoice: another replaces it, or its time is over. */
export async function dropPending(context: Context, current: Subscription): Promise<Subscription> {
  const { pending, ...internal } = current.internal;
  if (!pending) return current;
  const { work } = context;
  await work.cancelTimers(current.id, UPDATE_EXPIRES);
  const dropped = saveChanged(context, current, { ...current, pending_update: null, internal });
  const invoice = await work.get(invoices, pending.invoice);
  if (invoice?.status === 'open') await voidInvoice(context, invoice);
  return dropped;
}

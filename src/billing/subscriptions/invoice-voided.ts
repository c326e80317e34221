import type { Context } from '../../kernel/context.ts';
import { type Invoice, invoices } from '../invoices/type.ts';
import { saveChanged } from './save.ts';
import { plan } from './schedule.ts';
import type { Subscription } from './type.ts';

/** The most invoices that are looked at for the newest that is not void. */
const MOST_LOOKED_AT = 100;

/**
 * Brings a subscription up to date after one of its invoices became void: without its first payment it expires, else the
 * newest other invoice decides. https://docs.stripe.com/billing/subscriptions/overview#voiding-invoices
 */
export async function invoiceVoided(context: Context, subscription: Subscription, invoice: Invoice): Promise<void> {
  const { work } = context;
  const current = withoutPending(subscription, invoice);
  if (subscription.status === 'incomplete') {
    const expired: Subscription = { ...current, status: 'incomplete_expired', ended_at: work.now };
    saveChanged(context, subscription, expired);
    await plan(context, subscription, expired);
    return;
  }
  if (subscription.status !== 'past_due' && subscription.status !== 'unpaid') {
    saveChanged(context, subscription, current);
    return;
  }
  const others = await work.list(invoices, { by: `subscription/${subscription.id}`, limit: MOST_LOOKED_AT });
  const newest = others.find(({ status, id }) => status !== 'void' && status !== 'draft' && id !== invoice.id);
  const isSettled = newest?.status !== 'open';
  const status = isSettled ? 'active' : newest?.next_payment_attempt !== null ? 'past_due' : subscription.status;
  saveChanged(context, subscription, { ...current, status });
}

/** A change that waited for the invoice is dropped with it. */
function withoutPending(subscription: Subscription, { id }: Invoice): Subscription {
  const { pending, ...internal } = subscription.internal;
  return pending?.invoice === id ? { ...subscription, pending_update: null, internal } : subscription;
}

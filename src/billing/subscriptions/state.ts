import type { Invoice } from '../invoices/type.ts';
import type { Subscription } from './type.ts';

/** Statuses in which periods are billed. */
const BILLED: ReadonlySet<string> = new Set(['active', 'trialing', 'past_due', 'unpaid', 'incomplete']);

/** True if the subscription's periods go on. */
export function isBilled({ status }: Pick<Subscription, 'status'>): boolean {
  return BILLED.has(status);
}

/**
 * The status of a subscription after something happened to the payment of one of its invoices.
 * https://docs.stripe.com/billing/subscriptions/overview#subscription-statuses
 */
export function statusOnPayment(
  subscription: Pick<Subscription, 'status' | 'latest_invoice' | 'internal'>,
  invoice: Pick<Invoice, 'id' | 'status' | 'billing_reason' | 'attempted' | 'attempt_count' | 'internal'>,
  payment: string | null,
): Subscription['status'] {
  const { status } = subscription;
  const isLatest = subscription.latest_invoice === invoice.id;
  const isPaid = invoice.status === 'paid';
  if (status === 'incomplete') {
    const isFirst = invoice.billing_reason === 'subscription_create' || isLatest;
    return isFirst && (isPaid || payment === 'processing') ? 'active' : status;
  }
  const isWrittenOff = invoice.status === 'uncollectible';
  if (isWrittenOff && invoice.internal.writtenOff) return status;
  if (isPaid || isWrittenOff) {
    return isLatest && (status === 'past_due' || status === 'unpaid') ? 'active' : status;
  }
  // A change that waits for its payment is not in force yet.
  if (subscription.internal.pending?.invoice === invoice.id) return status;
  const isUnpaid = invoice.status === 'open' && invoice.attempted && payment !== 'processing';
  return isUnpaid && (status === 'active' || status === 'trialing') ? 'past_due' : status;
}

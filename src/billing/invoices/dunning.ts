import { DAY_SECONDS } from '../../kernel/clock.ts';
import type { BillingSettings } from '../../kernel/context.ts';
import { type Invoice, subscriptionOf } from './type.ts';

/** Decline codes after which the same method is not charged again, though the retries stay scheduled. */
const HARD_DECLINES = new Set([
  'authentication_required',
  'highest_risk_level',
  'incorrect_number',
  'lost_card',
  'pickup_card',
  'revocation_of_all_authorizations',
  'revocation_of_authorization',
  'stolen_card',
  'transaction_not_allowed',
]);

/** Debits that a bank returned are not submitted again without their payer. */
const NEVER_RETRIED = new Set(['au_becs_debit', 'bacs_debit', 'sepa_debit']);

/** True if a card declined with this code will not be approved later. */
export function isHardDecline(code: string | undefined): boolean {
  return code !== undefined && HARD_DECLINES.has(code);
}

/**
 * The moment of the next automatic attempt after a failed one, in seconds since epoch; null if there is none: a
 * subscription's first invoice waits for its customer, and the last retry is the end. A debit that a bank returned days
 * later is retried a day after that at the earliest.
 */
export function nextAttempt(
  invoice: Pick<Invoice, 'auto_advance' | 'billing_reason' | 'collection_method' | 'internal'>,
  attempt: { readonly count: number; readonly method: string | null; readonly now: number },
  { retryDays }: Pick<BillingSettings, 'retryDays'>,
): number | null {
  if (!invoice.auto_advance || invoice.collection_method !== 'charge_automatically') return null;
  if (invoice.billing_reason === 'subscription_create') return null;
  if (attempt.method !== null && NEVER_RETRIED.has(attempt.method)) return null;
  const first = invoice.internal.firstAttemptAt ?? attempt.now;
  const days = retryDays[attempt.count - 1];
  return days === undefined ? null : Math.max(first + days * DAY_SECONDS, attempt.now + DAY_SECONDS);
}

/** True if all attempts to collect a subscription's invoice have failed. Its first invoice waits for its customer. */
export function isGivenUp(invoice: Invoice, { retryDays }: Pick<BillingSettings, 'retryDays'>): boolean {
  return (
    invoice.status === 'open' &&
    invoice.billing_reason !== 'subscription_create' &&
    subscriptionOf(invoice) !== null &&
    invoice.next_payment_attempt === null &&
    invoice.attempt_count > retryDays.length
  );
}

import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import type { Refusal } from '../../kernel/errors.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import type { PaymentIntent } from '../../payments/payment-intents/type.ts';
import { invoicePayments } from '../invoice-payments/type.ts';
import { saveCustomer } from '../reading/customer-currency.ts';
import { billingSettings } from '../settings/settings.ts';
import { creditPayment, isOwed } from './credit-payment.ts';
import { customerOf } from './customer.ts';
import { isHardDecline, nextAttempt } from './dunning.ts';
import { RETRIES } from './timer-kinds.ts';
import type { Invoice } from './type.ts';

/** The circumstances of an attempt: made by Florin or by a person, with or without the payer. */
interface Attempt {
  readonly automatic: boolean;
  readonly offSession: boolean;
}

/** An attempt that a payer made, on the merchant's page or on the invoice's. */
const BY_PAYER: Attempt = { automatic: false, offSession: false };

/**
 * Updates an invoice from its default PaymentIntent. Idempotent: the PaymentIntent counts its unsuccessful attempts, and
 * the invoice the number that it has seen.
 */
export async function followPayment(
  context: Context,
  invoice: Invoice,
  intent: PaymentIntent,
  attempt: Attempt = BY_PAYER,
  decline: Refusal | null = null,
): Promise<Invoice> {
  const { work } = context;
  const { payment } = invoice.internal;
  if (payment === undefined) return invoice;
  if (!isOwed(invoice)) return lateSuccess(context, invoice, intent, payment.id);
  if (intent.status === 'succeeded') {
    const counted = { ...invoice, attempt_count: countOf(invoice, attempt) };
    return creditPayment(
      context,
      counted,
      await work.require(invoicePayments, payment.id),
      intent.amount_received,
      invoice,
    );
  }
  if (intent.status === 'processing') return pending(context, invoice, attempt);
  const attempts = intent.internal.attempts ?? 0;
  if (attempts === payment.attempts) return invoice;
  const seen: Invoice = { ...invoice, internal: { ...invoice.internal, payment: { ...payment, attempts } } };
  if (intent.status === 'requires_action') {
    // A card that asks once asks again: it is not tried again without its payer.
    const hopeless = attempt.offSession ? idOf(intent.payment_method) : null;
    const asked = hopeless === null ? seen : { ...seen, internal: { ...seen.internal, hopeless } };
    return waitsForPayer(context, invoice, asked, attempt);
  }
  const code = decline?.detail.decline_code ?? decline?.detail.code ?? intent.last_payment_error?.decline_code;
  const used = idOf(intent.last_payment_error?.payment_method);
  const isHopeless = isHardDecline(code) && used !== null;
  return attemptFailed(
    context,
    invoice,
    { ...attempt, type: intent.last_payment_error?.payment_method?.type ?? null },
    isHopeless ? { ...seen, internal: { ...seen.internal, hopeless: used } } : seen,
  );
}

/** A bank's success comes after the invoice was voided or paid in another way: what it brings is its customer's credit. */
async function lateSuccess(context: Context, invoice: Invoice, intent: PaymentIntent, id: string): Promise<Invoice> {
  if (intent.status !== 'succeeded') return invoice;
  const payment = await context.work.require(invoicePayments, id);
  return payment.status === 'open' ? creditPayment(context, invoice, payment, intent.amount_received) : invoice;
}

/** Counts a failed attempt, plans the next one and emits `invoice.payment_failed`. `seen` is the invoice to save. */
export async function attemptFailed(
  context: Context,
  before: Invoice,
  attempt: { readonly automatic: boolean; readonly type: string | null },
  seen: Invoice = before,
): Promise<Invoice> {
  const { work } = context;
  const count = countOf(seen, attempt);
  const first = seen.internal.firstAttemptAt ?? work.now;
  // While a bank had the debit, nothing was planned.
  const isLate = !attempt.automatic && seen.attempt_count > 0 && !before.internal.payment?.pending;
  const failed = settle(seen, { firstAttemptAt: first });
  const next = isLate
    ? seen.next_payment_attempt
    : nextAttempt(failed, { count, method: attempt.type, now: work.now }, billingSettings(context));
  const saved = work.save<Invoice>({ ...failed, attempted: true, attempt_count: count, next_payment_attempt: next });
  await planRetry(context, before, saved);
  work.emit('invoice.payment_failed', saved);
  emitUpdated(context, before, saved);
  await markDelinquent(context, saved);
  return saved;
}

/** The payer has to authenticate. An attempt without them has failed; one in their presence goes on. */
async function waitsForPayer(context: Context, before: Invoice, seen: Invoice, attempt: Attempt): Promise<Invoice> {
  const { work } = context;
  const count = attempt.offSession ? countOf(seen, attempt) : seen.attempt_count;
  const asked = settle(seen, { firstAttemptAt: seen.internal.firstAttemptAt ?? work.now });
  const next = attempt.offSession
    ? nextAttempt(asked, { count, method: 'card', now: work.now }, billingSettings(context))
    : seen.next_payment_attempt;
  const saved = work.save<Invoice>({ ...asked, attempted: true, attempt_count: count, next_payment_attempt: next });
  await planRetry(context, before, saved);
  work.emit('invoice.payment_action_required', saved);
  if (attempt.offSession) work.emit('invoice.payment_failed', saved);
  emitUpdated(context, before, saved);
  return saved;
}

/** The money is on its way from a bank; the invoice stays open until the result. */
async function pending(context: Context, before: Invoice, attempt: Attempt): Promise<Invoice> {
  const { work } = context;
  const { payment } = before.internal;
  if (payment === undefined || payment.pending) return before;
  const saved = work.save<Invoice>({
    ...before,
    attempted: true,
    attempt_count: countOf(before, attempt),
    next_payment_attempt: null,
    internal: {
      ...before.internal,
      firstAttemptAt: before.internal.firstAttemptAt ?? work.now,
      payment: { ...payment, pending: true },
    },
  });
  await planRetry(context, before, saved);
  emitUpdated(context, before, saved);
  return saved;
}

/**
 * The number of attempts with this one: the first of any kind, then those that Florin makes. The result of a bank's
 * transfer belongs to the attempt that began it. https://docs.stripe.com/api/invoices/object#invoice_object-attempt_count
 */
function countOf({ attempt_count: count, internal }: Invoice, { automatic }: { readonly automatic: boolean }): number {
  if (internal.payment?.pending) return count;
  return count === 0 || automatic ? count + 1 : count;
}

/** The bank's result is here. */
function settle(invoice: Invoice, changes: Partial<Invoice['internal']>): Invoice {
  const { payment } = invoice.internal;
  if (payment === undefined) return { ...invoice, internal: { ...invoice.internal, ...changes } };
  const { pending: _, ...done } = payment;
  return { ...invoice, internal: { ...invoice.internal, ...changes, payment: done } };
}

/** Schedules the next attempt in place of the one before. */
export async function planRetry(
  { work }: Context,
  before: Invoice,
  { id, next_payment_attempt: next }: Invoice,
): Promise<void> {
  if (next === before.next_payment_attempt) return;
  if (before.next_payment_attempt !== null) await work.cancelTimers(id, RETRIES);
  if (next !== null) work.schedule({ kind: RETRIES, subject: id, dueAt: next * 1000 });
}

/** Emits `invoice.updated` with what changed, if anything shown did. */
export function emitUpdated({ work }: Context, before: Invoice, after: Invoice): void {
  const previous = previousAttributes(before, after);
  if (Object.keys(previous).length > 0) work.emit('invoice.updated', after, previous);
}

async function markDelinquent(context: Context, invoice: Invoice): Promise<void> {
  const customer = await customerOf(context, invoice);
  if (!customer.delinquent) saveCustomer(context, customer, { ...customer, delinquent: true });
}

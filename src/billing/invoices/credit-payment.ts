import { adjustBalance } from '../../customers/balance/adjust.ts';
import type { Context } from '../../kernel/context.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import { ALLOWED } from '../../payments/payment-intents/state.ts';
import { paymentIntents } from '../../payments/payment-intents/type.ts';
import { applyUpdate } from '../../payments/payment-intents/update.ts';
import { smallestAmount } from '../../shared/currencies.ts';
import { entriesOfPayment } from '../books/entries.ts';
import { againstInvoice, postOf } from '../books/post.ts';
import type { InvoicePayment } from '../invoice-payments/type.ts';
import { saveCustomer } from '../reading/customer-currency.ts';
import { customerOf } from './customer.ts';
import { cancelDueDate } from './due-date.ts';
import { closePayment } from './payments.ts';
import { settled } from './settled.ts';
import { RETRIES } from './timer-kinds.ts';
import type { Invoice } from './type.ts';

/**
 * Credits a payment to an invoice: all of it up to what remains; more is the customer's credit. The invoice is paid once
 * nothing remains; one that is void or paid already stays so. `before` is the invoice as events showed it last. Amounts are
 * in the smallest unit.
 */
export async function creditPayment(
  context: Context,
  invoice: Invoice,
  payment: InvoicePayment,
  amount: number,
  before: Invoice = invoice,
): Promise<Invoice> {
  const { work } = context;
  const { remaining, over } = split(invoice, amount);
  const paidPayment = work.save<InvoicePayment>({
    ...payment,
    amount_paid: amount,
    status: 'paid',
    status_transitions: { ...payment.status_transitions, paid_at: work.now },
  });
  postOf(context, invoice, payment.id, entriesOfPayment(invoice, amount));
  const credited: Invoice = {
    ...invoice,
    attempted: true,
    amount_paid: invoice.amount_paid + amount - over,
    amount_overpaid: invoice.amount_overpaid + over,
    amount_remaining: isOwed(invoice) ? remaining : invoice.amount_remaining,
    internal: withoutPending(invoice),
  };
  const saved = await saveCredited(context, before, credited, payment.id);
  if (over > 0) await keepOverpaid(context, saved, over);
  work.emit('invoice_payment.paid', paidPayment);
  return saved;
}

async function saveCredited(context: Context, before: Invoice, credited: Invoice, by: string): Promise<Invoice> {
  if (!isOwed(credited)) return saveShown(context, before, credited);
  return credited.amount_remaining === 0
    ? markPaid(context, before, credited, by)
    : partlyPaid(context, before, credited, by);
}

/** True if something of it can still be paid. */
export function isOwed({ status }: Invoice): boolean {
  return status === 'open' || status === 'uncollectible';
}

function split(invoice: Invoice, amount: number): { remaining: number; over: number } {
  const left = isOwed(invoice) ? invoice.amount_remaining : 0;
  return { remaining: Math.max(left - amount, 0), over: Math.max(amount - left, 0) };
}

function withoutPending({ internal }: Invoice): Invoice['internal'] {
  if (!internal.payment?.pending) return internal;
  const { pending: _, ...payment } = internal.payment;
  return { ...internal, payment };
}

/** Nothing remains to be paid: ends all that is planned for the invoice, and emits its events. `by` is the payment. */
export async function markPaid(context: Context, before: Invoice, invoice: Invoice, by?: string): Promise<Invoice> {
  const { work } = context;
  const paid = work.save<Invoice>(settled(context, invoice));
  if (before.next_payment_attempt !== null) await work.cancelTimers(paid.id, RETRIES);
  await cancelDueDate(context, paid);
  if (by !== paid.internal.payment?.id) await closePayment(context, paid);
  work.emit('invoice.updated', paid, previousAttributes(before, paid));
  work.emit('invoice.paid', paid);
  work.emit('invoice.payment_succeeded', paid);
  const customer = await customerOf(context, paid);
  if (customer.delinquent) saveCustomer(context, customer, { ...customer, delinquent: false });
  return paid;
}

function saveShown({ work }: Context, before: Invoice, invoice: Invoice): Invoice {
  const saved = work.save<Invoice>(invoice);
  work.emit('invoice.updated', saved, previousAttributes(before, saved));
  return saved;
}

/** The default payment asks for what remains from now on. */
async function partlyPaid(context: Context, before: Invoice, invoice: Invoice, by?: string): Promise<Invoice> {
  const { work } = context;
  const saved = saveShown(context, before, invoice);
  const { payment } = saved.internal;
  if (payment === undefined || payment.id === by) return saved;
  await context.lock(payment.intent);
  const intent = await work.require(paymentIntents, payment.intent);
  const isOpen = ALLOWED.confirm.includes(intent.status);
  if (isOpen && saved.amount_remaining >= smallestAmount(saved.currency)) {
    await applyUpdate(context, intent, { amount: saved.amount_remaining });
  }
  return saved;
}

/** Credits what was paid beyond an invoice (or for one that is void) to its customer. `over` is in the smallest unit. */
export async function keepOverpaid(context: Context, invoice: Invoice, over: number): Promise<void> {
  const customer = await customerOf(context, invoice);
  const { currency, id } = invoice;
  const adjusted = adjustBalance(context, customer, {
    amount: -over,
    currency,
    type: 'invoice_overpaid',
    against: againstInvoice(invoice),
    invoice: id,
  });
  saveCustomer(context, customer, adjusted.customer);
  context.work.emit('invoice.overpaid', invoice);
}

/** Amount that a credit note takes off an invoice, in the smallest unit; negative where it is taken back. */
interface Credited {
  /** Of what is still open. */
  readonly prePayment: number;
  /** Of what was paid. */
  readonly postPayment: number;
  readonly isVoided?: boolean;
}

/** Credits a note to its invoice. An open invoice of which nothing remains is paid; else its payment asks for the rest. */
export async function creditOpenAmount(context: Context, invoice: Invoice, credited: Credited): Promise<Invoice> {
  const { prePayment, postPayment, isVoided = false } = credited;
  const { internal } = invoice;
  const remaining = invoice.amount_remaining - prePayment;
  const noted: Invoice = {
    ...invoice,
    amount_remaining: remaining,
    pre_payment_credit_notes_amount: invoice.pre_payment_credit_notes_amount + prePayment,
    post_payment_credit_notes_amount: invoice.post_payment_credit_notes_amount + postPayment,
    internal: isVoided ? internal : { ...internal, creditNotes: internal.creditNotes + 1 },
  };
  if (prePayment !== 0 && remaining === 0) return markPaid(context, invoice, noted);
  return partlyPaid(context, invoice, noted);
}

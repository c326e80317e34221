import { adjustBalance } from '../../customers/balance/adjust.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { define } from '../../kernel/operation.ts';
import { entriesOfVoid } from '../books/entries.ts';
import { againstInvoice, momentOf, postOf } from '../books/post.ts';
import { returnCredits } from '../credits/use.ts';
import { notesOf } from '../reading/credit-notes.ts';
import { saveCustomer } from '../reading/customer-currency.ts';
import { keepOverpaid } from './credit-payment.ts';
import { customerOf } from './customer.ts';
import { cancelDueDate } from './due-date.ts';
import { emitUpdated } from './follow-payment.ts';
import { closePayment } from './payments.ts';
import { RETRIES } from './timer-kinds.ts';
import { type Invoice, invoices } from './type.ts';

export const voidOperation = define(
  'POST /v1/invoices/{invoice}/void',
  async (context, _params, path) => {
    const invoice = await context.work.require(invoices, path.invoice);
    checkVoidable(invoice);
    return voidInvoice(context, invoice);
  },
  { lock: 'invoice' },
);

function checkVoidable({ status, amount_paid: paid, internal }: Invoice): void {
  if (status !== 'open' && status !== 'uncollectible') {
    throw invalidRequest(
      `You can only pass in open or uncollectible invoices. This invoice isn't open or uncollectible: it has the status ${status}.`,
      { code: 'status_transition_invalid' },
    );
  }
  if (paid > 0) {
    throw invalidRequest(
      'A part of this invoice has been paid, so it cannot be voided. Create a credit note instead.',
      {
        code: 'status_transition_invalid',
      },
    );
  }
  if (internal.payment?.pending) {
    throw invalidRequest('A payment of this invoice is being processed. Wait until it has succeeded or failed.', {
      code: 'status_transition_invalid',
    });
  }
}

/**
 * Voids an open invoice: it keeps its number, its PaymentIntent is canceled, and the balance that was used for it goes
 * back to its customer. What was paid of it becomes their credit: merchants cannot void such an invoice, but the first one
 * of a subscription expires. `before` is the invoice as events showed it last.
 */
export async function voidInvoice(context: Context, invoice: Invoice, before: Invoice = invoice): Promise<Invoice> {
  const { work } = context;
  await closePayment(context, invoice);
  const notes = invoice.pre_payment_credit_notes_amount > 0 ? await notesOf(context, invoice.id) : [];
  postOf(context, invoice, momentOf(invoice.id, 'void'), entriesOfVoid(invoice, notes));
  await returnBalance(context, invoice);
  await returnCredits(context, invoice);
  await work.cancelTimers(invoice.id, RETRIES);
  await cancelDueDate(context, invoice);
  const { amount_paid: paid } = invoice;
  const voided = work.save<Invoice>({
    ...invoice,
    amount_paid: 0,
    amount_overpaid: invoice.amount_overpaid + paid,
    amount_remaining: invoice.amount_remaining + paid,
    auto_advance: false,
    next_payment_attempt: null,
    status: 'void',
    status_transitions: { ...invoice.status_transitions, voided_at: work.now },
    internal: { ...invoice.internal, balanceApplied: 0 },
  });
  emitUpdated(context, before, voided);
  work.emit('invoice.voided', voided);
  if (paid > 0) await keepOverpaid(context, voided, paid);
  return voided;
}

async function returnBalance(context: Context, invoice: Invoice): Promise<void> {
  const { currency, id, internal, customer } = invoice;
  if (internal.balanceApplied === 0) return;
  const before = await customerOf(context, { customer });
  const adjusted = adjustBalance(context, before, {
    amount: -internal.balanceApplied,
    currency,
    type: 'unapplied_from_invoice',
    against: againstInvoice(invoice),
    invoice: id,
  });
  saveCustomer(context, before, adjusted.customer);
}

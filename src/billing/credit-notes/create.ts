import type Stripe from 'stripe';
import { refundCharge } from '../../charges/refunds/refund-charge.ts';
import { checkRefundable } from '../../charges/refunds/refundable.ts';
import { refunds } from '../../charges/refunds/type.ts';
import { type Charge, charges } from '../../charges/type.ts';
import { adjustBalance } from '../../customers/balance/adjust.ts';
import { customers } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { paymentIntents } from '../../payments/payment-intents/type.ts';
import { entriesOfNote } from '../books/entries.ts';
import { againstInvoice, postOf } from '../books/post.ts';
import { invoicePayments } from '../invoice-payments/type.ts';
import { creditOpenAmount } from '../invoices/credit-payment.ts';
import { type Invoice, invoices } from '../invoices/type.ts';
import { saveCustomer } from '../reading/customer-currency.ts';
import { composeNote, type NoteParams } from './compose.ts';
import { type CreditNote, creditNotes } from './type.ts';

/** Issues a credit note: lowers what is open of the invoice, and returns what was paid as refunds or as credit. */
export async function createCreditNote(context: Context, params: NoteParams): Promise<CreditNote> {
  const { work } = context;
  await context.lock(params.invoice);
  const invoice = await work.require(invoices, params.invoice, 'invoice');
  const composed = await composeNote(context, invoice, params);
  const returned = await refundsOf(context, invoice, params);
  const balance = await creditBalance(context, composed, invoice, params.credit_amount ?? 0);
  const note = work.insert(creditNotes, {
    ...composed,
    customer_balance_transaction: balance,
    refunds: returned,
  });
  postOf(context, invoice, note.id, entriesOfNote(note, invoice));
  work.emit('credit_note.created', note);
  await creditOpenAmount(context, invoice, {
    prePayment: note.pre_payment_amount,
    postPayment: note.post_payment_amount,
  });
  return note;
}

/** Refunds a part of the payment, and names the refunds that were made already. */
async function refundsOf(
  context: Context,
  invoice: Invoice,
  { refund_amount: amount = 0, refunds: given = [] }: NoteParams,
): Promise<Stripe.CreditNote.Refund[]> {
  const found: Stripe.CreditNote.Refund[] = [];
  for (const [index, one] of given.entries()) {
    const param = `refunds[${index}][refund]`;
    const refund = await context.work.require(refunds, one.refund ?? '', param);
    if (one.amount_refunded !== undefined && one.amount_refunded > refund.amount) {
      throw invalidRequest(`The refund ${refund.id} is of ${refund.amount}.`, {
        param: `refunds[${index}][amount_refunded]`,
      });
    }
    found.push(asRefund(refund.id, one.amount_refunded ?? refund.amount));
  }
  if (amount === 0) return found;
  const charge = await paidCharge(context, invoice);
  checkRefundable(charge, amount);
  const refund = await refundCharge(context, charge, amount, {});
  return [...found, asRefund(refund.id, amount)];
}

function asRefund(refund: string, amount: number): Stripe.CreditNote.Refund {
  return { amount_refunded: amount, payment_record_refund: null, refund, type: 'refund' };
}

/** The charge that paid an invoice. Throws if no payment of it can be refunded. */
async function paidCharge(context: Context, invoice: Invoice): Promise<Charge> {
  const { work } = context;
  const payments = await work.list(invoicePayments, { by: `invoice/${invoice.id}`, limit: MOST_PAYMENTS });
  const paid = payments.find(({ status, payment }) => status === 'paid' && payment.payment_intent !== undefined);
  const id = paid?.payment.payment_intent;
  if (id !== undefined) {
    await context.lock(id);
    const intent = await work.require(paymentIntents, id);
    const charge = await work.get(charges, idOf(intent.latest_charge) ?? '');
    if (charge) return charge;
  }
  throw invalidRequest('This invoice has no payment that can be refunded. Use credit_amount or out_of_band_amount.', {
    param: 'refund_amount',
  });
}

/** The most payments of an invoice that are looked through. */
const MOST_PAYMENTS = 100;

async function creditBalance(context: Context, note: CreditNote, of: Invoice, amount: number): Promise<string | null> {
  if (amount === 0) return null;
  const customer = await context.work.require(customers, note.customer);
  const { currency, id, invoice } = note;
  const adjusted = adjustBalance(context, customer, {
    amount: -amount,
    currency,
    type: 'credit_note',
    against: againstInvoice(of),
    creditNote: id,
    invoice,
  });
  saveCustomer(context, customer, adjusted.customer);
  return adjusted.transaction.id;
}

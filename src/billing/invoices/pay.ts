import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, StripeError, throwIfDeclined } from '../../kernel/errors.ts';
import { define } from '../../kernel/operation.ts';
import { resolvePaymentMethod } from '../../payment-methods/make.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import { entriesOfPayment } from '../books/entries.ts';
import { momentOf, postOf } from '../books/post.ts';
import { collect } from './collect.ts';
import { markPaid } from './credit-payment.ts';
import { finalizeByHand } from './finalize-operation.ts';
import { NO_METHOD } from './paying-method.ts';
import { type Invoice, invoices } from './type.ts';

export const payOperation = define(
  'POST /v1/invoices/{invoice}/pay',
  async (context, params, path) => {
    const invoice = await context.work.require(invoices, path.invoice);
    checkPayable(invoice);
    checkOneMethod(params);
    const open = invoice.status === 'draft' ? await finalizeByHand(context, invoice, false) : invoice;
    if (open.status === 'paid') return open;
    if (params.paid_out_of_band) return paidOutOfBand(context, open);
    return pay(context, open, params);
  },
  { lock: 'invoice' },
);

function checkPayable({ status, internal }: Invoice): void {
  if (status === 'paid') throw invalidRequest('Invoice is already paid');
  if (status === 'void') {
    throw invalidRequest('This invoice is voided, so it cannot be paid.', { code: 'status_transition_invalid' });
  }
  if (internal.payment?.pending) {
    throw invalidRequest('A payment of this invoice is being processed. Wait until it has succeeded or failed.');
  }
}

function checkOneMethod({ payment_method: method, source }: Stripe.InvoicePayParams): void {
  if (method === undefined || source === undefined) return;
  throw invalidRequest('You may only specify one of these parameters: payment_method, source.');
}

/** Charges what remains now. Throws the card's error for a decline, and for a payer who has to authenticate first. */
async function pay(context: Context, invoice: Invoice, params: Stripe.InvoicePayParams): Promise<Invoice> {
  const { invoice: tried, decline } = await collect(context, invoice, {
    method: await givenMethod(context, invoice, params),
    offSession: params.off_session ?? true,
    automatic: false,
    ...(params.mandate && { mandate: params.mandate }),
  });
  if (decline === NO_METHOD) throw new StripeError(NO_METHOD.status, NO_METHOD.detail);
  throwIfDeclined(decline);
  if (tried.status === 'open' && !tried.internal.payment?.pending) throwIfDeclined(ACTION_REQUIRED);
  return tried;
}

/** The payment waits for its payer: 402. */
const ACTION_REQUIRED = {
  status: 402,
  detail: {
    type: 'card_error',
    code: 'invoice_payment_intent_requires_action',
    message:
      'This payment requires additional user action before it can be completed successfully. Payment can be completed using the PaymentIntent associated with this invoice.',
  },
} as const;

async function givenMethod(
  context: Context,
  { customer }: Invoice,
  { payment_method: id, source }: Stripe.InvoicePayParams,
): Promise<PaymentMethod | undefined> {
  const named = id ?? source;
  if (named === undefined) return undefined;
  const param = id === undefined ? 'source' : 'payment_method';
  const method = await resolvePaymentMethod(context, named, param);
  if (method.customer === customer) return method;
  throw invalidRequest(
    'The payment method must be attached to the customer of this invoice. Attach it first, or use another one.',
    { param },
  );
}

/** The rest was paid elsewhere, for example in cash. */
async function paidOutOfBand(context: Context, invoice: Invoice): Promise<Invoice> {
  const { amount_remaining: rest } = invoice;
  postOf(context, invoice, momentOf(invoice.id, 'out_of_band'), entriesOfPayment(invoice, rest, 'out_of_band'));
  return markPaid(context, invoice, {
    ...invoice,
    amount_paid: invoice.amount_paid + rest,
    amount_paid_off_stripe: (invoice.amount_paid_off_stripe ?? 0) + rest,
    amount_remaining: 0,
  });
}

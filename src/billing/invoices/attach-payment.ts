import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';
import { define } from '../../kernel/operation.ts';
import { invoiceOf, type PaymentIntent, paymentIntents } from '../../payments/payment-intents/type.ts';
import { postEarlierRefunds } from '../books/post.ts';
import { creditPayment } from './credit-payment.ts';
import { insertPayment } from './payments.ts';
import { type Invoice, invoices } from './type.ts';

/** Credits another payment to an open invoice: at once if it has succeeded, else when it does. */
export const attachPayment = define(
  'POST /v1/invoices/{invoice}/attach_payment',
  async (context, params, path) => {
    const { work } = context;
    const invoice = await work.require(invoices, path.invoice);
    if (params.payment_intent === undefined) throw parameterMissing('payment_intent');
    if (invoice.status !== 'open' && invoice.status !== 'uncollectible') {
      throw invalidRequest(
        `Payments can only be attached to open invoices. This one has the status ${invoice.status}.`,
        {
          code: 'status_transition_invalid',
        },
      );
    }
    await context.lock(params.payment_intent);
    const intent = await work.require(paymentIntents, params.payment_intent, 'payment_intent');
    checkAttachable(invoice, intent);
    const owned = work.save<PaymentIntent>({ ...intent, internal: { ...intent.internal, owner: invoice.id } });
    const reference = { type: 'payment_intent', payment_intent: intent.id } as const;
    const payment = insertPayment(context, invoice, reference, false, intent.amount);
    if (owned.status !== 'succeeded') return invoice;
    await postEarlierRefunds(context, invoice, owned.id);
    return creditPayment(context, invoice, payment, owned.amount_received);
  },
  { lock: 'invoice', notYet: ['payment_record'] },
);

function checkAttachable(invoice: Invoice, intent: PaymentIntent): void {
  const refuse = (message: string) => invalidRequest(message, { param: 'payment_intent' });
  if (intent.internal.owner !== undefined && intent.status !== 'succeeded') {
    throw refuse(`The PaymentIntent ${intent.id} belongs to another object. Attach it once it has succeeded.`);
  }
  if (invoiceOf(intent) !== undefined) {
    throw refuse(`The PaymentIntent ${intent.id} is already attached to an invoice.`);
  }
  if (intent.currency !== invoice.currency) {
    throw refuse(`The PaymentIntent is in ${intent.currency}, but the invoice is in ${invoice.currency}.`);
  }
  if (intent.customer !== null && intent.customer !== invoice.customer) {
    throw refuse('The PaymentIntent belongs to another customer than the invoice.');
  }
  if (intent.status === 'canceled') throw refuse(`The PaymentIntent ${intent.id} is canceled.`);
}

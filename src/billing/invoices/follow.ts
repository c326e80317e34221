import type { Context } from '../../kernel/context.ts';
import type { EntityOf } from '../../kernel/entity.ts';
import type { Follower } from '../../kernel/follower.ts';
import { invoiceOf, type PaymentIntent, paymentIntents } from '../../payments/payment-intents/type.ts';
import { invoicePayments } from '../invoice-payments/type.ts';
import { creditPayment } from './credit-payment.ts';
import { followPayment } from './follow-payment.ts';
import { type Invoice, invoices } from './type.ts';

/** Invoices follow their payments, whoever makes them: the merchant, a page, or a bank later. */
export const invoiceFollowers: readonly Follower[] = [
  { on: 'payment_intent.succeeded', do: paymentMoved },
  { on: 'payment_intent.processing', do: paymentMoved },
  { on: 'payment_intent.requires_action', do: paymentMoved },
  { on: 'payment_intent.payment_failed', do: paymentMoved },
];

async function paymentMoved(context: Context, { id }: EntityOf<'payment_intent'>): Promise<void> {
  const { work } = context;
  const intent = await work.require(paymentIntents, id);
  const owner = invoiceOf(intent);
  const invoice = owner === undefined ? undefined : await work.get(invoices, owner);
  if (!invoice) return;
  if (invoice.internal.payment?.intent === id) await followPayment(context, invoice, intent);
  else await followAttached(context, invoice, intent);
}

/** A payment that was attached to the invoice has succeeded. */
async function followAttached(context: Context, invoice: Invoice, intent: PaymentIntent): Promise<void> {
  if (intent.status !== 'succeeded') return;
  const [payment] = await context.work.list(invoicePayments, { by: `payment/${intent.id}`, limit: 1 });
  if (payment?.status === 'open') await creditPayment(context, invoice, payment, intent.amount_received);
}

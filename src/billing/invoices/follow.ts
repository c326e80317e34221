import type { Context } from '../../kernel/context.ts';
import type { EntityOf } from '../../kernel/entity.ts';
import type { Follower } from '../../kernel/follower.ts';
import { paymentIntents } from '../../payments/payment-intents/type.ts';
import { followPayment } from './follow-payment.ts';
import { invoices } from './type.ts';

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
  const { owner } = intent.internal;
  if (!owner?.startsWith(`${invoices.prefix}_`)) return;
  const invoice = await work.get(invoices, owner);
  if (invoice) await followPayment(context, invoice, intent);
}

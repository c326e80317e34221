import { refunds } from '../../charges/refunds/type.ts';
import type { Context } from '../../kernel/context.ts';
import { type EntityOf, idOf } from '../../kernel/entity.ts';
import type { Follower } from '../../kernel/follower.ts';
import { invoiceOf, paymentIntents } from '../../payments/payment-intents/type.ts';
import { type Invoice, invoices } from '../invoices/type.ts';
import { entriesOfRefund } from './entries.ts';
import { momentOf, postOf } from './post.ts';

/** Followers that post refunds of invoices' payments, made by any call, and undo those that fail or are canceled. */
export const bookFollowers: readonly Follower[] = [
  { on: 'refund.created', do: refundMade },
  { on: 'refund.failed', do: refundReturned },
  { on: 'refund.updated', do: refundReturned },
];

async function refundMade(context: Context, { id }: EntityOf<'refund'>): Promise<void> {
  const { amount, balance_transaction: booked, payment_intent: intent } = await context.work.require(refunds, id);
  const invoice = await invoiceOfPayment(context, idOf(intent));
  if (invoice && booked !== null) postOf(context, invoice, id, entriesOfRefund(amount));
}

/** A refund failed or was canceled. Its metadata may still change afterwards, which is another update of it. */
async function refundReturned(context: Context, { id }: EntityOf<'refund'>): Promise<void> {
  const { storage, work } = context;
  const refund = await work.require(refunds, id);
  if (refund.status !== 'failed' && refund.status !== 'canceled') return;
  const invoice = await invoiceOfPayment(context, idOf(refund.payment_intent));
  if (!invoice) return;
  const returned = momentOf(id, 'void');
  const [made, undone] = await Promise.all([id, returned].map((one) => storage.postingsOf(work.world, one)));
  if (made?.length !== 0 && undone?.length === 0) postOf(context, invoice, returned, entriesOfRefund(-refund.amount));
}

async function invoiceOfPayment({ work }: Context, intent: string | null): Promise<Invoice | undefined> {
  const owner = intent === null ? undefined : invoiceOf(await work.get(paymentIntents, intent));
  return owner === undefined ? undefined : work.get(invoices, owner);
}

import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { MOST_LINES } from '../drafts/lines.ts';
import { releaseItem } from '../invoice-items/bill.ts';
import { invoiceItems } from '../invoice-items/type.ts';
import { FINALIZES } from './timer-kinds.ts';
import { type Invoice, subscriptionOf } from './type.ts';

/** Deletes a draft made by hand. Items that had waited for it wait again; its own are deleted with it. */
export async function removeInvoice(context: Context, invoice: Invoice): Promise<Stripe.DeletedInvoice> {
  const { work } = context;
  if (invoice.status !== 'draft') {
    throw invalidRequest('You can only delete draft invoices.', { code: 'invoice_not_editable' });
  }
  if (subscriptionOf(invoice) !== null && invoice.billing_reason !== 'manual') {
    throw invalidRequest('You can only delete one-off invoices; this one belongs to a subscription. Void it instead.');
  }
  const items = await work.list(invoiceItems, { by: `invoice/${invoice.id}`, limit: MOST_LINES });
  for (const item of items) releaseItem(context, item);
  await work.cancelTimers(invoice.id, FINALIZES);
  work.emit('invoice.deleted', invoice);
  work.remove(invoice);
  return { id: invoice.id, object: 'invoice', deleted: true };
}

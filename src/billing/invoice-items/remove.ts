import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { linesOf } from '../drafts/lines.ts';
import { saveDraft } from '../drafts/save.ts';
import type { InvoiceItem } from './type.ts';
import { editableInvoice, itemOfLine } from './update.ts';

/** Deletes an item that is on no finalized invoice, and the line of the draft that bills it. */
export async function removeInvoiceItem(context: Context, item: InvoiceItem): Promise<Stripe.DeletedInvoiceItem> {
  const draft = await editableInvoice(context, item);
  if (draft) {
    const lines = linesOf(draft).filter((line) => itemOfLine(line) !== item.id);
    await saveDraft(context, draft, draft, lines);
  }
  context.work.emit('invoiceitem.deleted', item);
  context.work.remove(item);
  return { id: item.id, object: 'invoiceitem', deleted: true };
}

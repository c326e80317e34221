import type { Context } from '../../kernel/context.ts';
import { composeInvoice } from '../drafts/compose.ts';
import type { InvoiceTerms } from '../drafts/type.ts';
import { billItem } from '../invoice-items/bill.ts';
import { fixCurrency } from '../reading/customer-currency.ts';
import { FINALIZES } from './timer-kinds.ts';
import { type Invoice, invoices } from './type.ts';

/**
 * Makes a draft: stores it, attaches its pending items, schedules its finalization if it advances by itself, and emits
 * `invoice.created`. The first invoice sets its customer's currency.
 */
export async function makeDraft(context: Context, terms: InvoiceTerms): Promise<Invoice> {
  const { work } = context;
  const invoice = work.insert(invoices, await composeInvoice(context, terms, work.newId(invoices.prefix)));
  for (const item of terms.items ?? []) billItem(context, item, invoice.id);
  fixCurrency(context, terms.customer, terms.currency);
  work.emit('invoice.created', invoice);
  planFinalization(context, invoice);
  return invoice;
}

/** Schedules the automatic finalization of a draft, if it has one. */
export function planFinalization({ work }: Context, { id, automatically_finalizes_at: at }: Invoice): void {
  if (at === null) return;
  work.schedule({ kind: FINALIZES, subject: id, dueAt: at * 1000 });
}

import type { Customer } from '../../customers/type.ts';
import { customers } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import { type Invoice, type InvoiceLine, invoices } from '../invoices/type.ts';
import { MOST_LINES, withLines } from './lines.ts';
import { recalculate } from './recalculate.ts';

/** Throws unless an invoice is a draft. `param` names the parameter that asked for the change. */
export function checkDraft(invoice: Invoice, param?: string): void {
  if (invoice.status === 'draft') return;
  throw invalidRequest(
    `This invoice is no longer editable: it has the status ${invoice.status}. Only draft invoices can be changed.`,
    { code: 'invoice_not_editable', ...(param !== undefined && { param }) },
  );
}

/** Loads the draft that a parameter names. */
export async function requireDraft({ work }: Context, id: string, param = 'invoice'): Promise<Invoice> {
  const invoice = await work.require(invoices, id, param);
  checkDraft(invoice, param);
  return invoice;
}

/** Saves a changed draft with its new amounts and emits `invoice.updated`. `lines` replace its lines. */
export async function saveDraft(
  context: Context,
  before: Invoice,
  changed: Invoice,
  lines?: readonly InvoiceLine[],
): Promise<Invoice> {
  const { work } = context;
  if (lines && lines.length > MOST_LINES) {
    throw invalidRequest(`An invoice can have at most ${MOST_LINES} lines, and this one would have ${lines.length}.`, {
      param: 'lines',
    });
  }
  const customer: Customer = await work.require(customers, before.customer ?? '', 'customer');
  const saved = work.save(await recalculate(context, lines ? withLines(changed, lines) : changed, customer));
  const previous = previousAttributes(before, saved);
  if (Object.keys(previous).length > 0) work.emit('invoice.updated', saved, previous);
  return saved;
}

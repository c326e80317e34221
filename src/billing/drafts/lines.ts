import { DEFAULT_PAGE } from '../../kernel/list.ts';
import type { Invoice, InvoiceLine, LineInternal } from '../invoices/type.ts';

/** The most lines of an invoice: https://docs.stripe.com/api/invoices/add_lines */
export const MOST_LINES = 250;

/** All lines of an invoice with their terms, in its order. */
export function linesOf(invoice: Invoice): InvoiceLine[] {
  const { more, terms } = invoice.internal;
  const shown = invoice.lines.data.map((line) => ({ ...line, internal: terms[line.id] ?? { taxRates: null } }));
  return [...shown, ...more];
}

/** An invoice with other lines. Its amounts are not computed again: see `recalculate`. */
export function withLines(invoice: Invoice, lines: readonly InvoiceLine[]): Invoice {
  const embedded = lines.slice(0, DEFAULT_PAGE);
  const terms: Record<string, LineInternal> = {};
  for (const { id, internal } of embedded) terms[id] = internal;
  return {
    ...invoice,
    lines: {
      object: 'list',
      data: embedded.map(({ internal: _, ...line }) => line),
      has_more: lines.length > embedded.length,
      total_count: lines.length,
      url: `/v1/invoices/${invoice.id}/lines`,
    },
    internal: { ...invoice.internal, more: lines.slice(DEFAULT_PAGE), terms },
  };
}

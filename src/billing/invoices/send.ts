import type { Context } from '../../kernel/context.ts';
import type { Invoice } from './type.ts';

/** Sends an open invoice to its customer, who finds it at `hosted_invoice_url`. */
export function send({ work }: Context, invoice: Invoice): Invoice {
  work.emit('invoice.sent', invoice);
  return invoice;
}

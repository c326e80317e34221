import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { define } from '../../kernel/operation.ts';
import { entriesOfWriteOff } from '../books/entries.ts';
import { momentOf, postOf } from '../books/post.ts';
import { emitUpdated } from './follow-payment.ts';
import { RETRIES } from './timer-kinds.ts';
import { type Invoice, invoices } from './type.ts';

export const uncollectibleOperation = define(
  'POST /v1/invoices/{invoice}/mark_uncollectible',
  async (context, _params, path) => {
    const invoice = await context.work.require(invoices, path.invoice);
    if (invoice.status !== 'open') {
      throw invalidRequest(
        `You can only mark open invoices as uncollectible. This invoice has the status ${invoice.status}.`,
        { code: 'status_transition_invalid' },
      );
    }
    return markUncollectible(context, invoice);
  },
  { lock: 'invoice' },
);

/** Writes an open invoice off. It can still be paid or voided. */
export async function markUncollectible(
  context: Context,
  invoice: Invoice,
  { byItself = false }: { readonly byItself?: boolean } = {},
): Promise<Invoice> {
  const { work } = context;
  await work.cancelTimers(invoice.id, RETRIES);
  postOf(context, invoice, momentOf(invoice.id, 'uncollectible'), entriesOfWriteOff(invoice));
  const marked = work.save<Invoice>({
    ...invoice,
    auto_advance: false,
    next_payment_attempt: null,
    status: 'uncollectible',
    status_transitions: { ...invoice.status_transitions, marked_uncollectible_at: work.now },
    ...(byItself && { internal: { ...invoice.internal, writtenOff: true } }),
  });
  emitUpdated(context, invoice, marked);
  work.emit('invoice.marked_uncollectible', marked);
  return marked;
}

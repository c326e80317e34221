import type { Context } from '../../kernel/context.ts';
import { StripeError } from '../../kernel/errors.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import type { TimerHandler } from '../../kernel/timer-handler.ts';
import { alike, decides } from '../../timers/worker.ts';
import { collect } from './collect.ts';
import { finalize } from './finalize.ts';
import { send } from './send.ts';
import { FALLS_DUE, FINALIZES, NEARLY_DUE, RETRIES } from './timer-kinds.ts';
import { type Invoice, invoices } from './type.ts';

/** Timers of invoices. */
export const invoiceTimers: Readonly<Record<string, TimerHandler>> = {
  [FINALIZES]: alike(
    decides(async (context, timer) => {
      await context.lock(timer.subject);
      const draft = await context.work.get(invoices, timer.subject);
      if (draft?.status === 'draft' && draft.automatically_finalizes_at !== null) await advance(context, draft);
    }),
  ),
  [RETRIES]: alike(
    decides(async (context, timer) => {
      await context.lock(timer.subject);
      const invoice = await context.work.get(invoices, timer.subject);
      if (invoice?.status !== 'open' || invoice.next_payment_attempt === null) return;
      await collect(context, invoice, { offSession: true, automatic: true });
    }),
  ),
  [NEARLY_DUE]: decides(async (context, timer) => emitAbout(context, 'invoice.will_be_due', timer.subject)),
  [FALLS_DUE]: decides(async (context, timer) => emitAbout(context, 'invoice.overdue', timer.subject)),
};

async function emitAbout(
  { work }: Context,
  type: 'invoice.will_be_due' | 'invoice.overdue',
  id: string,
): Promise<void> {
  const invoice = await work.get(invoices, id);
  if (invoice?.status === 'open') work.emit(type, invoice);
}

/**
 * Finalizes a draft and collects it, or sends it to its customer. A draft that cannot be finalized stays one, with the
 * error in `last_finalization_error`.
 */
export async function advance(context: Context, draft: Invoice): Promise<Invoice> {
  const finalized = await tryToFinalize(context, draft);
  if (finalized.status !== 'open') return finalized;
  if (finalized.collection_method === 'send_invoice') return send(context, finalized);
  return (await collect(context, finalized, { offSession: true, automatic: true })).invoice;
}

async function tryToFinalize(context: Context, draft: Invoice): Promise<Invoice> {
  try {
    return await finalize(context, draft);
  } catch (error) {
    if (!(error instanceof StripeError)) throw error;
    const { work } = context;
    const { type, code, message, param } = error.detail;
    const failed = work.save<Invoice>({
      ...draft,
      automatically_finalizes_at: null,
      last_finalization_error: { type, message, ...(code && { code }), ...(param && { param }) },
      next_payment_attempt: null,
    });
    work.emit('invoice.finalization_failed', failed);
    work.emit('invoice.updated', failed, previousAttributes(draft, failed));
    return failed;
  }
}

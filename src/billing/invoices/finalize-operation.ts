import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { define } from '../../kernel/operation.ts';
import { DRAFT_SECONDS } from '../drafts/compose.ts';
import { finalize } from './finalize.ts';
import { planRetry } from './follow-payment.ts';
import { type Invoice, invoices } from './type.ts';
import { voidInvoice } from './void.ts';

export const finalizeOperation = define(
  'POST /v1/invoices/{invoice}/finalize',
  async (context, params, path) => {
    const draft = await context.work.require(invoices, path.invoice);
    if (draft.status !== 'draft') {
      throw invalidRequest("This invoice is already finalized, you can't re-finalize a non-draft invoice.", {
        code: 'invoice_not_editable',
      });
    }
    return finalizeByHand(context, draft, params.auto_advance);
  },
  { lock: 'invoice' },
);

/** Finalizes a draft. With `auto_advance` it is charged an hour later. A revision voids what it replaces. */
export async function finalizeByHand(context: Context, draft: Invoice, autoAdvance?: boolean): Promise<Invoice> {
  const { work } = context;
  const finalized = await finalize(context, draft, autoAdvance === undefined ? {} : { autoAdvance });
  await replaceOriginal(context, finalized);
  if (!isCharged(finalized)) return finalized;
  const planned = work.save<Invoice>({ ...finalized, next_payment_attempt: work.now + DRAFT_SECONDS });
  await planRetry(context, finalized, planned);
  return planned;
}

function isCharged({ auto_advance: advances, collection_method: method, status }: Invoice): boolean {
  return status === 'open' && advances === true && method === 'charge_automatically';
}

async function replaceOriginal(context: Context, revision: Invoice): Promise<void> {
  const { work } = context;
  const { from_invoice: from } = revision;
  if (!from) return;
  const original = await work.require(invoices, String(from.invoice), 'from_invoice[invoice]');
  if (original.status !== 'open' && original.status !== 'uncollectible') return;
  await voidInvoice(context, work.save<Invoice>({ ...original, latest_revision: revision.id }), original);
}

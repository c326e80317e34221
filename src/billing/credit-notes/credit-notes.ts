import { customers } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { checkNamed, pageOfItems } from '../../kernel/list.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { define } from '../../kernel/operation.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import { resource, view } from '../../kernel/resource.ts';
import { entriesOfVoidedNote } from '../books/entries.ts';
import { momentOf, postOf } from '../books/post.ts';
import { creditOpenAmount } from '../invoices/credit-payment.ts';
import { invoices } from '../invoices/type.ts';
import { taxesOfCreditNotes } from './changes/2025-03-31.basil-taxes.ts';
import { taxesOfCreditNoteLines } from './changes/2025-03-31.basil-taxes-of-lines.ts';
import { composeNote } from './compose.ts';
import { createCreditNote } from './create.ts';
import { type CreditNote, creditNotes, linesOfNote } from './type.ts';

async function composed(context: Context, params: Parameters<typeof composeNote>[2]): Promise<CreditNote> {
  return composeNote(context, await context.work.require(invoices, params.invoice, 'invoice'), params);
}

const preview = define('GET /v1/credit_notes/preview', (context, params) => composed(context, params), {
  notYet: ['email_type'],
});

const previewLines = define(
  'GET /v1/credit_notes/preview/lines',
  async (context, params) => {
    const note = await composed(context, params);
    return pageOfItems(linesOfNote(note), params, '/v1/credit_notes/preview/lines', 'credit_note_line_item');
  },
  { notYet: ['email_type'] },
);

const listLines = define('GET /v1/credit_notes/{credit_note}/lines', async ({ work }, params, path) => {
  const note = await work.require(creditNotes, path.credit_note);
  return pageOfItems(linesOfNote(note), params, `/v1/credit_notes/${note.id}/lines`, 'credit_note_line_item');
});

/** A note that lowered an open amount is taken back while the invoice is open. */
const voidNote = define('POST /v1/credit_notes/{credit_note}/void', async (context, _params, path) => {
  const { work } = context;
  const note = await work.require(creditNotes, path.credit_note);
  const invoice = await work.require(invoices, note.invoice, 'invoice');
  if (note.status === 'void') throw invalidRequest('This credit note is already voided.');
  if (invoice.status !== 'open' || note.post_payment_amount > 0) {
    throw invalidRequest('You can only void a credit note of an open invoice that returned no payment.', {
      code: 'status_transition_invalid',
    });
  }
  const voided = work.save<CreditNote>({ ...note, status: 'void', voided_at: work.now });
  postOf(context, invoice, momentOf(note.id, 'void'), entriesOfVoidedNote(note));
  work.emit('credit_note.voided', voided);
  await creditOpenAmount(context, invoice, { prePayment: -note.pre_payment_amount, postPayment: 0, isVoided: true });
  return voided;
});

export const creditNoteResource = resource(creditNotes, {
  collection: '/v1/credit_notes',
  item: '/v1/credit_notes/{credit_note}',
  create: createCreditNote,
  retrieve: true,
  async update({ work }, current, params) {
    const updated: CreditNote = {
      ...current,
      ...(params.memo !== undefined && { memo: params.memo || null }),
      metadata: mergeMetadata(current.metadata, params.metadata),
    };
    const previous = previousAttributes(current, updated);
    if (Object.keys(previous).length === 0) return current;
    work.save(updated);
    work.emit('credit_note.updated', updated, previous);
    return updated;
  },
  async list({ customer, invoice }, context) {
    await checkNamed(context, customers, customer, 'customer');
    await checkNamed(context, invoices, invoice, 'invoice');
    return { where: { invoice, customer } };
  },
  options: {
    create: { notYet: ['email_type=credit_note'] },
    list: { notYet: ['customer_account'] },
  },
  operations: [preview, previewLines, listLines, voidNote],
  includes: {
    // Only API versions before basil have it.
    refund: async ({ work }, { id }) => (await work.get(creditNotes, id))?.refunds[0]?.refund ?? null,
  },
  changes: [taxesOfCreditNotes],
});

/** A line of a credit note, which is stored with it. */
export const creditNoteLineResource = view('credit_note_line_item', { changes: [taxesOfCreditNoteLines] });

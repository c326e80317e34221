import type { Context } from '../../kernel/context.ts';
import { type CreditNote, creditNotes } from '../credit-notes/type.ts';

/** The most notes of an invoice. */
const MOST_NOTES = 500;

/** The notes of an invoice that were not voided. */
export async function notesOf({ work }: Context, invoice: string): Promise<CreditNote[]> {
  const notes = await work.list(creditNotes, { by: `invoice/${invoice}`, limit: MOST_NOTES });
  return notes.filter(({ status }) => status !== 'void');
}

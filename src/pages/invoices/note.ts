import { type CreditNote, creditNotes, linesOfNote } from '../../billing/credit-notes/type.ts';
import { readAddress } from '../../billing/invoices/addresses.ts';
import { type Invoice, invoices } from '../../billing/invoices/type.ts';
import type { Engine } from '../../kernel/engine.ts';
import type { PrintedDocument } from '../../pdf/document.ts';
import { fill } from '../../shared/texts/fill.ts';
import { amountText, dayText } from '../format.ts';
import type { Texts } from '../languages/texts.ts';
import { customerLines } from './print.ts';

interface NoteFacts {
  readonly note: CreditNote;
  readonly invoice: Invoice;
  readonly merchant: string;
}

/** Loads the credit note of an address; undefined if its secret is wrong. */
export async function loadNote(engine: Engine, account: string, key: string): Promise<NoteFacts | undefined> {
  const address = readAddress(account, key, 'cn');
  if (!address) return undefined;
  return engine.asAccount(account, `credit_note:${address.id}`, async ({ work, account: { displayName } }) => {
    const note = await work.get(creditNotes, address.id);
    if (!note || note.internal.key !== address.secret) return undefined;
    return { note, invoice: await work.require(invoices, note.invoice), merchant: displayName };
  });
}

/** A credit note to be printed: what it credits, and how that was settled. */
export function printNote(texts: Texts, { note, invoice, merchant }: NoteFacts): PrintedDocument {
  const words = texts.invoice;
  const day = (seconds: number) => dayText(seconds * 1000, texts.locale);
  const money = (amount: number) => amountText(amount, note.currency, texts.locale);
  const refunded = note.refunds.reduce((sum, { amount_refunded: amount }) => sum + amount, 0);
  const elsewhere = note.out_of_band_amount ?? 0;
  const credited = note.post_payment_amount - refunded - elsewhere;
  const tax = note.total - (note.total_excluding_tax ?? note.total);
  const named = (name: string, amount: number) => (amount === 0 ? [] : [[name, money(amount)] as const]);
  return {
    title: fill(words.creditNote, { number: note.number }),
    merchant,
    size: invoice.rendering?.pdf?.page_size === 'letter' ? 'letter' : 'a4',
    facts: [
      [words.issued, day(note.effective_at ?? note.created)],
      [fill(words.original, { number: invoice.number ?? invoice.id }), ''],
      ...(note.status === 'void' ? [[words.void, day(note.voided_at ?? note.created)] as const] : []),
    ],
    parties: [
      { title: words.from, lines: [merchant] },
      { title: words.billTo, lines: customerLines(texts, invoice) },
    ],
    headline: money(note.total),
    columns: [words.description, words.quantity, words.unitPrice, words.amount],
    rows: linesOfNote(note).map((line) => ({
      description: line.description ?? words.credited,
      quantity: line.quantity === null ? '' : String(line.quantity),
      unit: line.unit_amount === null ? '' : money(line.unit_amount),
      amount: money(line.amount),
    })),
    sums: [
      [words.subtotal, money(note.subtotal)],
      ...named(words.discount, -note.discount_amount),
      ...named(words.tax, tax),
      ...named(words.refunded, refunded),
      ...named(words.toBalance, credited),
      ...named(words.elsewhere, elsewhere),
      [words.total, money(note.total)],
    ],
    notes: note.memo === null ? [] : [note.memo],
    pageText: (page, pages) => fill(words.page, { page: String(page), pages: String(pages) }),
  };
}

import type Stripe from 'stripe';
import type { ResourceType, Stored } from '../../kernel/entity.ts';

/** A line of a credit note. `amount` is before discounts and exclusive taxes, in the smallest unit. */
export type CreditNoteLine = Omit<Stripe.CreditNoteLineItem, 'unit_amount_decimal'> & {
  readonly unit_amount_decimal: string | null;
};

/** Fields stored with a credit note that are never returned. */
interface CreditNoteInternal {
  /** Random part of the address of its PDF. */
  readonly key: string;
  /** The lines beyond those that are embedded. */
  readonly more: readonly CreditNoteLine[];
}

/** A credit note as stored: the first ten lines embedded, the others in `internal.more`. */
export type CreditNote = Omit<Stored<Stripe.CreditNote, CreditNoteInternal>, 'lines' | 'invoice' | 'customer'> & {
  readonly customer: string;
  readonly invoice: string;
  readonly lines: Omit<Stripe.ApiList<CreditNoteLine>, 'data'> & {
    readonly data: CreditNoteLine[];
    readonly total_count: number;
  };
};

export const creditNotes: ResourceType<CreditNote> = {
  object: 'credit_note',
  prefix: 'cn',
  noun: 'credit note',
  idParam: 'credit_note',
  filters: { invoice: { listed: true }, customer: { listed: true } },
};

/** All lines of a credit note, in its order. */
export function linesOfNote({ lines, internal }: CreditNote): CreditNoteLine[] {
  return [...lines.data, ...internal.more];
}

import type { BillingBook, BillingEntry } from '../../ledger/type.ts';
import type { CreditNote } from '../credit-notes/type.ts';
import type { CreditTransaction } from '../credits/type.ts';
import type { Invoice } from '../invoices/type.ts';

/** The postings of what moves an invoice, derived from the stored objects alone: `florin doctor` derives them again. */

/** A finalized invoice: what it earns, and what its customer owes for it. Billing credits pay their part afterwards. */
export function entriesOfInvoice(invoice: Invoice): BillingEntry[] {
  const credits = sum(invoice.total_pretax_credit_amounts, ({ type, amount }) =>
    type === 'credit_balance_transaction' ? amount : 0,
  );
  return earned(invoice.total + credits, invoice.total_taxes);
}

/** An amount that pays an invoice: what is open of an uncollectible one is written off, and no longer a receivable. */
export function entriesOfPayment(
  invoice: Invoice,
  amount: number,
  from: 'collected' | 'out_of_band' = 'collected',
): BillingEntry[] {
  return [{ book: from, amount: -amount }, ...settled(invoice, amount)];
}

/** An invoice that is written off. */
export function entriesOfWriteOff({ amount_remaining: open }: Invoice): BillingEntry[] {
  return [
    { book: 'receivables', amount: open },
    { book: 'write_offs', amount: -open },
  ];
}

/** An invoice that is voided: nothing was earned, except for what its notes took back before. */
export function entriesOfVoid(invoice: Invoice, notes: readonly CreditNote[]): BillingEntry[] {
  const taken = notes.flatMap(returned);
  const undone = [...entriesOfInvoice(invoice), ...taken].map(({ book, amount }) => ({ book, amount: -amount }));
  const { amount_remaining: open } = invoice;
  const written: BillingEntry[] =
    invoice.status === 'uncollectible'
      ? [
          { book: 'receivables', amount: -open },
          { book: 'write_offs', amount: open },
        ]
      : [];
  return added([...undone, ...written]);
}

/** A credit note: it takes back what was earned, and lowers what is open or returns what was paid. `invoice` is as it was before. */
export function entriesOfNote(note: CreditNote, invoice: Pick<Invoice, 'status' | 'amount_remaining'>): BillingEntry[] {
  const refunded = sum(note.refunds, ({ amount_refunded: amount }) => amount);
  const elsewhere = note.out_of_band_amount ?? 0;
  const { pre_payment_amount: open } = note;
  return added([
    ...returned(note),
    { book: 'receivables', amount: -open - refunded - elsewhere },
    ...settled(invoice, open),
    { book: 'refunds', amount: refunded },
    { book: 'out_of_band', amount: elsewhere },
  ]);
}

/** A credit note that is voided while its invoice is open. */
export function entriesOfVoidedNote(note: CreditNote): BillingEntry[] {
  return returned(note).map(({ book, amount }) => ({ book, amount: -amount }));
}

/** A refund of an invoice's payment, or one that came to nothing. */
export function entriesOfRefund(amount: number): BillingEntry[] {
  return [
    { book: 'collected', amount },
    { book: 'refunds', amount: -amount },
  ];
}

/** A change of a credit grant; those about an invoice pay it or are returned by it. Nothing if it is older than the books. */
export function entriesOfCredits({ credit, debit, internal }: CreditTransaction): BillingEntry[] {
  if (internal.against === undefined) return [];
  const amount = (credit?.amount.monetary?.value ?? 0) - (debit?.amount.monetary?.value ?? 0);
  return [
    { book: 'billing_credits', amount },
    { book: internal.against, amount: -amount },
  ];
}

/** The part of an invoice that a note takes back, as if its customer owed less. */
function returned({ total, total_taxes: taxes }: CreditNote): BillingEntry[] {
  return earned(total, taxes).map(({ book, amount }) => ({ book, amount: -amount }));
}

function earned(amount: number, taxes: readonly { readonly amount: number }[] | null): BillingEntry[] {
  const tax = sum(taxes, (one) => one.amount);
  return [
    { book: 'receivables', amount: -amount },
    { book: 'revenue', amount: amount - tax },
    { book: 'tax', amount: tax },
  ];
}

/** The settled part of an invoice; more than what is open is a debt to its customer, until it is their credit. */
function settled(
  { status, amount_remaining: open }: Pick<Invoice, 'status' | 'amount_remaining'>,
  amount: number,
): BillingEntry[] {
  const written = status === 'uncollectible' ? Math.min(amount, open) : 0;
  return [
    { book: 'write_offs', amount: written },
    { book: 'receivables', amount: amount - written },
  ];
}

/** One line for each book. */
function added(entries: readonly BillingEntry[]): BillingEntry[] {
  const sums = new Map<BillingBook, number>();
  for (const { book, amount } of entries) sums.set(book, (sums.get(book) ?? 0) + amount);
  return [...sums].map(([book, amount]) => ({ book, amount }));
}

function sum<T>(items: readonly T[] | null, amountOf: (item: T) => number): number {
  return (items ?? []).reduce((all, item) => all + amountOf(item), 0);
}

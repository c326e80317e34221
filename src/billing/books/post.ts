import { refunds } from '../../charges/refunds/type.ts';
import type { Context } from '../../kernel/context.ts';
import { postBilling } from '../../ledger/books.ts';
import type { BillingBook, BillingEntry } from '../../ledger/type.ts';
import type { Invoice } from '../invoices/type.ts';
import { entriesOfRefund } from './entries.ts';

/** The parts of an invoice's life that have no object of their own. */
type Moment = 'void' | 'uncollectible' | 'out_of_band';

/** The name of a transaction of the books that is not an object's own: each happens once to it. */
export function momentOf(id: string, moment: Moment): string {
  return `${id}/${moment}`;
}

/**
 * Posts what moves an invoice. One that was finalized before these books were kept stays out of them, with its payments
 * and notes. `id` is that of what moved it, or a `momentOf` it.
 */
export function postOf(context: Context, invoice: Invoice, id: string, entries: readonly BillingEntry[]): void {
  if (invoice.internal.booked) postBilling(context, id, invoice.currency, entries);
}

/** The book that a customer's credit goes to when it pays an invoice. */
export function againstInvoice({ internal }: Invoice): BillingBook {
  return internal.booked ? 'receivables' : 'opening';
}

/** The most refunds of a payment that are looked through. */
const MOST_REFUNDS = 100;

/** Posts the refunds of a payment that became an invoice's after they were made. */
export async function postEarlierRefunds(context: Context, invoice: Invoice, intent: string): Promise<void> {
  const found = await context.work.list(refunds, { by: `payment_intent/${intent}`, limit: MOST_REFUNDS });
  for (const { id, amount, failure_balance_transaction: failed } of found) {
    if ((failed ?? null) === null) postOf(context, invoice, id, entriesOfRefund(amount));
  }
}

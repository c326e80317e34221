import type Stripe from 'stripe';
import {
  entriesOfCredits,
  entriesOfInvoice,
  entriesOfNote,
  entriesOfRefund,
  entriesOfVoidedNote,
} from '../../billing/books/entries.ts';
import { momentOf } from '../../billing/books/post.ts';
import type { CreditNote } from '../../billing/credit-notes/type.ts';
import type { CreditGrant, CreditTransaction } from '../../billing/credits/type.ts';
import type { InvoicePayment } from '../../billing/invoice-payments/type.ts';
import type { Invoice } from '../../billing/invoices/type.ts';
import { entriesOfChange } from '../../customers/balance/adjust.ts';
import type { BalanceChange } from '../../customers/balance/type.ts';
import type { Customer } from '../../customers/type.ts';
import { plainName } from '../../kernel/account-names.ts';
import { idOf } from '../../kernel/entity.ts';
import type { InventoryPosting } from '../../kernel/inventory.ts';
import { type BillingEntry, isOfBilling } from '../../ledger/type.ts';
import { createSums, type Differences } from './differences.ts';

/** Rebuilds invoices, credit balances and credit grants of one world from the postings of its books of Billing. */
export interface BillingBooksCheck {
  posting(posting: InventoryPosting): void;
  invoice(invoice: Invoice): void;
  payment(payment: InvoicePayment): void;
  note(note: CreditNote): void;
  customer(customer: Customer): void;
  change(change: BalanceChange): void;
  grant(grant: CreditGrant): void;
  credits(transaction: CreditTransaction): void;
  refund(refund: Stripe.Refund): void;
  finish(): void;
}

/** An invoice decides between receivables and what was written off, which are not compared line by line. */
const ANY_INVOICE = { status: 'open', amount_remaining: 0 } as const;

/** Changes of a customer's balance that are part of what is due on an invoice. */
const PART_OF_DUE = new Set(['applied_to_invoice', 'invoice_too_large', 'invoice_too_small']);

/**
 * The open part of an invoice is in `receivables` until it is written off, and in `write_offs` afterwards. So the amounts in
 * other books are compared with the objects, and these two are what every transaction moved of its invoice: transactions
 * sum to zero, which the check of the ledger sees to.
 */
export function createBillingBooksCheck(world: string, differences: Differences): BillingBooksCheck {
  /** Postings by `transaction book`, minus what their objects have. */
  const lines = createSums();
  /** The amounts of objects, minus the sums of postings, by what it is and its object. */
  const rebuilt = createSums();
  /** Credit balances, which are stored with their customers, by `customer currency`. */
  const balances = createSums();
  const customers = new Set<string>();
  /** The amounts that voided invoices still have in `revenue` and `tax`; their notes took back as much. */
  const kept: { readonly name: string; readonly invoice: string; readonly amount: number }[] = [];
  /** The amounts that notes took back, by `book invoice`. */
  const returned = createSums();

  function take(transaction: string, book: string): number {
    const amount = lines.of(`${transaction} ${book}`);
    lines.add(`${transaction} ${book}`, -amount);
    return amount;
  }

  function expect(transaction: string, entries: readonly BillingEntry[]): void {
    for (const { book, amount } of entries) {
      if (book !== 'receivables' && book !== 'write_offs') lines.add(`${transaction} ${book}`, -amount);
    }
  }

  /** Amount by which a transaction lowers what is open of an invoice. */
  function settledBy(transaction: string, invoice: string): number {
    const [open, written] = [take(transaction, 'receivables'), take(transaction, 'write_offs')];
    rebuilt.add(`the amount in receivables of ${invoice}`, open);
    rebuilt.add(`the amount in write_offs of ${invoice}`, written);
    return open + written;
  }

  return {
    posting({ transaction, book, amount }) {
      const name = plainName(book);
      if (isOfBilling(name)) lines.add(`${transaction} ${name}`, amount);
    },
    invoice(invoice) {
      const { id, status, amount_remaining: remaining } = invoice;
      // Drafts are not in the books yet, and neither are invoices from before there were any.
      if (!invoice.internal.booked) return;
      const [voided, elsewhere] = [momentOf(id, 'void'), momentOf(id, 'out_of_band')];
      const due = `the amount_due of ${id}`;
      const paid = `the amount_paid of ${id}`;
      expect(id, entriesOfInvoice(invoice));
      rebuilt.add(due, invoice.amount_due + settledBy(id, id));
      rebuilt.add(paid, invoice.amount_paid - settledBy(elsewhere, id));
      take(elsewhere, 'out_of_band');
      settledBy(momentOf(id, 'uncollectible'), id);
      settledBy(voided, id);
      rebuilt.add(`the amount in receivables of ${id}`, status === 'open' ? remaining : 0);
      rebuilt.add(`the amount in write_offs of ${id}`, status === 'uncollectible' ? remaining : 0);
      rebuilt.add(
        `the amount credited of ${id}`,
        invoice.pre_payment_credit_notes_amount + invoice.post_payment_credit_notes_amount,
      );
      if (status !== 'void') return;
      for (const { book, amount } of entriesOfInvoice(invoice)) {
        if (book === 'receivables') continue;
        kept.push({ name: `${book} ${id}`, invoice: id, amount: amount + take(voided, book) });
      }
    },
    payment({ id, invoice, status, amount_paid: amount }) {
      if (status !== 'paid' || lines.of(`${id} collected`) === 0) return;
      expect(id, [{ book: 'collected', amount: -(amount ?? 0) }]);
      rebuilt.add(`the amount_paid of ${invoice}`, -settledBy(id, invoice));
    },
    note(note) {
      const { id, invoice, status, total } = note;
      if (lines.of(`${id} revenue`) === 0 && lines.of(`${id} tax`) === 0) return;
      const entries = entriesOfNote(note, ANY_INVOICE);
      expect(id, entries);
      settledBy(id, invoice);
      if (status === 'void') {
        expect(momentOf(id, 'void'), entriesOfVoidedNote(note));
        settledBy(momentOf(id, 'void'), invoice);
        return;
      }
      rebuilt.add(`the amount credited of ${invoice}`, -total);
      for (const { book, amount } of entries) returned.add(`${book} ${invoice}`, -amount);
    },
    customer({ id, balance, currency, internal }) {
      customers.add(id);
      // Without a currency a customer has had no balance.
      if (currency) balances.add(`${id} ${currency}`, balance);
      for (const [other, amount] of Object.entries(internal?.balances ?? {})) balances.add(`${id} ${other}`, amount);
    },
    change(change) {
      const { id, amount, currency, internal, type } = change;
      const owner = `${idOf(change.customer)} ${currency}`;
      if (internal === undefined) {
        balances.add(owner, -amount);
        return;
      }
      balances.add(owner, lines.of(`${id} customer_credit`));
      expect(id, entriesOfChange(change));
      const invoice = idOf(change.invoice);
      if (internal.against !== 'receivables' || invoice === null) return;
      const settled = settledBy(id, invoice);
      if (PART_OF_DUE.has(type)) rebuilt.add(`the amount_due of ${invoice}`, settled);
      if (type === 'invoice_overpaid') rebuilt.add(`the amount_paid of ${invoice}`, -settled);
    },
    grant({ id, internal: { remaining } }) {
      rebuilt.add(`the remaining amount of ${id}`, remaining);
    },
    credits(transaction) {
      const { id, credit, credit_grant: grant, debit, internal } = transaction;
      const remaining = `the remaining amount of ${idOf(grant)}`;
      if (internal.against === undefined) {
        rebuilt.add(remaining, (debit?.amount.monetary?.value ?? 0) - (credit?.amount.monetary?.value ?? 0));
        return;
      }
      rebuilt.add(remaining, -lines.of(`${id} billing_credits`));
      expect(id, entriesOfCredits(transaction));
      const invoice = idOf((credit?.credits_application_invoice_voided ?? debit?.credits_applied)?.invoice);
      if (internal.against !== 'receivables' || invoice === null) return;
      const settled = settledBy(id, invoice);
      if (debit) rebuilt.add(`the amount_due of ${invoice}`, settled);
    },
    refund({ id, amount, status }) {
      if (lines.of(`${id} refunds`) === 0) return;
      expect(id, entriesOfRefund(amount));
      if (status === 'failed' || status === 'canceled') expect(momentOf(id, 'void'), entriesOfRefund(-amount));
    },
    finish() {
      for (const { name, invoice, amount } of kept) {
        const left = amount - returned.of(name);
        if (left !== 0)
          differences.add(world, `${invoice} is void, but the books of Billing keep ${left} of it (${name})`);
      }
      for (const [what, amount] of rebuilt.rest()) {
        differences.add(world, `${what} differs by ${amount} from the books of Billing`);
      }
      for (const [name, amount] of balances.rest()) {
        const [id = '', currency] = name.split(' ');
        // Changes outlive a deleted customer.
        if (!customers.has(id)) continue;
        differences.add(
          world,
          `the credit balance of ${id} differs by ${amount} ${currency} from the books of Billing`,
        );
      }
      for (const [name, amount] of lines.rest()) {
        const [id, book] = name.split(' ');
        differences.add(world, `the postings of ${id} in ${book} differ by ${amount} from what it has`);
      }
    },
  };
}

import type Stripe from 'stripe';
import type { CreditNote } from '../../billing/credit-notes/type.ts';
import { linesOf } from '../../billing/drafts/lines.ts';
import type { InvoicePayment } from '../../billing/invoice-payments/type.ts';
import type { Invoice } from '../../billing/invoices/type.ts';
import type { Customer } from '../../customers/type.ts';
import { idOf } from '../../kernel/entity.ts';
import { createSums, type Differences } from './differences.ts';

/** Rebuilds the invoices and the credit balances of one world from their parts. */
export interface InvoicesCheck {
  invoice(invoice: Invoice): void;
  payment(payment: InvoicePayment): void;
  note(note: CreditNote): void;
  customer(customer: Customer): void;
  balanceTransaction(transaction: Stripe.CustomerBalanceTransaction): void;
  finish(): void;
}

/** Movements of a balance that the invoice itself made, not one of its notes or payments. */
const BY_INVOICE = new Set(['applied_to_invoice', 'invoice_too_large', 'invoice_too_small', 'unapplied_from_invoice']);

export function createInvoicesCheck(world: string, differences: Differences): InvoicesCheck {
  /** Amounts that invoices show of their payments, notes and balance, minus what these objects add up to. */
  const shown = createSums();
  /** Credit balances, minus their transactions, by customer and currency. */
  const credit = createSums();
  const customers = new Set<string>();
  /** The invoice that has a number of a customer. */
  const numbered = new Map<string, string>();

  return {
    invoice(invoice) {
      const { id, number, customer } = invoice;
      for (const [what, sum, expected] of sumsOf(invoice)) {
        if (sum !== expected) differences.add(world, `${id} has ${what} of ${sum}, but its parts sum to ${expected}`);
      }
      if (invoice.status === 'paid' && invoice.amount_remaining !== 0) {
        differences.add(world, `${id} is paid although ${invoice.amount_remaining} remain`);
      }
      shown.add(
        `payments ${id}`,
        invoice.amount_paid + invoice.amount_overpaid - (invoice.amount_paid_off_stripe ?? 0),
      );
      shown.add(`notes before payment ${id}`, invoice.pre_payment_credit_notes_amount);
      shown.add(`notes after payment ${id}`, invoice.post_payment_credit_notes_amount);
      shown.add(`balance ${id}`, invoice.internal.balanceApplied);
      if (number === null) return;
      const name = `${customer} ${number}`;
      const other = numbered.get(name);
      if (other !== undefined) differences.add(world, `${id} and ${other} have the same number, ${number}`);
      numbered.set(name, id);
    },
    payment({ invoice, status, amount_paid: paid }) {
      if (status === 'paid') shown.add(`payments ${invoice}`, -(paid ?? 0));
    },
    note({ invoice, status, pre_payment_amount: before, post_payment_amount: after }) {
      if (status === 'void') return;
      shown.add(`notes before payment ${invoice}`, -before);
      shown.add(`notes after payment ${invoice}`, -after);
    },
    customer({ id, balance, currency, internal }) {
      customers.add(id);
      // Without a currency a customer has had no balance.
      if (currency) credit.add(`${id} ${currency}`, balance);
      for (const [other, amount] of Object.entries(internal?.balances ?? {})) credit.add(`${id} ${other}`, amount);
    },
    balanceTransaction({ amount, currency, customer, invoice, type }) {
      credit.add(`${idOf(customer)} ${currency}`, -amount);
      const owner = idOf(invoice);
      if (owner !== null && BY_INVOICE.has(type)) shown.add(`balance ${owner}`, -amount);
    },
    finish() {
      for (const [name, amount] of shown.rest()) {
        const place = name.lastIndexOf(' ');
        differences.add(
          world,
          `the ${name.slice(0, place)} of ${name.slice(place + 1)} differ by ${amount} from the invoice`,
        );
      }
      for (const [name, amount] of credit.rest()) {
        const [id = '', currency] = name.split(' ');
        // Transactions outlive a deleted customer.
        if (!customers.has(id)) continue;
        differences.add(world, `the credit balance of ${id} differs by ${amount} ${currency} from its transactions`);
      }
    },
  };
}

/** The amounts of an invoice beside what its parts sum to. */
function sumsOf(invoice: Invoice): [what: string, sum: number, expected: number][] {
  const lines = linesOf(invoice);
  const sum = (amounts: readonly { readonly amount: number }[] | null) =>
    (amounts ?? []).reduce((all, { amount }) => all + amount, 0);
  const exclusive = (taxes: readonly Stripe.InvoiceLineItem.Tax[] | null) =>
    sum((taxes ?? []).filter(({ tax_behavior: behavior }) => behavior === 'exclusive'));
  const total = lines.reduce(
    (all, line) => all + line.amount - sum(line.pretax_credit_amounts) + exclusive(line.taxes),
    invoice.amount_shipping,
  );
  const { amount_due: due, amount_paid: paid, pre_payment_credit_notes_amount: noted } = invoice;
  return [
    ['a total', invoice.total, total],
    ['a remaining amount', invoice.amount_remaining, due - paid - noted],
  ];
}

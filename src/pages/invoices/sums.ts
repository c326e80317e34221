import { fill } from '../../shared/texts/fill.ts';
import { amountText } from '../format.ts';
import type { Texts } from '../languages/texts.ts';
import type { InvoiceFacts } from './load-invoice.ts';

/** The sums of an invoice, from its lines to what remains, as names and amounts. Zeros are left out. */
export function sumsOf(texts: Texts, { invoice, rates }: InvoiceFacts): (readonly [name: string, amount: string])[] {
  const words = texts.invoice;
  const money = (amount: number) => amountText(amount, invoice.currency, texts.locale);
  const discounted = invoice.subtotal - (invoice.total_excluding_tax ?? invoice.total) - inclusiveTax(invoice);
  const taxes = (invoice.total_taxes ?? []).map(({ amount, tax_behavior: behavior, tax_rate_details: details }) => {
    const rate = rates.get(details?.tax_rate ?? '');
    const name = rate ? `${rate.display_name} (${rate.percentage}%)` : words.tax;
    return [behavior === 'inclusive' ? `${name}, ${words.included}` : name, money(amount)] as const;
  });
  const discount = discounted + invoice.amount_shipping;
  const { balanceApplied } = invoice.internal;
  const credited = invoice.pre_payment_credit_notes_amount;
  return [
    [words.subtotal, money(invoice.subtotal)],
    ...(discount !== 0 ? [[words.discount, money(-discount)] as const] : []),
    ...(invoice.amount_shipping > 0 ? [[words.shipping, money(invoice.amount_shipping)] as const] : []),
    ...taxes,
    [words.total, money(invoice.total)],
    ...(balanceApplied !== 0 && invoice.amount_due !== invoice.total
      ? [[words.balance, money(invoice.amount_due - invoice.total)] as const]
      : []),
    ...(credited > 0 ? [[words.credited, money(-credited)] as const] : []),
    [words.amountDue, money(invoice.amount_due)],
    ...(invoice.amount_paid > 0 ? [[words.amountPaid, money(invoice.amount_paid)] as const] : []),
    ...(invoice.amount_remaining !== invoice.amount_due
      ? [[words.remaining, money(invoice.amount_remaining)] as const]
      : []),
  ];
}

function inclusiveTax({ total_taxes: taxes }: InvoiceFacts['invoice']): number {
  return (taxes ?? []).reduce((sum, tax) => sum + (tax.tax_behavior === 'inclusive' ? tax.amount : 0), 0);
}

/** The large line of an invoice: what is due and until when, or how it ended. */
export function headlineOf(texts: Texts, { invoice }: InvoiceFacts, day: (seconds: number) => string): string {
  const words = texts.invoice;
  const amount = amountText(
    invoice.status === 'paid' ? invoice.amount_paid : invoice.amount_remaining,
    invoice.currency,
    texts.locale,
  );
  if (invoice.status === 'open' && invoice.due_date !== null)
    return `${amount} · ${words.due}: ${day(invoice.due_date)}`;
  return `${amount} · ${statusText(texts, invoice.status)}`;
}

/** The status of an invoice in the reader's language. */
export function statusText({ invoice: words }: Texts, status: string | null): string {
  switch (status) {
    case 'paid':
      return words.paid;
    case 'void':
      return words.void;
    case 'uncollectible':
      return words.uncollectible;
    default:
      return words.open;
  }
}

/** The title of an invoice. */
export function titleOf({ invoice: words }: Texts, { number, id }: InvoiceFacts['invoice']): string {
  return fill(words.title, { number: number ?? id });
}

import type Stripe from 'stripe';
import { linesOf } from '../../billing/drafts/lines.ts';
import type { Invoice, InvoiceLine } from '../../billing/invoices/type.ts';
import type { PrintedDocument, PrintedRow } from '../../pdf/document.ts';
import { decimals } from '../../shared/currencies.ts';
import { fill } from '../../shared/texts/fill.ts';
import { amountText, dayText } from '../format.ts';
import type { Texts } from '../languages/texts.ts';
import type { InvoiceFacts } from './load-invoice.ts';
import { headlineOf, sumsOf, titleOf } from './sums.ts';

/** An invoice, or the receipt of a paid one, to be printed. */
export function printInvoice(texts: Texts, facts: InvoiceFacts, kind: 'invoice' | 'receipt'): PrintedDocument {
  const { invoice, merchant } = facts;
  const words = texts.invoice;
  const day = (seconds: number) => dayText(seconds * 1000, texts.locale);
  const { paid_at: paidAt } = invoice.status_transitions;
  const number = invoice.number ?? invoice.id;
  return {
    title: kind === 'receipt' ? fill(words.receipt, { number }) : titleOf(texts, invoice),
    merchant,
    size: invoice.rendering?.pdf?.page_size === 'a4' || invoice.account_country !== 'US' ? 'a4' : 'letter',
    facts: [
      [words.issued, day(invoice.effective_at ?? invoice.created)],
      ...(invoice.due_date === null ? [] : [[words.due, day(invoice.due_date)] as const]),
      ...(paidAt === null ? [] : [[words.paidOn, day(paidAt)] as const]),
      ...(invoice.custom_fields ?? []).map(({ name, value }) => [name, value] as const),
    ],
    parties: [
      {
        title: words.from,
        lines: [
          merchant,
          invoice.account_country ?? '',
          ...facts.ownTaxIds.map((value) => `${words.taxId}: ${value}`),
        ].filter(Boolean),
      },
      { title: words.billTo, lines: customerLines(texts, invoice) },
    ],
    headline: headlineOf(texts, facts, day),
    columns: [words.description, words.quantity, words.unitPrice, words.amount],
    rows: linesOf(invoice).map((line) => rowOf(texts, line, day)),
    sums: sumsOf(texts, facts),
    notes: [invoice.description, invoice.footer].filter((note) => note !== null),
    pageText: (page, pages) => fill(words.page, { page: String(page), pages: String(pages) }),
  };
}

function rowOf(texts: Texts, line: InvoiceLine, day: (seconds: number) => string): PrintedRow {
  const { start, end } = line.period;
  return {
    description: line.description ?? '',
    ...(start !== end && { detail: `${day(start)} – ${day(end)}` }),
    quantity: line.quantity === null ? '' : String(line.quantity),
    unit: unitText(line, texts.locale),
    amount: amountText(line.amount, line.currency, texts.locale),
  };
}

/** A unit price may have fractions of the smallest unit. */
function unitText({ pricing, currency }: InvoiceLine, locale: string): string {
  const unit = pricing?.unit_amount_decimal;
  if (unit === null || unit === undefined) return '';
  const digits = decimals(currency);
  const [, fraction = ''] = unit.split('.');
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits + fraction.length,
  }).format(Number(unit) / 10 ** digits);
}

/** The customer's name, address and tax ids. */
export function customerLines({ invoice: words }: Texts, invoice: Invoice): string[] {
  return [
    invoice.customer_name,
    ...addressLines(invoice.customer_address),
    invoice.customer_email,
    ...(invoice.customer_tax_ids ?? []).map(({ value }) => value && `${words.taxId}: ${value}`),
  ].filter((line): line is string => Boolean(line));
}

function addressLines(address: Stripe.Address | null): (string | null)[] {
  if (!address) return [];
  const town = [address.postal_code, address.city, address.state].filter(Boolean).join(' ');
  return [address.line1, address.line2, town, address.country];
}

import type { Customer } from '../../customers/type.ts';
import type { PrintedDocument } from '../../pdf/document.ts';
import { writtenDay } from '../../shared/calendar.ts';
import { formatAmount } from '../../shared/currencies.ts';
import { type Priced, unitAmount } from '../sessions/pricing.ts';
import type { Quote } from './type.ts';

/** A quote to be printed. */
export function printQuote(quote: Quote, { merchant, country, customer, priced }: PrintedFor): PrintedDocument {
  const currency = quote.currency ?? '';
  const money = (amount: number) => formatAmount(amount, currency);
  const { recurring } = quote.computed;
  const { totals } = priced;
  return {
    title: `Quote ${quote.number ?? '(draft)'}`,
    merchant,
    size: country === 'US' || country === 'CA' ? 'letter' : 'a4',
    facts: [
      ['Date', writtenDay(quote.status_transitions.finalized_at ?? quote.created)],
      ['Valid until', writtenDay(quote.expires_at)],
    ],
    parties: [
      { title: 'From', lines: [merchant, country] },
      {
        title: 'Prepared for',
        lines: [customer?.name, customer?.email].filter((line): line is string => Boolean(line)),
      },
    ],
    headline: money(quote.amount_total),
    columns: ['Description', 'Quantity', 'Unit price', 'Amount'],
    rows: priced.lines.map((one) => {
      const unit = unitAmount(one, currency);
      return {
        description: one.product.name,
        quantity: one.line.metered ? '' : String(one.line.quantity),
        unit: unit === null ? '' : money(unit),
        amount: money(one.totals.amount_subtotal),
      };
    }),
    sums: [
      ['Subtotal', money(totals.amount_subtotal)],
      ...(totals.amount_discount > 0 ? [['Discount', money(-totals.amount_discount)] as const] : []),
      ...(totals.amount_tax > 0 ? [['Tax', money(totals.amount_tax)] as const] : []),
      ['Due on acceptance', money(totals.amount_total)],
    ],
    notes: [
      quote.header,
      quote.description,
      recurring && `Then ${money(recurring.amount_total)} every ${everyText(recurring)}.`,
      quote.footer,
    ].filter((note): note is string => Boolean(note)),
    pageText: (page, pages) => `Page ${page} of ${pages}`,
  };
}

/** Issuer and customer of the quote, and its amounts. */
interface PrintedFor {
  readonly merchant: string;
  readonly country: string;
  readonly customer: Customer | undefined;
  readonly priced: Priced;
}

function everyText({ interval, interval_count: count }: { interval: string; interval_count: number }): string {
  return count === 1 ? interval : `${count} ${interval}s`;
}

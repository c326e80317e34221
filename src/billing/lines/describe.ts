import { decimals } from '../../shared/currencies.ts';
import type { Interval } from '../periods/period.ts';

/** A product by its name, counted in its units. */
export interface Sold {
  readonly name: string;
  /** As `seat`; null for plain numbers. */
  readonly unitLabel: string | null;
}

/** As `month` or `every 3 months`. */
export function intervalWords({ unit, count }: Interval): string {
  return count === 1 ? unit : `every ${count} ${unit}s`;
}

/** As `2 seat × Team`, in which the unit stays as the merchant wrote it. */
export function countWords(quantity: number, { name, unitLabel }: Sold): string {
  return `${unitLabel ? `${quantity} ${unitLabel}` : quantity} × ${name}`;
}

/** Formats an amount with fractions of the smallest unit: 0.5 cents is `$0.005`. */
export function formatUnitAmount(decimal: string, currency: string): string {
  const digits = decimals(currency);
  const [whole = '0', fraction = ''] = decimal.replace('-', '').split('.');
  const padded = whole.padStart(digits + 1, '0');
  const cents = padded.slice(padded.length - digits) + fraction;
  const shown = Math.max(digits, cents.replace(/0+$/, '').length);
  // Only the symbol and its place come from the formatter: a number has fewer digits than an amount may have.
  const parts = new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: shown,
    maximumFractionDigits: shown,
  }).formatToParts(Number(padded.slice(0, padded.length - digits) || '0'));
  const sign = decimal.startsWith('-') ? '-' : '';
  return sign + parts.map(({ type, value }) => (type === 'fraction' ? cents.slice(0, shown) : value)).join('');
}

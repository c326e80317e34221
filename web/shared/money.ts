import { decimals } from '../../src/shared/currencies.ts';

/** Formats an amount in the currency's smallest unit for the language `tag`. */
export function money(amount: number, currency: string | null, tag: string): string {
  if (currency === null) return '';
  const digits = decimals(currency);
  return new Intl.NumberFormat(tag, {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount / 10 ** digits);
}

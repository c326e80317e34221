import { decimals } from '../../src/shared/currencies.ts';

/** An amount in the currency's smallest unit, as people with the language `tag` write it. */
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

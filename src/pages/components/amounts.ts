import { decimals } from '../../shared/currencies.ts';

/** Reads an amount as people type it (`12.50`, `12,50`), in the currency's smallest unit; undefined if it is none. */
export function readAmount(text: string, currency: string): number | undefined {
  const digits = decimals(currency);
  const match = /^(\d{1,12})(?:[.,](\d{1,3}))?$/.exec(text);
  if (!match) return undefined;
  const [, whole = '', part = ''] = match;
  if (part.length > digits) return undefined;
  return Number(whole) * 10 ** digits + Number(part.padEnd(digits, '0') || 0);
}

/** An amount as a field holds it: `12.50`. */
export function writeAmount(amount: number, currency: string): string {
  const digits = decimals(currency);
  return (amount / 10 ** digits).toFixed(digits);
}

import { decimals } from '../../shared/currencies.ts';

/** An amount as a spreadsheet reads it, in the currency's own units. */
export function decimal(amount: number, currency: string): string {
  const digits = decimals(currency);
  return (amount / 10 ** digits).toFixed(digits);
}

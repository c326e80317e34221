import { calendarMonth } from '../kernel/clock.ts';
import { StripeError } from '../kernel/errors.ts';

/** Cards are never issued for longer; beyond it is a typing mistake. */
const LONGEST_VALIDITY_YEARS = 50;

/** A card's expiry: month, and four-digit year. */
interface Expiry {
  readonly exp_month: number;
  readonly exp_year: number;
}

/**
 * Returns a card's updated expiry. Two-digit years are of this century. Throws a card error (402) if it is invalid or
 * past.
 */
export function changedExpiry(current: Expiry, change: Partial<Expiry>, nowSeconds: number): Expiry {
  if (change.exp_month === undefined && change.exp_year === undefined) return current;
  const month = change.exp_month ?? current.exp_month;
  if (!Number.isInteger(month) || month < 1 || month > 12) throw refused('month');
  const typed = change.exp_year ?? current.exp_year;
  const year = typed >= 0 && typed < 100 ? 2000 + typed : typed;
  const now = calendarMonth(nowSeconds);
  if (!Number.isInteger(year) || year < now.year || year > now.year + LONGEST_VALIDITY_YEARS) throw refused('year');
  if (year === now.year && month < now.month) throw refused('month');
  return { exp_month: month, exp_year: year };
}

function refused(part: 'month' | 'year'): StripeError {
  return new StripeError(402, {
    type: 'card_error',
    code: `invalid_expiry_${part}`,
    param: `exp_${part}`,
    message: `Your card's expiration ${part} is invalid.`,
  });
}

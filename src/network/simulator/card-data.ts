import { StripeError } from '../../kernel/errors.ts';

/** ISO/IEC 7812: account numbers have up to 19 digits; brands start at 12. */
const NUMBER = /^\d{12,19}$/;
const CVC = /^\d{3,4}$/;
/** Later expiry years are typing mistakes: no card is issued for so long. */
const LONGEST_VALIDITY_YEARS = 50;

/** A month, and its year in four digits. */
export interface Month {
  readonly month: number;
  readonly year: number;
}

/** Returns the digits of a card number typed with spaces or dashes. Throws a card error if it is invalid. */
export function checkedNumber(typed: string): string {
  const number = typed.replaceAll(/[ -]/g, '');
  if (!NUMBER.test(number)) {
    throw cardDataError('invalid_number', 'number', 'The card number is not a valid credit card number.');
  }
  if (!passesLuhn(number)) throw cardDataError('incorrect_number', 'number', 'Your card number is incorrect.');
  return number;
}

/** Returns a valid expiry; two-digit years are of this century. Throws a card error if it is invalid or past. */
export function checkedExpiry(month: number, typedYear: number, nowSeconds: number): Month {
  if (!Number.isInteger(month) || month < 1 || month > 12) throw invalidMonth();
  const year = typedYear >= 0 && typedYear < 100 ? 2000 + typedYear : typedYear;
  const today = monthOf(nowSeconds);
  if (!Number.isInteger(year) || year < today.year || year > today.year + LONGEST_VALIDITY_YEARS) {
    throw cardDataError('invalid_expiry_year', 'exp_year', "Your card's expiration year is invalid.");
  }
  if (year === today.year && month < today.month) throw invalidMonth();
  return { month, year };
}

/** Throws a card error unless a CVC has three digits, or the four of American Express. */
export function checkCvc(cvc: string): void {
  if (!CVC.test(cvc)) throw cardDataError('invalid_cvc', 'cvc', "Your card's security code is invalid.");
}

/** Returns the UTC month of a moment. */
export function monthOf(seconds: number): Month {
  const date = new Date(seconds * 1000);
  return { month: date.getUTCMonth() + 1, year: date.getUTCFullYear() };
}

/** True if the check digit is right (Luhn, ISO/IEC 7812-1 annex B). */
export function passesLuhn(number: string): boolean {
  let sum = 0;
  for (let i = 0; i < number.length; i++) {
    const digit = number.charCodeAt(number.length - 1 - i) - 48;
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

function invalidMonth(): StripeError {
  return cardDataError('invalid_expiry_month', 'exp_month', "Your card's expiration month is invalid.");
}

function cardDataError(code: string, param: string, message: string): StripeError {
  return new StripeError(402, { type: 'card_error', code, param, message });
}

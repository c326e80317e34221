import { hasPostalCodes, isWholePostal } from '../form/postal.ts';
import { brandOf, longest } from './brand.ts';
import { expiryOf } from './expiry.ts';
import { passesLuhn } from './number.ts';

/** The entered parts of a card. They never leave the frame except to Florin. */
export interface CardEntry {
  /** Digits only. */
  readonly number: string;
  /** MMYY. */
  readonly expiry: string;
  readonly cvc: string;
  readonly postal: string;
  /** ISO 3166-1 alpha-2. Determines the format of the postal code. */
  readonly country: string;
}

export type CardField = 'number' | 'expiry' | 'cvc' | 'postal';

export const EMPTY_CARD: CardEntry = { number: '', expiry: '', cvc: '', postal: '', country: 'US' };

/** The codes of Stripe.js for a `validation_error`. */
export type Problem =
  | 'incomplete_number'
  | 'invalid_number'
  | 'incomplete_expiry'
  | 'invalid_expiry_month'
  | 'invalid_expiry_month_past'
  | 'invalid_expiry_year_past'
  | 'invalid_expiry_year'
  | 'incomplete_cvc'
  | 'incomplete_zip';

/** The state of a field. */
interface FieldState {
  readonly empty: boolean;
  readonly complete: boolean;
  /** An error that further typing cannot fix. */
  readonly wrong: Problem | undefined;
  /** An error of an incomplete value, shown once the customer leaves the field. */
  readonly missing: Problem | undefined;
}

/** Validates a field. `now` determines which dates have passed. */
export function checkField(field: CardField, entry: CardEntry, now: Date): FieldState {
  const value = entry[field];
  const state = CHECKS[field](entry, now);
  return { empty: value === '', complete: state === undefined, ...split(state) };
}

/** Splits a problem by whether further typing can fix it. */
function split(problem: Problem | undefined): Pick<FieldState, 'wrong' | 'missing'> {
  const missing = problem?.startsWith('incomplete') ?? false;
  return { wrong: missing ? undefined : problem, missing: missing ? problem : undefined };
}

/** Maximum number of years until a card expires. */
const YEARS_AHEAD = 50;

const CHECKS: Readonly<Record<CardField, (entry: CardEntry, now: Date) => Problem | undefined>> = {
  number({ number }) {
    const brand = brandOf(number);
    if (brand.lengths.includes(number.length) && passesLuhn(number)) return undefined;
    return number.length >= longest(brand) ? 'invalid_number' : 'incomplete_number';
  },
  expiry({ expiry }, now) {
    const { month, year } = expiryOf(expiry);
    if (expiry.length >= 2 && (month < 1 || month > 12)) return 'invalid_expiry_month';
    if (expiry.length < 4) return 'incomplete_expiry';
    const ahead = year - now.getFullYear();
    if (ahead < 0) return 'invalid_expiry_year_past';
    if (ahead > YEARS_AHEAD) return 'invalid_expiry_year';
    return ahead === 0 && month < now.getMonth() + 1 ? 'invalid_expiry_month_past' : undefined;
  },
  cvc({ cvc, number }) {
    return cvc.length === brandOf(number).cvcLength ? undefined : 'incomplete_cvc';
  },
  postal({ postal, country }) {
    return !hasPostalCodes(country) || isWholePostal(postal, country) ? undefined : 'incomplete_zip';
  },
};

/** True if a field is complete, so that the focus moves to the next one. */
export function isFull(field: CardField, entry: CardEntry): boolean {
  return field !== 'postal' && checkField(field, entry, new Date()).complete;
}

/** Returns the card's parameters for the API; an empty CVC is left out. */
export function cardParams(entry: CardEntry): Record<string, string | number> {
  const { month, year } = expiryOf(entry.expiry);
  return { number: entry.number, exp_month: month, exp_year: year, ...(entry.cvc !== '' && { cvc: entry.cvc }) };
}

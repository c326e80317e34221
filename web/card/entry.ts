import { hasPostalCodes, isWholePostal } from '../form/postal.ts';
import { brandOf, longest } from './brand.ts';
import { expiryOf } from './expiry.ts';
import { passesLuhn } from './number.ts';

/** What a payer has entered of a card. It lives in the frame alone. */
export interface CardEntry {
  /** Digits only. */
  readonly number: string;
  /** MMYY. */
  readonly expiry: string;
  readonly cvc: string;
  readonly postal: string;
  /** ISO 3166-1 alpha-2: says how a postal code looks. */
  readonly country: string;
}

export type CardField = 'number' | 'expiry' | 'cvc' | 'postal';

export const EMPTY_CARD: CardEntry = { number: '', expiry: '', cvc: '', postal: '', country: 'US' };

/** The codes of `validation_error`, as Stripe.js has them. */
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

/** How a field stands. */
export interface FieldState {
  readonly empty: boolean;
  readonly complete: boolean;
  /** What is wrong whatever is typed next. */
  readonly wrong: Problem | undefined;
  /** What is missing, should the payer leave it so. */
  readonly missing: Problem | undefined;
}

/** Looks at one field. `now` decides what is past. */
export function checkField(field: CardField, entry: CardEntry, now: Date): FieldState {
  const value = entry[field];
  const state = CHECKS[field](entry, now);
  return { empty: value === '', complete: state === undefined, ...split(state) };
}

/** How a code stands for a field: wrong for good, or only not whole yet. */
function split(problem: Problem | undefined): Pick<FieldState, 'wrong' | 'missing'> {
  const missing = problem?.startsWith('incomplete') ?? false;
  return { wrong: missing ? undefined : problem, missing: missing ? problem : undefined };
}

/** The years that a card may still be good for. */
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

/** True if a field takes no more characters, so that the focus moves to the next one. */
export function isFull(field: CardField, entry: CardEntry): boolean {
  return field !== 'postal' && checkField(field, entry, new Date()).complete;
}

/** A card as the API takes it; what was not asked for is left out. */
export function cardParams(entry: CardEntry): Record<string, string | number> {
  const { month, year } = expiryOf(entry.expiry);
  return { number: entry.number, exp_month: month, exp_year: year, ...(entry.cvc !== '' && { cvc: entry.cvc }) };
}

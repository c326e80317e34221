import { StripeError } from '../../kernel/errors.ts';
import type { RawCard, TokenizedCard } from '../network.ts';
import { fingerprint } from './fingerprint.ts';
import type { TestCard } from './test-card.ts';
import { cardOfNumber, readyMadeCard } from './test-cards.ts';

/** The world a card is vaulted in. */
export interface Vault {
  readonly fingerprintKey: string;
  readonly nowSeconds: number;
}

/** ISO/IEC 7812: account numbers have up to 19 digits; brands start at 12. */
const NUMBER = /^\d{12,19}$/;
const CVC = /^\d{3,4}$/;
/** Cards are never issued for longer; beyond it is a typing mistake. */
const LONGEST_VALIDITY_YEARS = 50;
const NOT_A_TEST_CARD =
  'Your card was declined. Your request was in test mode, but used a non test (live) card. For a list of valid test cards, visit: https://docs.stripe.com/testing.';

/**
 * Vaults a typed card. Spaces and dashes in its number do not count. Throws a card error (402) for a number, expiry
 * or CVC that no card has, and for a number that is no test card.
 */
export function tokenizeCard(raw: RawCard, vault: Vault): TokenizedCard {
  const number = raw.number.replaceAll(/[ -]/g, '');
  if (!NUMBER.test(number))
    throw refused('invalid_number', 'number', 'The card number is not a valid credit card number.');
  if (!passesLuhn(number)) throw refused('incorrect_number', 'number', 'Your card number is incorrect.');
  const expYear = checkExpiry(raw.expMonth, raw.expYear, vault.nowSeconds);
  if (raw.cvc !== undefined && !CVC.test(raw.cvc)) {
    throw refused('invalid_cvc', 'cvc', "Your card's security code is invalid.");
  }
  const card = cardOfNumber(number);
  if (!card) {
    throw new StripeError(402, {
      type: 'card_error',
      code: 'card_declined',
      decline_code: 'test_mode_live_card',
      message: NOT_A_TEST_CARD,
    });
  }
  return tokenized(card, vault, { expMonth: raw.expMonth, expYear, cvcProvided: raw.cvc !== undefined });
}

/**
 * The card behind a ready-made id, good until this month next year. A token stands for a form that was filled in and
 * so has a CVC; a payment method has one only where its story needs it.
 */
export function wellKnownCard(id: string, vault: Vault): TokenizedCard | undefined {
  const known = readyMadeCard(id);
  if (!known) return undefined;
  const { card, kind } = known;
  const today = new Date(vault.nowSeconds * 1000);
  return tokenized(card, vault, {
    expMonth: today.getUTCMonth() + 1,
    expYear: today.getUTCFullYear() + 1,
    cvcProvided: kind === 'token' || card.checks.cvc === 'fail' || card.declines === 'incorrect_cvc',
  });
}

function tokenized(
  card: TestCard,
  vault: Vault,
  typed: { expMonth: number; expYear: number; cvcProvided: boolean },
): TokenizedCard {
  return {
    token: card.name,
    brand: card.brand,
    displayBrand: card.displayBrand,
    networks: card.networks,
    funding: card.funding,
    country: card.country,
    last4: card.number.slice(-4),
    ...typed,
    fingerprint: fingerprint(card.number, vault.fingerprintKey),
    threeDSecureSupported: card.threeDSecure !== 'unsupported',
    regulated: false,
  };
}

/** The full year of an expiry that is not over; two digits are of this century. */
function checkExpiry(month: number, typedYear: number, nowSeconds: number): number {
  if (!Number.isInteger(month) || month < 1 || month > 12) throw invalidMonth();
  const year = typedYear >= 0 && typedYear < 100 ? 2000 + typedYear : typedYear;
  const today = new Date(nowSeconds * 1000);
  const thisYear = today.getUTCFullYear();
  if (!Number.isInteger(year) || year < thisYear || year > thisYear + LONGEST_VALIDITY_YEARS) {
    throw refused('invalid_expiry_year', 'exp_year', "Your card's expiration year is invalid.");
  }
  if (year === thisYear && month < today.getUTCMonth() + 1) throw invalidMonth();
  return year;
}

function invalidMonth(): StripeError {
  return refused('invalid_expiry_month', 'exp_month', "Your card's expiration month is invalid.");
}

function refused(code: string, param: string, message: string): StripeError {
  return new StripeError(402, { type: 'card_error', code, param, message });
}

/** The check digit of card numbers (Luhn, ISO/IEC 7812-1 annex B). */
export function passesLuhn(number: string): boolean {
  let sum = 0;
  for (let i = 0; i < number.length; i++) {
    const digit = number.charCodeAt(number.length - 1 - i) - 48;
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

import { cutText } from './cut-text.ts';

/** The longest text of an error in a response, in characters. Errors quote what a caller sent. */
const LONGEST_ERROR_TEXT = 4_000;

/** Returns a text as an error shows it: without secrets, and cut. */
export function errorText(text: string): string {
  // Cut at first to twice the length: a secret that is cut in two would not be recognized.
  return cutText(withoutSecrets(cutText(text, 2 * LONGEST_ERROR_TEXT)), LONGEST_ERROR_TEXT);
}

/** Digits as people type a card number. Digits within a word (`ch_4242…`) are of an id. */
const DIGITS = /(?<!\w)\d(?:[ -]?\d){11,}/g;
/** The first digits of the card brands (ISO/IEC 7812), and the shortest number. */
const BRAND = /^(?:[3-6]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/;
const SHORTEST_NUMBER = 12;

/** A test card that an error names: its payments are available at once. */
const NAMED_CARD = '4000000000000077';

/** Twelve digits, or the beginning of a key. Few texts have any, so the rest is not looked at further. */
const MAYBE_SECRET = /\d(?:[ -]?\d){11}|k_(?:test|live)_/;

/** Masks what looks like a card number or a secret key, so that the text is safe in responses and logs. */
export function withoutSecrets(text: string): string {
  if (!MAYBE_SECRET.test(text)) return text;
  return text
    .replace(DIGITS, (digits) =>
      digits !== NAMED_CARD && holdsCardNumber(digits) ? '*'.repeat(digits.length) : digits,
    )
    .replace(/([rs]k_(?:test|live)_)\w+/g, '$1***');
}

/** True if a card number could begin with any of the groups. Typing mistakes are real numbers too: no check of its sum. */
function holdsCardNumber(digits: string): boolean {
  const groups = digits.split(/[ -]/);
  return groups.some((_, index) => {
    const number = groups.slice(index).join('');
    return number.length >= SHORTEST_NUMBER && BRAND.test(number);
  });
}

/** As `withoutSecrets`, and without the secrets of objects and of endpoints. */
export function withoutAnySecret(text: string): string {
  return withoutSecrets(text).replace(/(_secret_|whsec_)\w+/g, '$1***');
}

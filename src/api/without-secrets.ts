import { cutText } from '../kernel/cut-text.ts';

/** The longest text of an error in a response, in characters. Errors quote what a caller sent. */
const LONGEST_ERROR_TEXT = 4_000;

/** Returns a text as an error shows it: without secrets, and cut. */
export function errorText(text: string): string {
  // Cut at first to twice the length: a secret that is cut in two would not be recognized.
  return cutText(withoutSecrets(cutText(text, 2 * LONGEST_ERROR_TEXT)), LONGEST_ERROR_TEXT);
}

/** Masks what looks like a card number or a secret key, so that the text is safe in responses and logs. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/\d(?:[ -]?\d){11,}/g, (digits) => '*'.repeat(digits.length))
    .replace(/([rs]k_(?:test|live)_)\w+/g, '$1***');
}

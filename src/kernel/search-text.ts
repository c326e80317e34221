import { createHash } from 'node:crypto';

/** The longest term, in UTF-16 units: databases bound what a key of an index may hold. */
export const LONGEST_TERM = 500;

/** Normalizes text for search: Unicode composition and case do not matter. */
export function fold(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** Folded text with single spaces between its words and none around them. */
export function foldWords(text: string): string {
  return foldSpaces(text).trim();
}

/** Folded text in which all that is space is one blank. */
export function foldSpaces(text: string): string {
  return fold(text).replace(/\s+/g, ' ');
}

/** Returns the index term of folded text: itself, or for long text its beginning and a digest. */
export function termOf(folded: string): string {
  if (folded.length <= LONGEST_TERM) return folded;
  const digest = createHash('sha256').update(folded).digest('hex');
  return folded.slice(0, LONGEST_TERM - digest.length) + digest;
}

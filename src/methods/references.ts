import { createHash } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Digits that look random and are the same whenever they are asked for; `seed` says what for. */
export function digitsOf(seed: string, length: number): string {
  return letters(seed, length, '0123456789');
}

/** Capital letters and digits, as references have them. */
export function referenceOf(seed: string, length: number): string {
  return letters(seed, length, ALPHABET);
}

function letters(seed: string, length: number, alphabet: string): string {
  let text = '';
  for (let block = 0; text.length < length; block++) {
    for (const byte of createHash('sha256').update(`${block} ${seed}`).digest()) {
      text += alphabet.charAt(byte % alphabet.length);
    }
  }
  return text.slice(0, length);
}

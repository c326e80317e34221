import { createHash } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Returns pseudo-random digits that depend only on `seed`. */
export function digitsOf(seed: string, length: number): string {
  return letters(seed, length, '0123456789');
}

/** Returns a pseudo-random reference of capital letters and digits that depends only on `seed`. */
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

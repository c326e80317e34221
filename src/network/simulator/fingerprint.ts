import { createHmac } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LENGTH = 16;

/** Sixteen base62 characters that tell cards of one world apart and give nothing away without its key. */
export function fingerprint(number: string, key: string): string {
  const digest = createHmac('sha256', key).update(number).digest();
  let text = '';
  // A byte modulo 62 is a little uneven; a fingerprint only has to be equal for equal cards.
  for (let i = 0; i < LENGTH; i++) text += ALPHABET.charAt(digest.readUInt8(i) % 62);
  return text;
}

import { createHmac } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LENGTH = 16;

/**
 * Sixteen base62 characters that are equal for equal values of one world and do not give the value away without the
 * world's key.
 */
export function digest(value: string, key: string): string {
  const bytes = createHmac('sha256', key).update(value).digest();
  // A byte modulo 62 is a little uneven; a digest only has to be equal for equal values.
  return Array.from(bytes.subarray(0, LENGTH), (byte) => ALPHABET.charAt(byte % 62)).join('');
}

import { createHmac } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LENGTH = 16;
/** How many fingerprints are kept in mind, by world and card; all are forgotten beyond that. */
const MOST_IN_MIND = 10_000;

const inMind = new Map<string, string>();

/**
 * Sixteen base62 characters that tell cards of one world apart and give nothing away without its key. `name` is the
 * card's name in the simulator; it stands for the number wherever something is kept.
 */
export function fingerprint(card: { readonly name: string; readonly number: string }, key: string): string {
  const place = `${key} ${card.name}`;
  const known = inMind.get(place);
  if (known !== undefined) return known;
  const digest = createHmac('sha256', key).update(card.number).digest();
  let text = '';
  // A byte modulo 62 is a little uneven; a fingerprint only has to be equal for equal cards.
  for (let i = 0; i < LENGTH; i++) text += ALPHABET.charAt(digest.readUInt8(i) % 62);
  if (inMind.size >= MOST_IN_MIND) inMind.clear();
  inMind.set(place, text);
  return text;
}

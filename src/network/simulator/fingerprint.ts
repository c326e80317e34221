import { createHmac } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LENGTH = 16;
/** Cached fingerprints, by world and card; the cache is emptied when full. */
const MOST_CACHED = 10_000;

const cache = new Map<string, string>();

/**
 * Returns sixteen base62 characters that identify a card within one world and reveal nothing without its key. `name` is
 * the card's name in the simulator; it replaces the number in everything stored.
 */
export function fingerprint(card: { readonly name: string; readonly number: string }, key: string): string {
  const place = `${key} ${card.name}`;
  const known = cache.get(place);
  if (known !== undefined) return known;
  const digest = createHmac('sha256', key).update(card.number).digest();
  let text = '';
  // A byte modulo 62 is slightly biased; fingerprints only have to be equal for equal cards.
  for (let i = 0; i < LENGTH; i++) text += ALPHABET.charAt(digest.readUInt8(i) % 62);
  if (cache.size >= MOST_CACHED) cache.clear();
  cache.set(place, text);
  return text;
}

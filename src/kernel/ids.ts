import { randomFillSync } from 'node:crypto';

/**
 * Ids look like Stripe's and sort by creation: a digit, nine base62 characters of a position (see
 * `kernel/positions.ts`), the rest random. Sorted ids keep a database's newest pages in cache and order the event log.
 */
export interface Ids {
  /** A new id, as `pi_1…`; `prefix` without its underscore. */
  next(prefix: string, position: number): string;
  /** The id of a new account that is connected to a platform; it begins with the platform's. */
  nextAccount(platform: string, position: number): string;
  /** Random base62 characters from a secure source. */
  random(length: number): string;
}

/** Characters after the prefix: 24 as in Stripe's newer ids, 14 for types with short ids. */
const LONG = 24;
const SHORT = 14;
/** Characters of a connected account's id after its platform's. */
const OF_ACCOUNT = 12;
const SHORT_PREFIXES = new Set(['cus', 'prod', 'si', 'sub_sched']);

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const POOL_BYTES = 4096;
/** Digits of a position. */
const POSITION_DIGITS = 9;

/** Base62 of a whole number, padded to `width`; digits sort as the numbers do (ASCII order). */
export function base62(value: number, width: number): string {
  let text = '';
  let rest = value;
  for (let i = 0; i < width; i++) {
    text = ALPHABET.charAt(rest % 62) + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}

/** Positions follow one another, so all but the last digits of one are nearly always those of the one before. */
const LAST_DIGITS = 2;
const OF_LAST_DIGITS = 62 ** LAST_DIGITS;
let before = { value: -1, digits: '' };

/** The digits of a position. */
function digitsOf(position: number): string {
  const value = Math.floor(position / OF_LAST_DIGITS);
  if (value !== before.value) before = { value, digits: base62(value, POSITION_DIGITS - LAST_DIGITS) };
  return before.digits + base62(position % OF_LAST_DIGITS, LAST_DIGITS);
}

/** Sorts right below every long id made at this position or later; bounds the event log in time. */
export function idFloor(prefix: string, position: number): string {
  return `${prefix}_1${digitsOf(position)}`;
}

/** Ids for one process. `fill` can be replaced by a seeded source for simulations. */
export function createIds(fill: (buffer: Uint8Array) => void = randomFillSync): Ids {
  const bytes = Buffer.alloc(POOL_BYTES);
  /** Characters that were drawn and not used yet, from `used` on. */
  let pool = '';
  let used = 0;

  function draw(): string {
    fill(bytes);
    let drawn = 0;
    for (let i = 0; i < POOL_BYTES; i++) {
      const byte = bytes[i] as number;
      // 248 is the largest multiple of 62 that fits a byte; larger bytes are discarded so that all characters are
      // equally likely.
      if (byte < 248) bytes[drawn++] = ALPHABET.charCodeAt(byte % 62);
    }
    return bytes.toString('latin1', 0, drawn);
  }

  function random(length: number): string {
    while (used + length > pool.length) {
      pool = pool.slice(used) + draw();
      used = 0;
    }
    used += length;
    return pool.slice(used - length, used);
  }

  return {
    random,
    nextAccount(platform, position) {
      const time = digitsOf(position);
      return `${platform}${time}${random(OF_ACCOUNT - time.length)}`;
    },
    next(prefix, position) {
      const time = digitsOf(position);
      return SHORT_PREFIXES.has(prefix)
        ? `${prefix}_${time}${random(SHORT - time.length)}`
        : `${prefix}_1${time}${random(LONG - 1 - time.length)}`;
    },
  };
}

import type { Risk } from '../type.ts';

/** FNV-1a over an attempt's id: pseudo-random values that are the same when the attempt is repeated. */
function hash(text: string, seed: number): number {
  let value = 0x811c9dc5 ^ seed;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}

/** Returns an authorization code of six digits. */
export function authorizationCode(attempt: string): string {
  return String(hash(attempt, 1) % 1_000_000).padStart(6, '0');
}

/** Returns a transaction id of fifteen digits, like Visa's. */
export function networkTransactionId(attempt: string): string {
  return String(100_000_000 + (hash(attempt, 2) % 900_000_000)) + authorizationCode(attempt);
}

/** Returns a refund reference of sixteen digits. */
export function acquirerReference(attempt: string): string {
  return String(hash(attempt, 4)).padStart(10, '1') + authorizationCode(attempt);
}

/** The bounds of each risk level on 0–100; Radar's defaults. */
const SCORES = { normal: [0, 64], elevated: [65, 74], highest: [75, 99] } as const;

/** Returns a score within a level's bounds. */
export function riskOf(level: Risk['level'], attempt: string): Risk {
  const [from, to] = SCORES[level];
  return { level, score: from + (hash(attempt, 3) % (to - from + 1)) };
}

/** Returns a number from 1 to 100 by which an attempt is in a share of all attempts, or is not. */
export function percentOf(attempt: string): number {
  return 1 + (hash(attempt, 5) % 100);
}

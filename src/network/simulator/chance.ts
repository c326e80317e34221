import type { Risk } from '../type.ts';

/** FNV-1a over an attempt's id: values that look random, and are the same whenever the attempt is asked for again. */
function hash(text: string, seed: number): number {
  let value = 0x811c9dc5 ^ seed;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}

/** Six digits, as issuers give them. */
export function authorizationCode(attempt: string): string {
  return String(hash(attempt, 1) % 1_000_000).padStart(6, '0');
}

/** Fifteen digits, as Visa gives them. */
export function networkTransactionId(attempt: string): string {
  return String(100_000_000 + (hash(attempt, 2) % 900_000_000)) + authorizationCode(attempt);
}

/** Sixteen digits, as acquirers give to refunds. */
export function acquirerReference(attempt: string): string {
  return String(hash(attempt, 4)).padStart(10, '1') + authorizationCode(attempt);
}

/** Where each level starts and ends on the scale of 0–100; Radar's defaults. */
const SCORES = { normal: [0, 64], elevated: [65, 74], highest: [75, 99] } as const;

/** A score within a level's bounds. */
export function riskOf(level: Risk['level'], attempt: string): Risk {
  const [from, to] = SCORES[level];
  return { level, score: from + (hash(attempt, 3) % (to - from + 1)) };
}

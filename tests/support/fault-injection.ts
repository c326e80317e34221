import type { FaultInjection } from '../../src/storage/postgres/fault-injection.ts';

/** Faults between a statement and its database. */
const FAULTS = ['serialization', 'deadlock', 'lost before', 'lost on its way', 'lost after'] as const;
type Fault = (typeof FAULTS)[number];

export type Faults = Record<Fault, number>;

/**
 * Makes a share of all statements fail, including commits: with concurrency errors, or with connections lost before,
 * during or after the statement. A seed repeats its faults.
 */
export function interfering(share: number, seed: number): { interfere: FaultInjection; faults: Faults } {
  const draw = mulberry(seed);
  const faults = Object.fromEntries(FAULTS.map((fault) => [fault, 0])) as Faults;

  const interfere: FaultInjection = async (ask) => {
    if (draw() >= share) return ask();
    const fault = FAULTS[Math.floor(draw() * FAULTS.length)] ?? 'deadlock';
    faults[fault]++;
    if (fault === 'serialization') throw refusal('40001', 'could not serialize access');
    if (fault === 'deadlock') throw refusal('40P01', 'deadlock detected');
    if (fault === 'lost after') await ask();
    // Its outcome is never received.
    if (fault === 'lost on its way') ask().catch(() => {});
    throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
  };
  return { interfere, faults };
}

function refusal(code: string, message: string): Error {
  return Object.assign(new Error(message), { code, severity: 'ERROR' });
}

/** A small seeded generator of numbers from 0 to 1. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

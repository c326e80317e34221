import type { Interference } from '../../src/storage/postgres/fault-injection.ts';

/** What can go wrong between a statement and its database. */
const FAULTS = ['serialization', 'deadlock', 'lost before', 'lost on its way', 'lost after'] as const;
type Fault = (typeof FAULTS)[number];

/** How often each fault was made. */
export type Faults = Record<Fault, number>;

/**
 * Makes a share of all statements fail, a commit's own among them: refused for reasons of concurrency, or with the
 * connection gone before they were sent, while they were being worked on, or after they were done. The same seed draws
 * the same faults.
 */
export function interfering(share: number, seed: number): { interfere: Interference; faults: Faults } {
  const draw = mulberry(seed);
  const faults = Object.fromEntries(FAULTS.map((fault) => [fault, 0])) as Faults;

  const interfere: Interference = async (ask) => {
    if (draw() >= share) return ask();
    const fault = FAULTS[Math.floor(draw() * FAULTS.length)] ?? 'deadlock';
    faults[fault]++;
    if (fault === 'serialization') throw refusal('40001', 'could not serialize access');
    if (fault === 'deadlock') throw refusal('40P01', 'deadlock detected');
    if (fault === 'lost after') await ask();
    // Nobody hears any more what becomes of it.
    if (fault === 'lost on its way') ask().catch(() => {});
    throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
  };
  return { interfere, faults };
}

function refusal(code: string, message: string): Error {
  return Object.assign(new Error(message), { code, severity: 'ERROR' });
}

/** A small generator of numbers from 0 to 1 that a seed decides. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Seeded random numbers: the same names give the same numbers. */
export interface Random {
  /** A whole number from 0 to limit - 1. */
  below(limit: number): number;
  /** A number from 0 to below 1. */
  fraction(): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** Like `pick`, with weights. */
  weighted<T>(items: readonly (readonly [weight: number, item: T])[]): T;
  fill(buffer: Uint8Array): void;
}

/** Returns separate random numbers for each list of names, so that skipping a step does not change the others. */
export function createRandom(...names: readonly (string | number)[]): Random {
  const next = generator(names.join(' '));
  const fraction = () => next() / 2 ** 32;
  const below = (limit: number) => Math.floor(fraction() * limit);
  function pick<T>(items: readonly T[]): T {
    const item = items[below(items.length)];
    if (item === undefined) throw new Error('there is nothing to pick from');
    return item;
  }
  return {
    below,
    fraction,
    pick,
    chance: (probability) => fraction() < probability,
    weighted(items) {
      let at = fraction() * items.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, item] of items) {
        at -= weight;
        if (at < 0) return item;
      }
      return pick(items)[1];
    },
    fill(buffer) {
      for (let i = 0; i < buffer.length; i++) buffer[i] = next() & 0xff;
    },
  };
}

/** A Weyl sequence with a 32-bit mixing function; it starts at the hash of the name. */
function generator(name: string): () => number {
  let state = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) state = Math.imul(state ^ name.charCodeAt(i), 0x01000193);
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
}

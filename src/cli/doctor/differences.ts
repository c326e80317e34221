/** Differences that are reported in full; the rest are counted. */
const MOST_EXAMPLES = 500;

/** An inconsistency, with the ids involved. */
export interface Difference {
  readonly world: string;
  readonly what: string;
}

/** Collects differences. */
export interface Differences {
  add(world: string, what: string): void;
  readonly examples: readonly Difference[];
  readonly count: number;
}

export function createDifferences(): Differences {
  const examples: Difference[] = [];
  let count = 0;
  return {
    add(world, what) {
      count++;
      if (examples.length < MOST_EXAMPLES) examples.push({ world, what });
    },
    examples,
    get count() {
      return count;
    },
  };
}

/** Sums by name; zeros are dropped. */
interface Sums {
  add(name: string, amount: number): void;
  of(name: string): number;
  /** Returns the non-zero sums. */
  rest(): IterableIterator<[string, number]>;
}

export function createSums(): Sums {
  const sums = new Map<string, number>();
  return {
    add(name, amount) {
      const sum = (sums.get(name) ?? 0) + amount;
      if (sum === 0) sums.delete(name);
      else sums.set(name, sum);
    },
    of: (name) => sums.get(name) ?? 0,
    rest: () => sums.entries(),
  };
}

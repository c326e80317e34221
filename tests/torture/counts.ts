/** Counts of a part of the torture, by the label under which they are printed. */
export interface Counts {
  readonly figures: Readonly<Record<string, number>>;
  count(what: string, by?: number): void;
}

export function createCounts(): Counts {
  const figures: Record<string, number> = {};
  return {
    figures,
    count(what, by = 1) {
      figures[what] = (figures[what] ?? 0) + by;
    },
  };
}

/** What a part counts, by what it is called where it is shown. */
export interface Counts {
  readonly figures: Readonly<Record<string, number>>;
  /** Counts one more, or so many. */
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

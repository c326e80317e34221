/** Options of a part of the torture. The same seed draws the same numbers. */
export interface TortureOptions {
  readonly seed: number;
  /** `full` is the size of `npm run torture`, `short` the size that the tests run. */
  readonly size: 'short' | 'full';
  /** For parts with many seeds: runs this seed alone. */
  readonly only?: boolean;
  /** Prints a line of progress. */
  readonly tell: (line: string) => void;
}

/** The result of a simulation. */
export interface TortureResult {
  /** Counts and measurements, in printed order. */
  readonly figures: Readonly<Record<string, number | string>>;
  /** Problems, one sentence each; empty if the part passed. */
  readonly problems: readonly string[];
}

/** One part of the torture. */
export interface Torture {
  /** The name on the command line: `npm run torture -- disk`. */
  readonly name: string;
  /** A short description. */
  readonly does: string;
  run(options: TortureOptions): Promise<TortureResult>;
}

/** What a part of the torture is told. The same seed draws the same numbers. */
export interface TortureOptions {
  readonly seed: number;
  /** `full` is what `npm run torture` does, `short` what fits into every run of the tests. */
  readonly size: 'short' | 'full';
  /** Of a part that runs many seeds: this one alone. */
  readonly only?: boolean;
  /** Tells how far it is, a line at a time. */
  readonly tell: (line: string) => void;
}

/** What came of it. */
export interface TortureResult {
  /** What was done and counted, in the order it is shown. */
  readonly figures: Readonly<Record<string, number | string>>;
  /** What should not have happened, a sentence each; none when all is well. */
  readonly problems: readonly string[];
}

/** One way to be cruel to Florin. */
export interface Torture {
  /** As on the command line: `npm run torture -- disk`. */
  readonly name: string;
  /** What is done, in a few words. */
  readonly does: string;
  run(options: TortureOptions): Promise<TortureResult>;
}

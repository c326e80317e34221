import { shrink } from './shrink.ts';
import { type Counted, type Run, type Simulation, simulate } from './simulate.ts';

/** The result of a seed, with the story of a failure. */
export interface Seed {
  readonly seed: number;
  readonly counts: Run['counts'];
  readonly problems: readonly string[];
  /** The steps that reproduce the failure. */
  readonly story: readonly string[];
}

export type Counts = Record<Counted, number>;

/** Runs one seed; for a failing one finds a minimal list of steps. `twice` runs it again and compares every byte. */
export async function runSeed(simulation: Simulation, { twice }: { twice: boolean }): Promise<Seed> {
  const { seed } = simulation;
  const run = await simulate({ ...simulation, digest: twice });
  if (run.failure) return fail(simulation, run);
  const again = twice ? await simulate({ ...simulation, digest: true }) : run;
  const problems = again.digest === run.digest ? [] : [`seed ${seed} did something else when it was run again`];
  return { seed, counts: run.counts, problems, story: [] };
}

async function fail(simulation: Simulation, failed: Run): Promise<Seed> {
  const { seed } = simulation;
  const { steps } = await shrink(simulation, failed);
  const story: string[] = [];
  const { failure } = await simulate({ ...simulation, steps, watch: (line) => story.push(line) });
  const { step, by, what } = failure ?? failed.failure ?? { step: 0, by: 'no checker', what: 'nothing' };
  return { seed, counts: failed.counts, problems: [`seed ${seed}, step ${step}: ${by} found: ${what}`], story };
}

import { type Run, type Simulation, simulate } from './simulate.ts';

/** How often a failing run is tried with fewer steps. */
const MOST_TRIES = 120;

/**
 * Leaves out steps of a run that fails, for as long as it goes on failing: first halves, then quarters, then single
 * steps. What happens in a step depends on no other, so what is left is a story that can be read.
 */
export async function shrink(simulation: Simulation, failed: Run): Promise<{ steps: readonly number[]; run: Run }> {
  let run = failed;
  let steps = simulation.steps.filter((step) => step <= (failed.failure?.step ?? 0));
  let tries = 0;
  for (let size = Math.ceil(steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < steps.length && tries < MOST_TRIES; ) {
      const fewer = [...steps.slice(0, at), ...steps.slice(at + size)];
      tries++;
      const again = await simulate({ ...simulation, steps: fewer });
      if (again.failure?.by === failed.failure?.by) [steps, run] = [fewer, again];
      else at += size;
    }
  }
  return { steps, run };
}

import { type Run, type Simulation, simulate } from './simulate.ts';

/** Maximum tries with fewer steps. */
const MOST_TRIES = 120;

/**
 * Removes steps from a failing run while it still fails: halves first, then quarters, then single steps. Steps are
 * independent, so the rest is a readable story.
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

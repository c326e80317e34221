import { FAULTS, type Fault } from './planted/faults.ts';
import { stormWith } from './planted/storm.ts';
import { type Checker, simulate } from './simulation/simulate.ts';
import type { Torture, TortureOptions } from './torture.ts';

const SIZES = {
  // The rarest fault shows in about one of forty.
  short: { seeds: 200, steps: 100 },
  full: { seeds: 30, steps: 200 },
} as const;

/** Only the model must find every fault; the other checkers get this many seeds. */
const SEEDS_OF_OTHERS = 6;

/** The checkers of the simulation that are tested one by one. */
const LOOKERS = ['the model', 'the network', 'the doctor'] as const satisfies readonly Checker[];

/** Plants faults between Florin and its storage; the checkers must find each of them. */
export const planted: Torture = {
  name: 'planted',
  does: 'plants faults (a lost update, a posting made twice, events apart from their change) and checks which checkers find them',
  async run(options) {
    const figures: Record<string, string> = {};
    const problems: string[] = [];
    for (const fault of FAULTS) {
      let found = false;
      for (const looker of LOOKERS) {
        const { steps, what } = await search(fault, looker, options);
        figures[`${fault.name}: ${looker}`] = what === null ? `nothing in ${steps} steps` : `step ${steps}`;
        if (what !== null) options.tell(`${fault.name}: ${looker}: ${what.slice(0, 300)}`);
        found ||= what !== null;
        // In the short size one checker is enough.
        if (found && options.size === 'short') break;
      }
      if (options.size === 'full') {
        const { requests, wrong } = await stormWith(fault.plant);
        figures[`${fault.name}: the storms`] =
          wrong.length === 0 ? `nothing in ${requests} requests` : `${wrong.length} times in ${requests} requests`;
        if (wrong[0] !== undefined) options.tell(`${fault.name}: the storms: ${wrong[0].slice(0, 300)}`);
      }
      if (!found) problems.push(`no checker found: ${fault.name}`);
    }
    return { figures, problems };
  },
};

/**
 * Simulates seeds with a fault until a checker finds it; returns the finding and the number of steps over all seeds.
 */
async function search(
  { plant }: Fault,
  looker: Checker,
  { seed, size }: TortureOptions,
): Promise<{ steps: number; what: string | null }> {
  const { seeds: most, steps } = SIZES[size];
  const seeds = looker === 'the model' ? most : SEEDS_OF_OTHERS;
  let taken = 0;
  for (let n = 0; n < seeds; n++) {
    const numbers = Array.from({ length: steps }, (_, step) => step + 1);
    const { failure, counts } = await simulate({ seed: seed + n, steps: numbers, plant, checkers: [looker] });
    taken += counts.steps;
    if (failure) return { steps: taken, what: failure.what };
  }
  return { steps: taken, what: null };
}

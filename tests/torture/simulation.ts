import { runInThreads, type Task } from './simulation/crew.ts';
import { type Counts, runSeed, type Seed } from './simulation/seed.ts';
import type { Torture, TortureOptions } from './torture.ts';

const SIZES = {
  short: { seeds: 24, steps: 100, twice: 1 },
  full: { seeds: 2_000, steps: 200, twice: 20 },
} as const;
/** Maximum failing seeds: more usually fail for the same reason. */
const MOST_FAILING = 3;
const TELL_EVERY = 250;

/**
 * Florin in a world where a seed decides everything: the requests, their concurrency and order, and the crashes. Each
 * run is compared with a model of the allowed outcomes.
 */
export const simulation: Torture = {
  name: 'simulation',
  does: 'random commands, clocks that jump, crashes between any two calls to storage and network; against a model',
  async run(options) {
    const { seed, size, only = false, tell } = options;
    const { seeds, steps, twice } = SIZES[size];
    const tasks = Array.from(
      { length: only ? 1 : seeds },
      (_, n): Task => ({
        simulation: { seed: seed + n, steps: Array.from({ length: steps }, (__, step) => step + 1) },
        twice: only || n < twice,
      }),
    );
    const counts: Partial<Counts> = {};
    const problems: string[] = [];
    let done = 0;
    let failing = 0;
    const take = (result: Seed): 'go on' | 'enough' => {
      done += 1;
      for (const [what, count] of Object.entries(result.counts)) add(counts, what as keyof Counts, count);
      if (done % TELL_EVERY === 0) tell(`${done} of ${tasks.length} seeds`);
      if (result.problems.length === 0) return 'go on';
      failing += 1;
      problems.push(...result.problems);
      for (const line of [...result.story, `Again: ${again(result.seed, options)}`]) tell(line);
      return failing < MOST_FAILING ? 'go on' : 'enough';
    };
    if (size === 'full') await runInThreads(tasks, take);
    else for (const task of tasks) if (take(await runSeed(task.simulation, task)) === 'enough') break;
    return {
      figures: {
        'seeds run': done,
        'of them run twice, to the same bytes': Math.min(done, tasks.filter((task) => task.twice).length),
        'steps taken': counts.steps ?? 0,
        'requests made': counts.requests ?? 0,
        'answers given again under their keys': counts.repeats ?? 0,
        'processes that died and were replaced': counts.deaths ?? 0,
        'payments compared with the model': counts.payments ?? 0,
        'calls to storage and network, in an order of their own': counts.calls ?? 0,
      },
      problems,
    };
  },
};

function add(counts: Partial<Counts>, what: keyof Counts, count: number): void {
  counts[what] = (counts[what] ?? 0) + count;
}

function again(seed: number, { size }: Pick<TortureOptions, 'size'>): string {
  return `npm run torture -- simulation --seed ${seed} --only${size === 'short' ? ' --short' : ''}`;
}

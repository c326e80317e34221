import type { Storage } from '../../../src/kernel/storage.ts';
import { openSqlite } from '../../../src/storage/sqlite/open.ts';
import { differencesIn } from '../../support/examined.ts';
import { act } from './act.ts';
import { digestOf } from './digest.ts';
import { type Action, draw } from './draw.ts';
import { createPlatform, withSeededMath } from './platform.ts';
import { createRandom, type Random } from './random.ts';
import { createStage } from './stage.ts';
import { createWorld, Unexplained } from './world.ts';

/** Options of a simulation. */
export interface Simulation {
  readonly seed: number;
  /** The numbers of the steps to run; a step's random numbers don't depend on the other steps. */
  readonly steps: readonly number[];
  /** Wraps the storage of a process with a fault. */
  readonly plant?: (storage: Storage) => Storage;
  /** The active checkers; all by default. */
  readonly checkers?: readonly Checker[];
  /** Called with every step and its responses. */
  readonly watch?: (line: string) => void;
  /** True if the run ends with a digest of everything. */
  readonly digest?: boolean;
}

/** The sources of findings. */
export const CHECKERS = ['the model', 'the network', 'the doctor', 'a report'] as const;
export type Checker = (typeof CHECKERS)[number];

/** The result of a simulation. */
export interface Run {
  /** The step of the first problem and its description; null if there is none. */
  readonly failure: { readonly step: number; readonly what: string; readonly by: Checker } | null;
  readonly counts: Readonly<Record<Counted, number>>;
  /** Digest of all stored rows and the network's journal. */
  readonly digest: string | null;
}

export type Counted = 'steps' | 'requests' | 'deaths' | 'repeats' | 'payments' | 'calls';

/** Interval of full checks in steps; a single checker checks more often. */
const CHECK_EVERY = 40;
const CHECK_ALONE_EVERY = 10;
/** Maximum advance of the machine's clock between two steps. */
const MOST_BETWEEN_MS = 30;
/** Share of runs with two processes, and of runs whose network loses responses. */
const TWO = 0.4;
const SILENT = 0.5;
const SILENCE = 0.08;

/** Runs one seed, which decides everything: a second run is identical to the last byte. */
export async function simulate(simulation: Simulation): Promise<Run> {
  return withSeededMath(simulation.seed, () => play(simulation));
}

async function play(simulation: Simulation): Promise<Run> {
  const { seed, steps, plant = (storage) => storage, watch = () => {}, checkers = CHECKERS } = simulation;
  const setting = createRandom(seed, 'setting');
  const names = setting.chance(TWO) ? ['a', 'b'] : ['a'];
  const storage = openSqlite({ path: ':memory:' });
  const platform = createPlatform({ seed, storage, shared: names.length > 1, plant });
  platform.silence = setting.chance(SILENT) ? SILENCE : 0;
  const { clock, reports, turns, journal } = platform;
  const worlds = ['one', 'two'].map((name) => createWorld(`sk_test_simulation_${name}`));
  const stage = createStage(platform, { storage, names, worlds, watch });
  const done = { steps: 0, requests: 0, repeats: 0 };
  const looks = (checker: Checker) => checkers.includes(checker);
  const alone = checkers.length < CHECKERS.length;

  /** Runs the checkers; returns the first finding. */
  async function find(random: Random, isEnd: boolean): Promise<Omit<NonNullable<Run['failure']>, 'step'> | null> {
    const [fault] = reports.faults;
    if (fault !== undefined && looks('a report')) return { what: fault, by: 'a report' };
    if (!isEnd && done.steps % (alone ? CHECK_ALONE_EVERY : CHECK_EVERY) !== 0) return null;
    for (const by of ['the model', 'the network'] as const) {
      const at = by === 'the model' ? 'the worlds' : by;
      const what = looks(by) ? await unexplained(() => stage.check(random, at)) : null;
      if (what !== null) return { what, by };
    }
    if (!looks('the doctor') || !(isEnd || alone)) return null;
    const [difference] = await differencesIn(storage);
    return difference === undefined ? null : { what: difference, by: 'the doctor' };
  }

  async function take(step: number): Promise<Run['failure']> {
    const random = createRandom(seed, 'step', step);
    clock.move(random.below(MOST_BETWEEN_MS));
    const action = draw(random, `${step}`, worlds, clock.now());
    watch(`${step}: ${inWords(action)}`);
    const what = await unexplained(() => act(platform, stage, action, { random, done, watch }));
    done.steps += 1;
    if (what !== null && looks('the model')) return { step, what, by: 'the model' };
    // Without the model as a checker, unexplained things are dropped.
    if (what !== null) for (const { things } of worlds) dropLost(things);
    const found = await find(random, false);
    return found && { step, ...found };
  }

  async function takeAll(): Promise<Run['failure']> {
    await stage.revive(createRandom(seed, 'start'));
    for (const step of steps) {
      const failure = await take(step);
      if (failure) return failure;
    }
    const found = await find(createRandom(seed, 'end'), true);
    return found && { step: steps.at(-1) ?? 0, ...found };
  }

  watch(
    `${names.length === 1 ? 'one process' : 'two processes'}${platform.silence > 0 ? ', a network silent at times' : ''}`,
  );
  try {
    const failure = await takeAll();
    const payments = worlds.reduce((sum, { things }) => sum + things.filter(({ id }) => id !== null).length, 0);
    const counts = { ...done, deaths: stage.deaths, payments, calls: turns.calls };
    return { failure, counts, digest: simulation.digest ? await digestOf(storage, journal) : null };
  } catch (error) {
    throw new Error(`seed ${seed} came to no end after ${done.steps} steps`, { cause: error });
  } finally {
    for (const { process } of stage.nodes) process.dead = true;
    await storage.close();
  }
}

/** Returns the description of an unexplained response, if `work` throws one. */
async function unexplained(work: () => Promise<void>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof Unexplained) return error.message;
    throw error;
  }
}

function dropLost(things: { readonly possible: readonly unknown[] }[]): void {
  for (let at = things.length - 1; at >= 0; at--) if (things[at]?.possible.length === 0) things.splice(at, 1);
}

function inWords(action: Action): string {
  if (action.do === 'advance') return `the clock advances by ${action.by}`;
  if (action.do === 'wait') return `${action.ms} ms pass`;
  const told = action.wishes.map(({ thing, command, key, again }) =>
    [
      ...(again ? ['again'] : []),
      `${JSON.stringify(command)} of ${thing.id ?? thing.tag}`,
      ...(key === null ? [] : [`under '${key}'`]),
    ].join(' '),
  );
  return told.join(' and at once ');
}

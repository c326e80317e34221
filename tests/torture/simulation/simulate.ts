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

/** What is simulated. */
export interface Simulation {
  readonly seed: number;
  /** The steps that are taken, by number: what is drawn for one does not depend on which others there are. */
  readonly steps: readonly number[];
  /** Stands between a process and its storage, with a fault of its own. */
  readonly plant?: (storage: Storage) => Storage;
  /** Who looks; all of them unless said otherwise. */
  readonly checkers?: readonly Checker[];
  /** Told of every step and its answers. */
  readonly watch?: (line: string) => void;
  /** Whether everything is to be digested at the end. */
  readonly digest?: boolean;
}

/** Who finds what is wrong. */
export const CHECKERS = ['the model', 'the network', 'the doctor', 'a report'] as const;
export type Checker = (typeof CHECKERS)[number];

/** What came of it. */
export interface Run {
  /** The step at which something was wrong, and what; null when all is well. */
  readonly failure: { readonly step: number; readonly what: string; readonly by: Checker } | null;
  readonly counts: Readonly<Record<Counted, number>>;
  /** Of all rows that are stored, and of everything that the network did. */
  readonly digest: string | null;
}

export type Counted = 'steps' | 'requests' | 'deaths' | 'repeats' | 'payments' | 'calls';

/** How often everything is looked at; by who looks alone, more often. */
const CHECK_EVERY = 40;
const CHECK_ALONE_EVERY = 10;
/** The most by which the machine's clock goes on between two steps. */
const MOST_BETWEEN_MS = 30;
/** How often there are two processes, and how often the network is silent at times. */
const TWO = 0.4;
const SILENT = 0.5;
const SILENCE = 0.08;

/** Runs one seed. Everything in it is decided by the seed: run again it does the same, to the last byte. */
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

  /** What somebody finds wrong now. */
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
    // Whoever does not listen to the model asks no more about what it cannot explain.
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

/** What cannot be explained of some work, if anything. */
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

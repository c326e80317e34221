import type { Storage } from '../../../src/kernel/storage.ts';
import { checkNetwork, checkWorld } from './check.ts';
import type { Node, Platform } from './platform.ts';
import type { Random } from './random.ts';
import type { Death, Process } from './turns.ts';
import { awaits, pass, Unexplained, type World } from './world.ts';

/** Work in progress on a node. */
export interface Work {
  readonly node: Node;
  readonly done: Promise<unknown>;
}

/** The setting of a run: nodes that crash and are replaced, worlds, and their clocks. */
export interface Stage {
  readonly worlds: readonly World[];
  readonly nodes: readonly Node[];
  readonly deaths: number;
  /** Returns a world's time in milliseconds. */
  now(world: World): Promise<number>;
  /** Opens missing Florins, some of which crash while opening. */
  revive(random: Random): Promise<void>;
  /** Makes calls until the work is done, without crashes. */
  settle<T>(random: Random, work: Promise<T>): Promise<T>;
  /** Makes calls until all work is done; a process may crash, which leaves its work undone. */
  risk(random: Random, work: readonly Work[]): Promise<void>;
  /** Runs due timers, because nothing wakes a Florin after small advances of its clock. */
  catchUp(random: Random): Promise<void>;
  /** Applies an advance of a clock to the model. */
  pass(how: 'in order' | 'in any order'): Promise<void>;
  /** Marks timers as possibly leased by a crashed process or postponed: for a while the state is uncertain. */
  loosen(): void;
  /** Waits until all leases have expired and all due timers have run, so that the state is certain again. */
  rest(random: Random): Promise<void>;
  /** Waits like `rest`, then compares everything. Throws Unexplained. */
  check(random: Random, what: 'the worlds' | 'the network'): Promise<void>;
}

/** Probability that a process crashes while it works, and the range of calls at which it does. */
const DIES = 0.08;
const DIES_WITHIN = 14;
/** Probability that opening a Florin crashes. */
const DIES_AT_START = 0.1;
/** Probability that a crash planned during some work happens right after it. */
const DIES_AFTERWARDS = 0.5;
/** After this time all leases have expired and all outbound calls are settled. */
const LEASES_END_MS = 130_000;
/** The consequences of a late change happen within this time. */
const CONSEQUENCES_MS = 4_000;
/** Maximum postponements of a timer, which is retried whenever its lease expires. */
const MOST_PUT_OFF = 10;

export function createStage(
  platform: Platform,
  parts: { storage: Storage; names: readonly string[]; worlds: readonly World[]; watch: (line: string) => void },
): Stage {
  const { turns, clock, journal, reports } = platform;
  const { storage, names, worlds, watch } = parts;
  const nodes: Node[] = [];
  let deaths = 0;
  /** The wall-clock time until which timers may be leased; null if none is. */
  let looseUntil: number | null = null;

  async function passAll(how: Parameters<typeof pass>[2]): Promise<void> {
    for (const world of worlds) {
      const now = await stage.now(world);
      for (const thing of world.things) pass(thing, now, looseUntil === null ? how : 'loosely');
    }
  }

  async function allSettled(random: Random): Promise<void> {
    for (const { florin } of nodes) await stage.settle(random, florin.settled());
  }

  function buried(): void {
    deaths += 1;
    stage.loosen();
    // The customer's current page is unknown.
    for (const world of worlds) for (const thing of world.things) thing.page = null;
  }

  function deathOf(random: Random, process: Process): Death {
    return { process, at: 1 + random.below(DIES_WITHIN), made: random.chance(0.5) };
  }

  async function open(random: Random, name: string): Promise<Node> {
    for (;;) {
      const process: Process = { name, dead: false };
      const death = random.chance(DIES_AT_START) ? deathOf(random, process) : undefined;
      const opened = platform.open(process);
      if ((await turns.until(opened, { random, death })) === 'done') return opened;
      watch(`   ${name} dies while it opens`);
      buried();
    }
  }

  const stage: Stage = {
    worlds,
    nodes,
    get deaths() {
      return deaths;
    },
    async now(world) {
      const ahead = (await storage.readWorld(world.id))?.clockOffset ?? 0;
      if (ahead < world.ahead) throw new Unexplained(`the clock of ${world.id} went back by ${world.ahead - ahead} ms`);
      world.ahead = ahead;
      return clock.now() + ahead;
    },
    async settle(random, work) {
      await turns.until(work, { random });
      return work;
    },
    async revive(random) {
      for (const [place, name] of names.entries())
        if (nodes[place] === undefined || nodes[place].process.dead) nodes[place] = await open(random, name);
    },
    async risk(random, work) {
      const { process } = random.pick(nodes);
      const death = random.chance(DIES) ? deathOf(random, process) : undefined;
      const ended = await turns.until(Promise.all(work.map(({ done }) => done)), { random, death });
      if (death && ended === 'done' && random.chance(DIES_AFTERWARDS)) process.dead = true;
      if (process.dead) {
        watch(`   ${process.name} dies`);
        buried();
        const rest = work.filter(({ node }) => !node.process.dead);
        await turns.until(Promise.all(rest.map(({ done }) => done)), { random });
        await stage.revive(random);
      }
      if (reports.putOff > 0) stage.loosen();
      reports.putOff = 0;
      if (looseUntil !== null) await passAll('loosely');
    },
    async catchUp(random) {
      const nows = await Promise.all(worlds.map(stage.now));
      if (!worlds.some(({ things }, at) => things.some((thing) => awaits(thing, nows[at] ?? 0)))) return;
      await stage.risk(
        random,
        nodes.map((node) => ({ node, done: node.florin.settled() })),
      );
      await passAll('in any order');
    },
    pass: passAll,
    loosen() {
      looseUntil = clock.now() + LEASES_END_MS;
    },
    async rest(random) {
      if (looseUntil === null || clock.now() < looseUntil) return;
      for (let putOff = 0; putOff <= MOST_PUT_OFF; putOff++) {
        reports.putOff = 0;
        await allSettled(random);
        await passAll('loosely');
        if (reports.putOff === 0) break;
        clock.move(LEASES_END_MS);
      }
      reports.putOff = 0;
      clock.move(CONSEQUENCES_MS);
      await allSettled(random);
      await passAll('loosely');
      looseUntil = null;
      await passAll('in any order');
    },
    async check(random, what) {
      const { silence } = platform;
      platform.silence = 0;
      if (looseUntil === null) await allSettled(random);
      if (reports.putOff > 0) stage.loosen();
      if (looseUntil !== null) clock.move(Math.max(0, looseUntil - clock.now()));
      await stage.rest(random);
      await passAll('in any order');
      const { florin } = random.pick(nodes);
      if (what === 'the worlds') for (const world of worlds) await stage.settle(random, checkWorld(florin, world));
      else await stage.settle(random, checkNetwork(florin, journal, worlds));
      platform.silence = silence;
    },
  };
  return stage;
}

import type { Storage } from '../../../src/kernel/storage.ts';
import { openSqlite } from '../../../src/storage/sqlite/open.ts';
import { differencesIn } from '../../support/examined.ts';
import { checkNetwork, checkWorld } from './check.ts';
import { digestOf } from './digest.ts';
import { type Action, draw, type Wish } from './draw.ts';
import type { Command } from './payment-model.ts';
import { createPlatform, type Node, withSeededMath } from './platform.ts';
import type { Asked } from './possible.ts';
import { createRandom, type Random } from './random.ts';
import { type Reply, requestOf, type Sent, send, toldBy } from './requests.ts';
import type { Death } from './turns.ts';
import { account, createWorld, type Keyed, learn, pass, type Thing, Unexplained, type World } from './world.ts';

/** What is simulated. */
export interface Simulation {
  readonly seed: number;
  /** The steps that are taken, by number: what happens in one does not depend on which others there are. */
  readonly steps: readonly number[];
  /** Stands before the storage, with a fault of its own. */
  readonly plant?: (storage: Storage) => Storage;
  /** Told of every step before it is taken. */
  readonly watch?: (line: string) => void;
  /** Whether everything is to be digested at the end. */
  readonly digest?: boolean;
}

/** What came of it. */
export interface Run {
  /** The step at which something was wrong, and what; null when all is well. */
  readonly failure: { readonly step: number; readonly what: string; readonly by: Checker } | null;
  readonly counts: Readonly<Record<Counted, number>>;
  /** Of all rows that are stored, and of everything that the network did. */
  readonly digest: string | null;
}

/** Who found what was wrong. */
export type Checker = 'the model' | 'the doctor' | 'a report';

export type Counted = 'steps' | 'requests' | 'crashes' | 'repeats' | 'payments' | 'calls';

/** How often a process dies in a step, and among how many of its next calls. */
const DIES = 0.08;
const DIES_WITHIN = 14;
/** How often opening a Florin ends with its death. */
const DIES_AT_START = 0.1;
/** A dead process's timers are another's after this, and what it asked of the network has been settled. */
const LEASES_END_MS = 130_000;
const CHECK_EVERY = 40;

/** Runs one seed. Everything in it is decided by the seed: run again it does the same, to the last byte. */
export async function simulate(simulation: Simulation): Promise<Run> {
  return withSeededMath(simulation.seed, () => play(simulation));
}

async function play({ seed, steps, plant = (storage) => storage, watch = () => {}, digest }: Simulation): Promise<Run> {
  const counts: Record<Counted, number> = { steps: 0, requests: 0, crashes: 0, repeats: 0, payments: 0, calls: 0 };
  const setting = createRandom(seed, 'setting');
  const storage = openSqlite({ path: ':memory:' });
  const names = setting.chance(0.4) ? ['a', 'b'] : ['a'];
  const platform = createPlatform(seed, plant(storage), { nodes: names.length });
  const { turns, clock, journal } = platform;
  const worlds = ['one', 'two'].map((name) => createWorld(`sk_test_simulation_${name}`));
  const nodes: Node[] = [];
  /** The wall's moment until which the dead may hold what is due; null when nobody does. */
  let looseUntil: number | null = null;

  const nowOf = async ({ account: name }: World) => clock.now() + ((await storage.readWorld(name))?.clockOffset ?? 0);
  const settle = <T>(random: Random, work: Promise<T>) => turns.until(work, { random }).then(() => work);

  async function passAll(how: Parameters<typeof pass>[2]): Promise<void> {
    for (const world of worlds) {
      const now = await nowOf(world);
      for (const thing of world.things) pass(thing, now, looseUntil === null ? how : 'loosely');
    }
  }

  /** Opens the Florins that are not there, who may die while they open. */
  async function revive(random: Random): Promise<void> {
    for (const [place, name] of names.entries()) {
      if (nodes[place] && !nodes[place].process.dead) continue;
      const lives = platform.open(name);
      nodes[place] = await settle(random, lives);
    }
  }

  function buries(random: Random): Death | undefined {
    if (!random.chance(DIES)) return undefined;
    const { process } = random.pick(nodes);
    return { process, at: 1 + random.below(DIES_WITHIN), made: random.chance(0.5) };
  }

  /** Lets things happen until all who live are done; those of the dead are never done. */
  async function until(
    random: Random,
    death: Death | undefined,
    work: readonly { node: Node; done: Promise<unknown> }[],
  ) {
    const ended = await turns.until(Promise.all(work.map(({ done }) => done)), { random, death });
    if (ended === 'done' && !(death && random.chance(0.5))) return;
    if (death) death.process.dead = true;
    counts.crashes += 1;
    watch(`   ${names[nodes.findIndex(({ process }) => process.dead)]} dies`);
    looseUntil = clock.now() + LEASES_END_MS;
    await turns.until(Promise.all(work.filter(({ node }) => !node.process.dead).map(({ done }) => done)), { random });
    for (const world of worlds) for (const thing of world.things) thing.page = null;
    if (random.chance(DIES_AT_START)) {
      const [name = 'a'] = names;
      const born = platform.open(name);
      await turns.until(Promise.race([born, new Promise((resolve) => setImmediate(resolve))]), { random });
      const [first] = nodes;
      if (first?.process.dead) nodes[0] = first;
    }
    await revive(random);
  }

  async function ask(random: Random, wishes: readonly Wish[]): Promise<void> {
    await passAll('in any order');
    const death = buries(random);
    const asked = await Promise.all(
      wishes.map(async ({ world, thing, command, key, again }) => ({
        world,
        thing,
        command,
        keyed: again,
        atMs: await nowOf(world),
        sent: again?.sent ?? requestOf(thing, command, key),
        node: random.pick(nodes),
        reply: null as Reply | null,
      })),
    );
    for (const one of asked) {
      const { sent, thing, command } = one;
      if (sent.key === null || one.keyed) continue;
      const twin = asked.find(({ keyed, sent: other }) => keyed !== null && other.key === sent.key);
      const atWallMs = clock.now();
      one.keyed = twin?.keyed ?? { thing, command, sent: sent as Keyed['sent'], atWallMs, reply: null };
      if (!twin) one.world.keyed.push(one.keyed);
    }
    const work = asked.map((one) => ({
      node: one.node,
      done: send(one.node.florin, one.world.secretKey, one.sent).then((reply) => {
        if (!one.node.process.dead) one.reply = reply;
      }),
    }));
    counts.requests += work.length;
    await until(random, death, work);
    for (const { reply } of asked)
      watch(`   ${reply ? `${reply.status} ${JSON.stringify(toldBy(reply))}` : 'no answer'}`);
    if (looseUntil !== null) await passAll('loosely');
    for (const [thing, ofThing] of Map.groupBy(asked, (one) => one.thing)) {
      for (const { reply } of ofThing) if (reply) learn(thing, reply);
      if (ofThing.length > 1) thing.page = null;
      account(
        thing,
        ofThing.map(
          ({ command, atMs, sent: { key }, reply }): Asked<Command> => ({
            command,
            atMs,
            key,
            answer: reply && toldBy(reply),
          }),
        ),
      );
    }
    for (const [keyed, same] of Map.groupBy(asked, (one) => one.keyed))
      if (keyed)
        repeat(
          keyed,
          same.flatMap(({ reply }) => reply ?? []),
        );
    for (const { thing, world } of asked) if (thing.id === null && random.chance(0.5)) await find(random, world, thing);
  }

  /** Answers under a key are the one that was given first, to the byte; and all but that say so. */
  function repeat(keyed: Keyed, replies: readonly Reply[]): void {
    const answers = replies.filter(({ status }) => status !== 409 && status !== 429);
    const { sent } = keyed;
    const before = keyed.reply ?? answers[0];
    const firsts = answers.filter(({ replayed }) => !replayed).length;
    if (firsts > (keyed.reply ? 0 : 1))
      throw new Unexplained(`${sent.path} under '${sent.key}' was done more than once`);
    counts.repeats += answers.length - firsts;
    keyed.reply ??= answers[0] ?? null;
    for (const { status, text } of answers) {
      if (before?.text === text && before.status === status) continue;
      throw new Unexplained(`${sent.path} under '${sent.key}' answered ${before?.text}, and again ${text}`);
    }
  }

  /** Whether what nobody was told of was made. */
  async function find(random: Random, world: World, thing: Thing): Promise<void> {
    const form = { limit: '20' };
    const list = { method: 'GET', path: '/v1/payment_intents', form, key: null } satisfies Sent;
    const reply = await settle(random, send(random.pick(nodes).florin, world.secretKey, list));
    const { data } = JSON.parse(reply.text) as { data: { id: string; metadata: { tag?: string } }[] };
    const found = data.find(({ metadata }) => metadata.tag === thing.tag);
    const before = thing.possible;
    thing.possible = before.filter(({ state }) => (state !== null) === (found !== undefined));
    if (thing.possible.length === 0)
      throw new Unexplained(`'${thing.tag}' ${found ? 'was made' : 'was answered and is not there'}`);
    if (found) thing.id = found.id;
  }

  async function wait(random: Random, ms: number): Promise<void> {
    clock.move(ms);
    const death = buries(random);
    await until(
      random,
      death,
      nodes.map((node) => ({ node, done: node.florin.settled() })),
    );
    await rest(random);
    await passAll('in any order');
  }

  /** Once the leases of the dead have ended, and all that is due has been done, it is known how things stand. */
  async function rest(random: Random): Promise<void> {
    if (looseUntil === null || clock.now() < looseUntil) return;
    for (const { florin } of nodes) await settle(random, florin.settled());
    await passAll('loosely');
    looseUntil = null;
  }

  async function advance(random: Random, world: World, by: string): Promise<void> {
    await passAll('in any order');
    const node = random.pick(nodes);
    const sent = { method: 'POST', path: '/_florin/clock/advance', form: { by }, key: null } satisfies Sent;
    const death = buries(random);
    await until(random, death, [{ node, done: send(node.florin, world.secretKey, sent) }]);
    if (looseUntil === null) for (const { florin } of nodes) await settle(random, florin.settled());
    await passAll(looseUntil === null ? 'in order' : 'loosely');
  }

  async function check(random: Random): Promise<void> {
    if (looseUntil !== null) clock.move(Math.max(0, looseUntil - clock.now()));
    for (const { florin } of nodes) await settle(random, florin.settled());
    await rest(random);
    await passAll('in any order');
    const { florin } = random.pick(nodes);
    for (const world of worlds) await settle(random, checkWorld(florin, world));
    await settle(random, checkNetwork(florin, journal));
  }

  async function take(action: Action, random: Random): Promise<void> {
    if (action.do === 'ask') await ask(random, action.wishes);
    else if (action.do === 'advance') await advance(random, action.world, action.by);
    else await wait(random, action.ms);
  }

  let step = 0;
  const failed = (what: string, by: Checker) => ({ step, what, by });
  let failure: Run['failure'] = null;
  try {
    await revive(createRandom(seed, 'start'));
    for (step of steps) {
      const random = createRandom(seed, 'step', step);
      clock.move(random.below(30));
      const action = draw(random, `${step}`, worlds, clock.now());
      watch(`${step}: ${inWords(action)}`);
      await take(action, random);
      counts.steps += 1;
      if (counts.steps % CHECK_EVERY === 0) await check(random);
      const [report] = platform.reports;
      if (report !== undefined) {
        failure = failed(report, 'a report');
        break;
      }
    }
    if (!failure) await check(createRandom(seed, 'end'));
  } catch (error) {
    if (!(error instanceof Unexplained)) throw new Error(`seed ${seed}, step ${step}`, { cause: error });
    failure = failed(error.message, 'the model');
  }
  if (!failure) {
    const [difference] = await differencesIn(storage);
    if (difference !== undefined) failure = failed(difference, 'the doctor');
  }
  counts.payments = worlds.reduce((sum, { things }) => sum + things.filter(({ id }) => id !== null).length, 0);
  counts.calls = turns.calls;
  const digested = digest ? await digestOf(storage, journal) : null;
  for (const { process } of nodes) process.dead = true;
  await storage.close();
  return { failure, counts, digest: digested };
}

function inWords(action: Action): string {
  if (action.do === 'ask')
    return action.wishes
      .map(({ thing, command, key, again }) =>
        [
          again ? 'again' : '',
          JSON.stringify(command),
          'of',
          thing.id ?? thing.tag,
          key === null ? '' : `under '${key}'`,
        ].join(' '),
      )
      .join(' and at once ');
  return action.do === 'advance' ? `the clock advances by ${action.by}` : `${action.ms} ms pass`;
}

import type { Action, Wish } from './draw.ts';
import type { Command } from './payment.ts';
import type { Node, Platform } from './platform.ts';
import type { Asked } from './possible.ts';
import type { Random } from './random.ts';
import { observedIn, type Reply, requestOf, type Sent, send } from './requests.ts';
import type { Stage } from './stage.ts';
import { account, type Keyed, learn, type Thing, Unexplained, type World } from './world.ts';

/** Statistics of a run. */
export interface Done {
  requests: number;
  /** Retried requests with a replayed response. */
  repeats: number;
}

/** A request to a node, and its response. */
interface Call {
  readonly wish: Wish;
  readonly sent: Sent;
  readonly node: Node;
  readonly atMs: number;
  readonly keyed: Keyed | null;
  reply: Reply | null;
}

/** Share of unanswered creations that are looked up immediately. */
const LOOKS = 0.5;
/** Statuses that mean that nothing was done and the request can be retried. */
const NOT_NOW: readonly number[] = [409, 429, 503];

/** Runs an action and applies its responses to the model. Throws Unexplained. */
export async function act(
  { clock }: Pick<Platform, 'clock'>,
  stage: Stage,
  action: Action,
  { random, done, watch }: { random: Random; done: Done; watch: (line: string) => void },
): Promise<void> {
  switch (action.do) {
    case 'ask':
      await stage.catchUp(random);
      await ask(action.wishes);
      break;
    case 'advance':
      await stage.catchUp(random);
      await advance(action.world, action.by);
      break;
    case 'wait': {
      clock.move(action.ms);
      const settled = stage.nodes.map((node) => ({ node, done: node.florin.settled() }));
      await stage.risk(random, settled);
      await stage.rest(random);
      await stage.pass('in any order');
      break;
    }
  }

  async function ask(wanted: readonly Wish[]): Promise<void> {
    // A customer whose page is not known any more presses nothing.
    const wishes = wanted.filter(({ command, thing }) => command.do !== 'press' || thing.page !== null);
    const calls = await Promise.all(wishes.map(prepare));
    done.requests += calls.length;
    await stage.risk(
      random,
      calls.map((call) => ({ node: call.node, done: make(call) })),
    );
    for (const { reply } of calls)
      watch(`   ${reply ? `${reply.status} ${JSON.stringify(observedIn(reply))}` : 'no answer'}`);
    if (calls.some(({ reply }) => reply?.status === 503)) stage.loosen();
    for (const [thing, ofThing] of Map.groupBy(calls, ({ wish }) => wish.thing)) {
      for (const { reply } of ofThing) if (reply) learn(thing, reply);
      if (ofThing.length > 1) thing.page = null;
      // A replayed response adds nothing to the model.
      account(thing, ofThing.filter(({ keyed }) => !keyed?.reply).map(asked));
    }
    for (const [keyed, same] of Map.groupBy(calls, (call) => call.keyed))
      if (keyed) done.repeats += repeat(keyed, same);
    for (const { world, thing } of wishes)
      if (thing.id === null && random.chance(LOOKS)) await look(stage, random, world, thing);
  }

  async function prepare({ ...wish }: Wish): Promise<Call> {
    const { world, thing, command, key, again } = wish;
    const sent = again?.sent ?? requestOf(thing, command, key);
    const call = { wish, sent, node: random.pick(stage.nodes), reply: null };
    // Of two simultaneous requests with one key, the second finds the record of the first.
    const noted = again ?? world.keyed.find((one) => one.sent.key === sent.key) ?? null;
    if (noted || sent.key === null) return { ...call, keyed: noted, atMs: await stage.now(world) };
    const keyed: Keyed = { thing, command, sent: { ...sent, key: sent.key }, atWallMs: clock.now(), reply: null };
    world.keyed.push(keyed);
    return { ...call, keyed, atMs: await stage.now(world) };
  }

  async function advance(world: World, by: string): Promise<void> {
    const node = random.pick(stage.nodes);
    const sent = { method: 'POST', path: '/_florin/clock/advance', form: { by }, key: null } satisfies Sent;
    await stage.risk(random, [{ node, done: send(node.florin, world.secretKey, sent) }]);
    await stage.pass('in order');
  }
}

async function make(call: Call): Promise<void> {
  const { node, sent, wish } = call;
  const reply = await send(node.florin, wish.world.secretKey, sent);
  if (!node.process.dead) call.reply = reply;
}

function asked({ wish, atMs, sent, reply }: Call): Asked<Command> {
  return { command: wish.command, atMs, key: sent.key, answer: reply && observedIn(reply) };
}

/**
 * Expects that replayed responses equal the first one byte by byte, and that all but the first are marked as replayed.
 * Returns the number of replays.
 */
function repeat(keyed: Keyed, calls: readonly Call[]): number {
  const answers = calls.flatMap(({ reply }) => (reply && !NOT_NOW.includes(reply.status) ? [reply] : []));
  const { path, key } = keyed.sent;
  const firsts = answers.filter(({ replayed }) => !replayed).length;
  if (firsts > (keyed.reply ? 0 : 1)) throw new Unexplained(`${path} under '${key}' was done more than once`);
  keyed.reply ??= answers[0] ?? null;
  for (const { status, text } of answers) {
    if (keyed.reply?.text === text && keyed.reply.status === status) continue;
    throw new Unexplained(`${path} under '${key}' returned ${keyed.reply?.text}, then ${text}`);
  }
  return answers.length - firsts;
}

/** Looks up whether an unanswered creation succeeded. */
async function look(stage: Stage, random: Random, world: World, thing: Thing): Promise<void> {
  const list = { method: 'GET', path: '/v1/payment_intents', form: { limit: '20' }, key: null } satisfies Sent;
  const reply = await stage.settle(random, send(random.pick(stage.nodes).florin, world.secretKey, list));
  const { data } = JSON.parse(reply.text) as { data: { id: string; metadata: { tag?: string } }[] };
  const found = data.find(({ metadata }) => metadata.tag === thing.tag);
  const before = thing.possible;
  thing.possible = before.filter(({ state }) => (state !== null) === (found !== undefined));
  if (thing.possible.length === 0)
    throw new Unexplained(`'${thing.tag}' ${found ? 'exists' : 'was acknowledged and is missing'}`);
  if (found) thing.id = found.id;
}

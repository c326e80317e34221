import { type Command, type Method, OPEN, type Payment } from './payment.ts';
import type { Random } from './random.ts';
import { createThing, type Keyed, type Thing, type World } from './world.ts';

/** A planned request: the payment, the command and the Idempotency-Key. */
export interface Wish {
  readonly world: World;
  readonly thing: Thing;
  readonly command: Command;
  readonly key: string | null;
  /** The earlier request that is retried. */
  readonly again: Keyed | null;
}

/** The content of one step. */
export type Action =
  | { readonly do: 'ask'; readonly wishes: readonly Wish[] }
  | { readonly do: 'advance'; readonly world: World; readonly by: string }
  /** The machine's clock advances. */
  | { readonly do: 'wait'; readonly ms: number };

/** The model follows no more refunds of a payment than this, because their timers may run in many orders. */
const MOST_REFUNDS = 3;
/** Retries use one of this many newest requests with a key. */
const REMEMBERED = 12;
/** Responses of keys are stored for a day. */
const KEPT_MS = 86_000_000;
const SPANS = ['1s', '3s', '61s', '5m', '26h', '7d', '11d'] as const;
const AMOUNTS = [500, 1_000, 1_500, 4_250, 99_999] as const;
const NOTES = ['a', 'b', 'c'] as const;

/** Draws the content of a step from random numbers. `name` makes new names unique. */
export function draw(random: Random, name: string, worlds: readonly World[], wallMs: number): Action {
  const world = random.pick(worlds);
  const action = random.weighted<() => Action>([
    [10, () => ({ do: 'ask', wishes: [wish(random, name, world)] })],
    [4, () => ({ do: 'ask', wishes: together(random, name, world) })],
    [
      1,
      () => ({
        do: 'ask',
        wishes: [wish(random, `${name} here`, world), wish(random, `${name} there`, random.pick(worlds))],
      }),
    ],
    [2.5, () => ({ do: 'ask', wishes: again(random, name, world, wallMs) })],
    [1, () => ({ do: 'advance', world, by: random.pick(SPANS) })],
    [1, () => ({ do: 'wait', ms: 1 + random.below(random.chance(0.5) ? 900 : 90_000) })],
  ])();
  return action.do === 'ask' ? { ...action, wishes: possibleTogether(action.wishes) } : action;
}

function wish(random: Random, name: string, world: World, thing = someThing(random, world)): Wish {
  const key = random.chance(0.6) ? `key ${name}` : null;
  if (!thing) return { world, thing: newThing(name, world), command: creation(random), key, again: null };
  return { world, thing, command: command(random, thing), key, again: null };
}

function someThing(random: Random, world: World): Thing | undefined {
  const known = world.things.filter(({ id }) => id !== null);
  // Prefers recently changed payments.
  return known.length === 0 || random.chance(0.25) ? undefined : random.pick(known.slice(-6));
}

function newThing(tag: string, world: World): Thing {
  const thing = createThing(tag);
  world.things.push(thing);
  return thing;
}

/** Draws two or three simultaneous requests about one payment, or one request that is sent twice. */
function together(random: Random, name: string, world: World): Wish[] {
  const first = wish(random, name, world);
  if (first.command.do === 'create' || random.chance(0.15)) return twice(first, name);
  const others = Array.from({ length: random.chance(0.2) ? 2 : 1 }, (_, n) =>
    wish(random, `${name} with ${n}`, world, first.thing),
  );
  return [first, ...others];
}

/**
 * Removes impossible combinations: while a payment is being confirmed, the customer's current page is undefined, and a
 * search may miss a simultaneous change.
 */
function possibleTogether(wishes: readonly Wish[]): Wish[] {
  const pressed = new Set(wishes.filter(({ command }) => command.do === 'press').map(({ thing }) => thing));
  return wishes.filter(
    ({ command, thing }) =>
      (command.do !== 'confirm' || !pressed.has(thing)) && (command.do !== 'find' || wishes.length === 1),
  );
}

/** Commands that are sent without a key. */
const UNKEYED: readonly Command['do'][] = ['press', 'read', 'find'];

function twice(wish: Wish, name: string): Wish[] {
  const both = { ...wish, key: `key ${name}` };
  return UNKEYED.includes(wish.command.do) ? [wish] : [both, both];
}

/** Draws an earlier request, answered or not. */
function again(random: Random, name: string, world: World, wallMs: number): Wish[] {
  const fresh = world.keyed.filter(({ atWallMs }) => wallMs - atWallMs < KEPT_MS).slice(-REMEMBERED);
  const unanswered = fresh.filter(({ reply }) => reply === null);
  const known = unanswered.length > 0 && random.chance(0.7) ? unanswered : fresh;
  if (known.length === 0) return [wish(random, name, world)];
  const before = random.pick(known);
  const { thing, command } = before;
  const repeated: Wish = { world, thing, command, key: before.sent.key, again: before };
  return random.chance(0.2) ? [repeated, repeated] : [repeated];
}

function creation(random: Random): Command {
  const currency = random.weighted([
    [6, 'usd'],
    [1, 'eur'],
    [3, 'dkk'],
  ]);
  return {
    do: 'create',
    amount: random.pick(AMOUNTS),
    currency,
    capture: random.chance(0.4) ? 'manual' : 'automatic',
    method: random.chance(0.3) ? null : method(random, currency),
  };
}

function method(random: Random, currency: string): Method {
  return random.weighted<Method>([
    [5, 'good'],
    [1, 'declined'],
    [2, 'challenged'],
    [1, 'disputed'],
    [1, 'slow_refunds'],
    [1, 'failing_refunds'],
    [currency === 'dkk' ? 6 : 0, 'mobilepay'],
  ]);
}

/** Draws a command for a payment: usually one that fits its state. */
function command(random: Random, { possible, page, dispute }: Thing): Command {
  const { state } = random.pick(possible);
  if (state === null) return { do: 'read' };
  const likely = (is: boolean, weight: number) => (is ? weight : 0.4);
  const open = OPEN.includes(state.status);
  const disputed = dispute !== null && state.dispute !== null;
  return random.weighted<() => Command>([
    [0.5, () => ({ do: 'read' })],
    [0.5, () => ({ do: 'find' })],
    [1.5, () => ({ do: 'note', name: random.pick(NOTES), text: String(random.below(1_000)) })],
    [likely(open, 5), () => ({ do: 'confirm', method: method(random, state.currency) })],
    [likely(open, 1), () => ({ do: 'amount', amount: random.pick(AMOUNTS) })],
    [page === null ? 0 : 5, () => ({ do: 'press', choice: random.chance(0.7) ? 'authorize' : 'fail' })],
    [likely(state.status === 'requires_capture', 5), () => ({ do: 'capture', amount: part(random, state) })],
    [
      state.refunds.length >= MOST_REFUNDS ? 0 : likely(state.status === 'succeeded', 4),
      () => ({ do: 'refund', amount: part(random, state) }),
    ],
    [likely(state.status === 'requires_capture', 1), () => ({ do: 'cancel' })],
    [disputed ? 1 : 0, () => ({ do: 'accept dispute' })],
    [
      disputed ? 2 : 0,
      () => ({ do: 'counter dispute', evidence: random.chance(0.5) ? 'winning_evidence' : 'losing_evidence' }),
    ],
  ])();
}

/** Draws the full amount, a part, or sometimes too much. */
function part(random: Random, { amount }: Payment): number | null {
  if (random.chance(0.4)) return null;
  return random.chance(0.1) ? amount + 1 : 1 + random.below(amount);
}

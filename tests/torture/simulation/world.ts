import { accountOf } from '../../../src/api/authenticate.ts';
import type { Command, Payment } from './payment.ts';
import { isBehind, perhapsPastDue } from './payment-dues.ts';
import { payments } from './payment-model.ts';
import { type Asked, after, type Branch, unique } from './possible.ts';
import { type Known, pageOf, paymentIn, type Reply, type Sent } from './requests.ts';

type Possible = readonly Branch<Payment | null>[];

/** A payment from its creator's view: its requests and all possible states. */
export interface Thing extends Known {
  id: string | null;
  page: string | null;
  dispute: string | null;
  possible: Possible;
}

/** A request with an Idempotency-Key that can be retried. */
export interface Keyed {
  readonly thing: Thing;
  readonly command: Command;
  readonly sent: Sent & { readonly key: string };
  readonly atWallMs: number;
  /** Null until there is a response. */
  reply: Reply | null;
}

/** A sandbox, with its merchant's records. */
export interface World {
  readonly secretKey: string;
  readonly id: string;
  readonly things: Thing[];
  readonly keyed: Keyed[];
  /** The lead of its clock over the machine's clock at the last look, in milliseconds. */
  ahead: number;
}

export function createWorld(secretKey: string): World {
  return { secretKey, id: accountOf(secretKey), things: [], keyed: [], ahead: 0 };
}

export function createThing(tag: string): Thing {
  return { tag, id: null, page: null, dispute: null, possible: [{ state: null, decided: {} }] };
}

/** Updates a thing from a response that contains it. */
export function learn(thing: Thing, reply: Reply): void {
  const payment = paymentIn(reply);
  if (!payment) return;
  thing.id = payment.id ?? null;
  // A replay contains the page of its time.
  if (!reply.replayed) thing.page = pageOf(payment);
}

/** Applies simultaneous requests to the model. Throws Unexplained if no possible state explains the responses. */
export function account(thing: Thing, asked: readonly Asked<Command>[]): void {
  const before = thing.possible;
  thing.possible = after(payments, before, asked);
  if (thing.possible.length > 0) return;
  const told = asked.map(({ command, answer, key }) => ({ command, ...(key !== null && { key }), answer }));
  throw new Unexplained(
    `${thing.id ?? thing.tag}: ${JSON.stringify(told)} does not follow from ${before.map(({ state }) => brief(state)).join(' or ')}`,
  );
}

/** Thrown if the responses of a run have no explanation. */
export class Unexplained extends Error {}

/** True if a change of the thing is due in a possible state and has not happened. */
export function awaits({ possible }: Thing, atMs: number): boolean {
  return possible.some(({ state }) => state !== null && isBehind(state, atMs));
}

/**
 * Applies the passage of time to the model. Due changes have happened: `in order` on a clock that was advanced, or `in
 * any order`, all of them now. With `loosely` they may or may not have happened.
 */
export function pass(thing: Thing, atMs: number, how: 'in order' | 'in any order' | 'loosely'): void {
  if (!awaits(thing, atMs)) return;
  if (how === 'in order') {
    const answer = { status: 200, code: null, shown: undefined };
    account(thing, [{ command: { do: 'wait' }, atMs, key: null, answer }]);
    return;
  }
  const when = how === 'loosely' ? 'then' : 'now';
  const all = thing.possible.flatMap(({ state, decided }): Branch<Payment | null>[] =>
    state === null
      ? [{ state, decided }]
      : perhapsPastDue(state, atMs, when).map((perhaps) => ({ state: perhaps, decided })),
  );
  const isDone = ({ state }: Branch<Payment | null>) => state === null || !isBehind(state, atMs);
  thing.possible = unique(how === 'loosely' ? all : all.filter(isDone));
}

/** Formats a state in one line. */
export function brief(state: Payment | null): string {
  if (state === null) return 'nothing';
  const { status, amount, currency, capture, capturable, received, refunds, dispute, notes, dues } = state;
  const parts = { capture, capturable, received, refunds, dispute, notes, dues };
  return `${status} ${amount} ${currency} ${JSON.stringify(parts)}`;
}

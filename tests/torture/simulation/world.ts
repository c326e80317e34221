import { accountOf } from '../../../src/api/authenticate.ts';
import type { Command, Payment } from './payment.ts';
import { isBehind, perhapsPastDue } from './payment-dues.ts';
import { payments } from './payment-model.ts';
import { type Asked, after, type Branch, unique } from './possible.ts';
import { type Known, pageOf, paymentIn, type Reply, type Sent } from './requests.ts';

type Possible = readonly Branch<Payment | null>[];

/** A payment as its maker knows it: what was asked of it, and all that may be so. */
export interface Thing extends Known {
  id: string | null;
  page: string | null;
  dispute: string | null;
  possible: Possible;
}

/** A request that carried an Idempotency-Key, to be sent again. */
export interface Keyed {
  readonly thing: Thing;
  readonly command: Command;
  readonly sent: Sent & { readonly key: string };
  readonly atWallMs: number;
  /** Null while nobody was told. */
  reply: Reply | null;
}

/** One sandbox, and what its merchant remembers of it. */
export interface World {
  readonly secretKey: string;
  readonly id: string;
  readonly things: Thing[];
  readonly keyed: Keyed[];
  /** By how much its clock was ahead of the machine's when it was last looked at, in milliseconds. */
  ahead: number;
}

export function createWorld(secretKey: string): World {
  return { secretKey, id: accountOf(secretKey), things: [], keyed: [], ahead: 0 };
}

export function createThing(tag: string): Thing {
  return { tag, id: null, page: null, dispute: null, possible: [{ state: null, decided: {} }] };
}

/** What is told of a thing by an answer that has it. */
export function learn(thing: Thing, reply: Reply): void {
  const payment = paymentIn(reply);
  if (!payment) return;
  thing.id = payment.id ?? null;
  // A replay shows the page that was there then.
  if (!reply.replayed) thing.page = pageOf(payment);
}

/** Takes requests that were made at the same time into account. Throws when nothing explains their answers. */
export function account(thing: Thing, asked: readonly Asked<Command>[]): void {
  const before = thing.possible;
  thing.possible = after(payments, before, asked);
  if (thing.possible.length > 0) return;
  const told = asked.map(({ command, answer, key }) => ({ command, ...(key !== null && { key }), answer }));
  throw new Unexplained(
    `${thing.id ?? thing.tag}: ${JSON.stringify(told)} cannot come of ${before.map(({ state }) => brief(state)).join(' or ')}`,
  );
}

/** The answers of a run cannot be explained. */
export class Unexplained extends Error {}

/** Whether something is due of a thing, as far as is known, and has not happened. */
export function awaits({ possible }: Thing, atMs: number): boolean {
  return possible.some(({ state }) => state !== null && isBehind(state, atMs));
}

/**
 * Time has passed. What was due has happened: on a clock that was advanced `in order`, else `in any order`, all of it
 * now. `loosely` says that nobody knows whether it has.
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

/** A state in a line. */
export function brief(state: Payment | null): string {
  if (state === null) return 'nothing';
  const { status, amount, currency, capture, capturable, received, refunds, dispute, notes, dues } = state;
  const parts = { capture, capturable, received, refunds, dispute, notes, dues };
  return `${status} ${amount} ${currency} ${JSON.stringify(parts)}`;
}

import type { Florin } from '../../../src/florin.ts';
import { createJournal } from '../../../src/network/simulator/journal.ts';
import { createSimulator } from '../../../src/network/simulator/simulator.ts';
import { askFlorin } from '../ask-florin.ts';
import type { Json } from '../client.ts';
import type { Crash } from './blade.ts';
import type { Caller, Operation } from './operations.ts';
import type { Life, Stage } from './stage.ts';
import { stateOf } from './state.ts';

/**
 * What the client does that was not answered: asks again under its Idempotency-Key; looks whether it happened and else
 * asks anew, without a key; or nothing at all, and time goes on.
 */
export const CLIENTS = ['same key', 'without a key', 'never again'] as const;
export type Client = (typeof CLIENTS)[number];

/** A worker's lease, and what a process left behind on the network, end after a minute. */
const A_MINUTE = { ms: 61_000, span: '61s' } as const;
/** At the end of everything so much time passes that nothing is on its way any more but what takes days. */
const AFTERWARDS = '1h';
const MOST_TRIES = 4;

/** One operation of one client, in a world of its own. */
export interface Case {
  readonly operation: Operation;
  readonly client: Client;
  /** The network is another system, which remembers what a dead process asked of it. */
  readonly remote: boolean;
  /** Where its process ends, and where the next one does that puts it right; undefined where it is not even begun. */
  readonly crashes?: readonly Crash[];
}

/** How a case ended. */
export interface Ended {
  readonly state: string;
  /** The calls to the outside that the first process made. */
  readonly calls: readonly string[];
  /** How many processes ended. */
  readonly crashed: number;
  /** What it was answered with in the end; undefined when it was never answered. */
  readonly answer: number | undefined;
}

let worlds = 0;

/** Plays a case: processes may end, others take their place, and after some time all is looked at. */
export async function play(
  stage: Stage,
  { operation, client, remote, crashes }: Case,
  counts: (call: string) => boolean,
  wrong: (what: string) => void,
): Promise<Ended> {
  const journal = createJournal();
  const network = createSimulator({ journal, remote });
  const key = `sk_test_crash_${++worlds}`;
  const asking = { operation, client, idempotencyKey: client === 'same key' ? `order-${worlds}` : undefined, stage };

  const first = await stage.start(network, counts);
  const begun = callerOf(first.florin, key);
  const payment = await operation.prepare(begun);
  first.blade.arm(crashes?.[0] ?? null);
  const acted = crashes && operation.act(begun, payment, asking.idempotencyKey);
  let answer = await ofTheLiving(first, acted);
  let crashed = answer === DIED ? 1 : 0;
  const { calls } = first.blade;
  await first.end();

  for (const crash of [...(crashes ?? []).slice(1), null]) {
    const next = await stage.start(network, counts);
    const caller = callerOf(next.florin, key);
    next.blade.arm(crash);
    const recovered = recover(asking, caller, payment, answer === DIED);
    const how = await ofTheLiving(next, recovered);
    if (how === DIED) crashed++;
    // Who was answered once does not ask again.
    if (how !== DIED && answer === DIED) answer = how;
    const state = how === DIED ? undefined : await stateOf(caller, journal, wrong);
    await next.end();
    if (state !== undefined) return { state, calls: [...calls], crashed, answer: answer === DIED ? undefined : answer };
  }
  throw new Error('the last process ended too');
}

const DIED: unique symbol = Symbol('died');

/** What comes of something, unless its process ends before; what comes after it cannot end it any more. */
async function ofTheLiving<T>({ blade }: Life, done: Promise<T> | undefined): Promise<T | undefined | typeof DIED> {
  const died = blade.died.then((): typeof DIED => DIED);
  const came = await Promise.race<T | undefined | typeof DIED>([done ?? Promise.resolve(undefined), died]);
  blade.arm(null);
  return came;
}

interface Waiting {
  readonly operation: Operation;
  readonly client: Client;
  readonly idempotencyKey: string | undefined;
  readonly stage: Stage;
}

/** What happens after a crash: the client does what it does, and time goes on. Returns what it was answered. */
async function recover(
  { operation, client, idempotencyKey, stage }: Waiting,
  caller: Caller,
  payment: string,
  unanswered: boolean,
): Promise<number | undefined> {
  const { florin, key } = caller;
  let answer: number | undefined;
  const minute = async () => {
    stage.clock.move(A_MINUTE.ms);
    await florin.advance(A_MINUTE.span, { key });
    await florin.settled();
  };
  // Time goes on by itself: once the lease of the dead has run out, what was due is due again.
  if (unanswered && !operation.happened) {
    stage.clock.move(A_MINUTE.ms);
    answer = await operation.act(caller, payment);
  }
  if (unanswered && client === 'same key') answer = await again(operation, caller, payment, idempotencyKey, minute);
  if (unanswered && client === 'without a key') answer = await lookFirst(operation, caller, payment, minute);
  await minute();
  await florin.advance(AFTERWARDS, { key });
  await florin.settled();
  return answer;
}

/** Asks until it is told something else than to wait. */
async function again(
  operation: Operation,
  caller: Caller,
  payment: string,
  idempotencyKey: string | undefined,
  minute: () => Promise<void>,
): Promise<number> {
  let status = 0;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    status = await operation.act(caller, payment, idempotencyKey);
    if (status !== 429 && status < 500) return status;
    await minute();
  }
  return status;
}

/** Looks before it asks anew: what has happened is not asked for twice. */
async function lookFirst(
  operation: Operation,
  caller: Caller,
  payment: string,
  minute: () => Promise<void>,
): Promise<number | undefined> {
  let status: number | undefined;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    if (!operation.happened || (await operation.happened(caller, payment))) return status;
    status = await operation.act(caller, payment);
    if (status !== 429 && status < 500) return status;
    await minute();
  }
  return status;
}

function callerOf(florin: Florin, key: string): Caller {
  async function ask(method: string, path: string, form?: Readonly<Record<string, string>>, idempotencyKey?: string) {
    const answer = await askFlorin(florin, key, {
      method,
      path,
      ...(form && { form }),
      ...(idempotencyKey !== undefined && { idempotencyKey }),
    });
    return { status: answer.status, body: (await answer.json()) as Json };
  }
  return {
    florin,
    key,
    async get(path) {
      const { status, body } = await ask('GET', path);
      if (status !== 200) throw new Error(`${path} was answered ${status} ${JSON.stringify(body)}`);
      return body;
    },
    post: (path, form, idempotencyKey) => ask('POST', path, form, idempotencyKey),
  };
}

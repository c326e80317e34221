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
 * The client's behaviour without a response: it retries under its Idempotency-Key; it looks whether the operation
 * happened and if not sends it again, without a key; or it does nothing and time passes.
 */
export const CLIENTS = ['same key', 'without a key', 'never again'] as const;
export type Client = (typeof CLIENTS)[number];

/** The leases of workers and the outbound calls of crashed processes expire after a minute. */
const A_MINUTE = { ms: 61_000, span: '61s' } as const;
/** Time after which only operations that take days are still pending. */
const AFTERWARDS = '1h';
const MOST_TRIES = 4;

/** One operation of one client in a new world. */
export interface Case {
  readonly operation: Operation;
  readonly client: Client;
  /** True if the network is a separate system, which remembers requests of crashed processes. */
  readonly remote: boolean;
  /** The crashes of the first process and of the one that recovers; undefined if the operation is not even started. */
  readonly crashes?: readonly Crash[];
}

export interface Ended {
  readonly state: string;
  /** The outside calls of the first process. */
  readonly calls: readonly string[];
  /** Number of crashed processes. */
  readonly crashed: number;
  /** The client's last status; undefined without any response. */
  readonly answer: number | undefined;
}

let worlds = 0;

/** Runs a case: processes may crash and are replaced; later the state is returned. */
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
    // A client with a response does not retry.
    if (how !== DIED && answer === DIED) answer = how;
    const state = how === DIED ? undefined : await stateOf(caller, journal, wrong);
    await next.end();
    if (state !== undefined) return { state, calls: [...calls], crashed, answer: answer === DIED ? undefined : answer };
  }
  throw new Error('the last process ended too');
}

const DIED: unique symbol = Symbol('died');

/** Returns the result of `done`, or DIED if the process crashes first; afterwards it cannot crash any more. */
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

/** Continues after a crash: the client behaves as it does, and time passes. Returns the client's status. */
async function recover(
  { operation, client, idempotencyKey, stage }: Waiting,
  caller: Caller,
  payment: string,
  unanswered: boolean,
): Promise<number | undefined> {
  const { florin, key } = caller;
  let answer: number | undefined;
  // A file releases the leases of the crashed process at once. Time passes when that work is done, so that no lease of it expires.
  await florin.settled();
  const minute = async () => {
    stage.clock.move(A_MINUTE.ms);
    await florin.advance(A_MINUTE.span, { key });
    await florin.settled();
  };
  // The clock continues by itself: when the lease of the crashed process expires, due timers are due again.
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

/** Retries until the response is not a request to wait. */
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

/** Looks first and sends the operation again only if it did not happen. */
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
  async function ask(
    method: string,
    path: string,
    form?: Readonly<Record<string, string>>,
    idempotencyKey?: string,
    account?: string,
  ) {
    const answer = await askFlorin(florin, key, {
      method,
      path,
      ...(form && { form }),
      ...(idempotencyKey !== undefined && { idempotencyKey }),
      ...(account !== undefined && { account }),
    });
    return { status: answer.status, body: (await answer.json()) as Json };
  }
  return {
    florin,
    key,
    async get(path, account) {
      const { status, body } = await ask('GET', path, undefined, undefined, account);
      if (status !== 200) throw new Error(`${path} got the response ${status} ${JSON.stringify(body)}`);
      return body;
    },
    post: (path, form, idempotencyKey, account) => ask('POST', path, form, idempotencyKey, account),
  };
}

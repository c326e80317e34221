import type { Florin } from '../../../src/florin.ts';
import type { Network } from '../../../src/network/network.ts';
import { createJournal } from '../../../src/network/simulator/journal.ts';
import { createSimulator } from '../../../src/network/simulator/simulator.ts';
import type { Json } from '../client.ts';
import type { Crash } from './blade.ts';
import type { Caller, Operation } from './operations.ts';
import type { Stage } from './stage.ts';
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
  /** Undefined where it is not even begun. */
  readonly crash?: Crash | null;
}

/** How a case ended. */
export interface Ended {
  readonly state: string;
  /** The calls to the outside that the operation made, until it ended. */
  readonly calls: readonly string[];
  readonly crashed: boolean;
  /** What it was answered with in the end; undefined when it was never answered. */
  readonly answer: number | undefined;
}

let worlds = 0;

/** Plays a case: its process may end, another one takes its place, and after some time all is looked at. */
export async function play(
  stage: Stage,
  { operation, client, remote, crash }: Case,
  counts: (call: string) => boolean,
  wrong: (what: string) => void,
): Promise<Ended> {
  const journal = createJournal();
  const bank = createSimulator({ journal });
  const network: Network = remote ? { ...bank, remote: true } : bank;
  const key = `sk_test_crash_${++worlds}`;
  const idempotencyKey = client === 'same key' ? `order-${worlds}` : undefined;

  const first = await stage.start(network, counts);
  const begun = callerOf(first.florin, key);
  const payment = await operation.prepare(begun);
  first.blade.arm(crash ?? null);
  const answered = crash === undefined ? undefined : operation.act(begun, payment, idempotencyKey);
  let answer = await Promise.race([answered, first.blade.died.then(() => undefined)]);
  const { calls } = first.blade;
  const crashed = crash !== undefined && answer === undefined;
  await first.end();

  const second = await stage.start(network, () => false);
  try {
    const caller = callerOf(second.florin, key);
    const minute = async () => {
      stage.clock.move(A_MINUTE.ms);
      await second.florin.advance(A_MINUTE.span, { key });
      await second.florin.settled();
    };
    // Time goes on by itself: once the lease of the dead has run out, what was due is due again.
    if (crashed && !operation.happened) {
      stage.clock.move(A_MINUTE.ms);
      answer = await operation.act(caller, payment);
    }
    if (crashed && client === 'same key') answer = await again(operation, caller, payment, idempotencyKey, minute);
    if (crashed && client === 'without a key') answer = await lookFirst(operation, caller, payment, minute);
    await minute();
    await second.florin.advance(AFTERWARDS, { key });
    await second.florin.settled();
    return { state: await stateOf(caller, journal, wrong), calls: [...calls], crashed, answer };
  } finally {
    await second.end();
  }
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
    const answer = await florin.fetch(`http://florin.test${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      },
      ...(form && { body: new URLSearchParams(form) }),
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

import type { Florin } from '../../../src/florin.ts';
import { askFlorin } from '../ask-florin.ts';
import type { Answered, Form, Json, PersistentClient } from '../client.ts';
import type { Random } from '../simulation/random.ts';

/** Shared by clients of a Florin in this process. */
export interface Counter {
  /** The Florin to send requests to; undefined while none runs. */
  florin: Florin | undefined;
  readonly key: string;
  acknowledged: number;
  refused: number;
  givenUp: number;
  /** Messages of rejected requests, with counts. */
  readonly said: Map<string, number>;
  /** Paths of objects whose outcome is unknown because their client gave up. */
  readonly unknown: Set<string>;
  /** Idempotency-Keys of requests that create objects and were given up. */
  readonly unmade: Set<string>;
}

export function openCounter(key: string): Counter & Pacer {
  const waiting = new Set<{ until: () => boolean; resolve: () => void }>();
  return {
    florin: undefined,
    key,
    acknowledged: 0,
    refused: 0,
    givenUp: 0,
    said: new Map(),
    unknown: new Set(),
    unmade: new Set(),
    look() {
      for (const one of waiting) {
        if (!one.until()) continue;
        waiting.delete(one);
        one.resolve();
      }
    },
    when: (until) =>
      new Promise<void>((resolve) => {
        if (until()) resolve();
        else waiting.add({ until, resolve });
      }),
  };
}

/** Lets stories wait for each other without a clock. */
export interface Pacer {
  /** Checks all conditions. Call it after every change. */
  look(): void;
  /** Resolves when the condition is true. */
  when(until: () => boolean): Promise<void>;
}

/**
 * A client that takes a 503 seriously: it waits for `again` and then retries under the same Idempotency-Key, or
 * sometimes gives up for good.
 */
export function patientClient(
  name: string,
  counter: Counter & Pacer,
  { again, givesUp, random }: { again: () => Promise<void>; givesUp: number; random: Random },
): PersistentClient {
  let made = 0;
  const fresh = () => `${name}-${made++}`;

  async function untilTold(method: string, path: string, form?: Form, key?: string): Promise<Answered | undefined> {
    for (;;) {
      while (!counter.florin) await counter.when(() => counter.florin !== undefined);
      const answer = await once(counter, method, path, form, key);
      if (answer.status !== 503) {
        if (answer.status < 300) counter.acknowledged++;
        counter.look();
        return answer;
      }
      counter.refused++;
      const message = String((answer.body.error as Json).message);
      counter.said.set(message, (counter.said.get(message) ?? 0) + 1);
      counter.look();
      if (method === 'POST' && random.chance(givesUp)) {
        counter.givenUp++;
        counter.unknown.add(subjectOf(path));
        if (form?.payment_intent) counter.unknown.add(`/v1/payment_intents/${form.payment_intent}`);
        if (form?.['metadata[key]']) counter.unmade.add(form['metadata[key]']);
        return undefined;
      }
      await again();
    }
  }

  return {
    get: (path) => untilTold('GET', path),
    post: (path, form, own = fresh()) => untilTold('POST', path, form, own),
    create(path, form) {
      const own = fresh();
      return untilTold('POST', path, { ...form, 'metadata[key]': own }, own);
    },
  };
}

/** Returns the object's path: `/v1/payment_intents/pi_1/capture` becomes `/v1/payment_intents/pi_1`. */
function subjectOf(path: string): string {
  return path.split('/').slice(0, 4).join('/');
}

/** Sends a request once and returns any response. */
export async function once(
  { florin, key }: Pick<Counter, 'florin' | 'key'>,
  method: string,
  path: string,
  form?: Form,
  idempotencyKey?: string,
): Promise<Answered> {
  if (!florin) throw new Error('No Florin was started.');
  const answer = await askFlorin(florin, key, {
    method,
    path,
    ...(form && { form }),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  });
  return { status: answer.status, body: (await answer.json()) as Json };
}

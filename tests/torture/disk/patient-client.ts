import type { Florin } from '../../../src/florin.ts';
import { askFlorin } from '../ask-florin.ts';
import type { Answered, Form, Json, PersistentClient } from '../client.ts';
import type { Random } from '../simulation/random.ts';

/** What clients of a Florin in this process share. */
export interface Counter {
  /** Whom to ask; undefined while nobody is there. */
  florin: Florin | undefined;
  readonly key: string;
  acknowledged: number;
  refused: number;
  givenUp: number;
  /** What refusals said, and how often. */
  readonly said: Map<string, number>;
  /** Paths of objects that a given-up request was about, whose outcome its client does not know. */
  readonly unknown: Set<string>;
  /** Idempotency-Keys of what was given up and makes an object. */
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

/** Lets stories wait for each other without looking at the clock. */
export interface Pacer {
  /** To be called when something has happened. */
  look(): void;
  /** Resolves once it is so. */
  when(until: () => boolean): Promise<void>;
}

/**
 * A client that takes a 503 for what it is: it waits until `again` says there is use in it and asks anew under the same
 * Idempotency-Key, or, at times, gives up for good.
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

/** `/v1/payment_intents/pi_1/capture` is about `/v1/payment_intents/pi_1`. */
function subjectOf(path: string): string {
  return path.split('/').slice(0, 4).join('/');
}

/** Asks once, whatever comes of it. */
export async function once(
  { florin, key }: Pick<Counter, 'florin' | 'key'>,
  method: string,
  path: string,
  form?: Form,
  idempotencyKey?: string,
): Promise<Answered> {
  if (!florin) throw new Error('There is no Florin to ask.');
  const answer = await askFlorin(florin, key, {
    method,
    path,
    ...(form && { form }),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  });
  return { status: answer.status, body: (await answer.json()) as Json };
}

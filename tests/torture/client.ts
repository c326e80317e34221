import type { Random } from './simulation/random.ts';

export interface Json {
  readonly [field: string]: unknown;
}

export interface Answered {
  readonly status: number;
  readonly body: Json;
}

export type Form = Readonly<Record<string, string>>;

/** A client that retries until it has an outcome: the same request with the same Idempotency-Key. */
export interface PersistentClient {
  /** Returns undefined if there was no response within the limit. */
  get(path: string): Promise<Answered | undefined>;
  /** `key` is the Idempotency-Key; a fresh one by default. */
  post(path: string, form: Form, key?: string): Promise<Answered | undefined>;
  /**
   * Like `post`, for requests that create objects: the metadata contains the key, so that objects can be counted by
   * key.
   */
  create(path: string, form: Form): Promise<Answered | undefined>;
}

/** Statistics of clients. */
export interface Toll {
  requests: number;
  /** Retried requests: there was no response, or it was 5xx, 409 or 429. */
  retried: number;
  /** Successful responses. */
  acknowledged: number;
  unanswered: number;
  statuses: Record<string, number>;
}

export function noToll(): Toll {
  return { requests: 0, retried: 0, acknowledged: 0, unanswered: 0, statuses: {} };
}

/** Time after which a request counts as unanswered. */
const ANSWERED_WITHIN_MS = 240_000;
/** Timeout of one try. */
const ONE_TRY_MS = 20_000;
const BETWEEN_TRIES_MS = 20;
/** Share of tries that an impatient client aborts, and the maximum time it waits. */
const HANGS_UP = 0.05;
const LEAST_PATIENCE_MS = 40;

/**
 * `name` is the prefix of its Idempotency-Keys; `url` returns the address for the next try, or undefined while no node
 * listens. With `hurry` the client aborts some tries and retries while the node may still be processing them.
 */
export function persistentClient(
  name: string,
  { url, key, toll, hurry }: { url: () => string | undefined; key: string; toll: Toll; hurry?: Random },
): PersistentClient {
  let made = 0;
  const fresh = () => `${name}-${made++}`;

  async function once(method: string, path: string, form?: Form, idempotencyKey?: string): Promise<Answered | string> {
    const node = url();
    if (node === undefined) return 'no node';
    toll.requests += 1;
    const patience = hurry?.chance(HANGS_UP) ? hurry.below(LEAST_PATIENCE_MS) : ONE_TRY_MS;
    try {
      const answer = await fetch(`${node}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${key}`,
          ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
        },
        ...(form && { body: new URLSearchParams(form) }),
        signal: AbortSignal.timeout(patience),
      });
      const body = (await answer.json()) as Json;
      const { status } = answer;
      toll.statuses[status] = (toll.statuses[status] ?? 0) + 1;
      if (status >= 500 || status === 409 || status === 429) return `answered ${status}`;
      if (status < 300) toll.acknowledged += 1;
      return { status, body };
    } catch (error) {
      // The node ended while it processed the request.
      return `no answer: ${error instanceof Error ? error.message : error}`;
    }
  }

  async function untilTold(method: string, path: string, form?: Form, key?: string): Promise<Answered | undefined> {
    const until = performance.now() + ANSWERED_WITHIN_MS;
    let retries = 0;
    for (;;) {
      const answer = await once(method, path, form, key);
      if (typeof answer !== 'string') return answer;
      if (performance.now() > until) {
        toll.unanswered += 1;
        return undefined;
      }
      if (retries++ === 0) toll.retried += 1;
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES_MS));
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

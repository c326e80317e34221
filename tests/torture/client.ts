import type { Random } from './simulation/random.ts';

/** An object of the API, or an error in its envelope. */
export interface Json {
  readonly [field: string]: unknown;
}

export interface Answered {
  readonly status: number;
  readonly body: Json;
}

export type Form = Readonly<Record<string, string>>;

/** A client that asks until it is told: the same request under the same Idempotency-Key. */
export interface PersistentClient {
  /** Undefined when nobody answered within the bound. */
  get(path: string): Promise<Answered | undefined>;
  /** `key` is the Idempotency-Key; a fresh one unless given. */
  post(path: string, form: Form, key?: string): Promise<Answered | undefined>;
  /** As `post`, for what becomes an object: its metadata names the key, so that objects can be counted by it. */
  create(path: string, form: Form): Promise<Answered | undefined>;
}

/** What clients went through. */
export interface Toll {
  requests: number;
  /** Requests that were sent again: nobody answered, or the answer was 5xx, 409 or 429. */
  retried: number;
  /** Answers with success. */
  acknowledged: number;
  unanswered: number;
  statuses: Record<string, number>;
}

export function noToll(): Toll {
  return { requests: 0, retried: 0, acknowledged: 0, unanswered: 0, statuses: {} };
}

/** How long a request is repeated before it counts as never answered. */
const ANSWERED_WITHIN_MS = 240_000;
/** How long one try may take. */
const ONE_TRY_MS = 20_000;
const BETWEEN_TRIES_MS = 20;
/** One with little patience hangs up on so many of its tries, after so many milliseconds at most. */
const HANGS_UP = 0.05;
const LEAST_PATIENCE_MS = 40;

/**
 * `name` makes its Idempotency-Keys; `url` says where to send the next try, undefined while nobody listens. With `hurry`
 * it hangs up at times, and asks again while the node may still be at what it asked before.
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
      // The node died on us, wherever it was with our request.
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

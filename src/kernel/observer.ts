/**
 * Told of what happens, for metrics and logs. It is called where every payment passes: it counts, and returns. It must
 * not throw. What it is told has no parameters, answers, ids of objects or keys in it.
 */
export interface Observer {
  /** A request was answered. */
  request?(request: ObservedRequest): void;
  /** A decision was committed, in so many milliseconds from asking for it. */
  commit?(ms: number): void;
  /** A decision is run again: something that it rested on changed meanwhile. */
  rerun?(): void;
  /** An attempt to deliver a webhook ended: with the HTTP status that was answered, or null for none. */
  delivery?(status: number | null): void;
  /** Something failed that is Florin's own fault. */
  failure?(): void;
}

export interface ObservedRequest {
  readonly id: string;
  readonly method: string;
  /** The path with its ids left out, as `/v1/customers/{customer}`; null for one that does not exist. */
  readonly path: string | null;
  readonly status: number;
  readonly ms: number;
  /** The kind of key, null when there was none that is known. */
  readonly key: string | null;
  /** The id of the world. */
  readonly world: string | null;
  /** Whether the answer was that of an earlier request with the same Idempotency-Key. */
  readonly replayed: boolean;
  readonly errorType: string | null;
  readonly errorCode: string | null;
  readonly declineCode: string | null;
}

/**
 * Receives measurements for metrics and logs. It is on the hot path of every payment: it must count and return, and
 * must not throw. The data contains no parameters, responses, object ids or keys.
 */
export interface Observer {
  /** A request was answered. */
  request?(request: ObservedRequest): void;
  /** A decision was committed; `ms` is the time since the commit was requested. */
  commit?(ms: number): void;
  /** A decision is rerun after a conflict. */
  rerun?(): void;
  /** An attempt to deliver a webhook ended: with the HTTP status that was answered, or null for none. */
  delivery?(status: number | null): void;
  /** An internal error occurred. */
  failure?(): void;
}

export interface ObservedRequest {
  readonly id: string;
  readonly method: string;
  /** The path with its ids left out, as `/v1/customers/{customer}`; null for one that does not exist. */
  readonly path: string | null;
  readonly status: number;
  readonly ms: number;
  /** The kind of key, null without a valid one. */
  readonly key: string | null;
  /** The id of the world. */
  readonly world: string | null;
  /** True if the response is a replay under the same Idempotency-Key. */
  readonly replayed: boolean;
  readonly errorType: string | null;
  readonly errorCode: string | null;
  readonly declineCode: string | null;
}

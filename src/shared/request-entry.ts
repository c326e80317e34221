/** A request that was answered: never its parameters, its answer or a key. Texts are cut and have no secrets. */
export interface RequestEntry {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Wall-clock milliseconds. */
  readonly at: number;
  /** Duration in milliseconds. */
  readonly ms: number;
  readonly apiVersion: string;
  /** The kind of the key. */
  readonly key: string;
  readonly idempotencyKey: string | null;
  /** True if the response was that of an earlier request with the same Idempotency-Key. */
  readonly replayed: boolean;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly errorType: string | null;
  readonly errorCode: string | null;
  readonly errorParam: string | null;
  readonly errorMessage: string | null;
}

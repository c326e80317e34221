/** An event of the API. */
export interface ApiEvent {
  readonly id: string;
  readonly type: string;
  readonly created: number;
  readonly api_version: string;
  readonly pending_webhooks: number;
  readonly request: { readonly id: string | null; readonly idempotency_key: string | null } | null;
  readonly data: {
    readonly object: Readonly<Record<string, unknown>> & { readonly id?: string };
    readonly previous_attributes?: Readonly<Record<string, unknown>>;
  };
}

/** An attempt to deliver an event. */
export interface Attempt {
  readonly id: string;
  readonly event: string;
  readonly type: string;
  readonly endpoint: string;
  readonly url: string;
  readonly attempt: number;
  readonly status: number | null;
  readonly failure: string | null;
  /** Wall-clock milliseconds. */
  readonly at: number;
  readonly ms?: number;
  /** Seconds since epoch of the next attempt. */
  readonly next: number | null;
}

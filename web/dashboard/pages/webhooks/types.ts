/** A webhook endpoint of the API. */
export interface Endpoint {
  readonly id: string;
  readonly url: string;
  readonly status: 'enabled' | 'disabled';
  readonly enabled_events: readonly string[];
  readonly api_version: string | null;
  readonly application: string | null;
  readonly description: string | null;
  readonly created: number;
}

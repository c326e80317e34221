/** A test clock of the API. */
export interface TestClock {
  readonly id: string;
  readonly name: string | null;
  readonly status: 'ready' | 'advancing' | 'internal_failure';
  /** Seconds since epoch. */
  readonly frozen_time: number;
  readonly created: number;
}

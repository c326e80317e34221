/** One line of a trail. */
export interface TrailEntry {
  readonly kind: 'request' | 'network' | 'event' | 'posting' | 'delivery' | 'timer' | 'mail';
  /** Seconds since epoch, by the world's clock. */
  readonly at: number;
  readonly text: string;
  /** The id of its own page. */
  readonly id: string | null;
  /** Subject of it: an id, an idempotency key, or the name of an attempt. */
  readonly about: string | null;
  readonly ok: boolean;
}

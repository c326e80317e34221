/** The part of a link that is opened once: its first visit leads to an address of the visitor's own. */
export interface SingleVisit {
  /** The connected account that the link is for. */
  readonly account: string;
  /** The secret of the visitor's address; null before the first visit. */
  readonly visit: string | null;
  /** Until when the link can be opened (seconds since epoch). */
  readonly opensUntil: number;
}

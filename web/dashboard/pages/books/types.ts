/** A line of a ledger transaction, in the currency's smallest unit. */
export interface Line {
  readonly book: string;
  readonly currency: string;
  readonly amount: number;
}

/** A transaction of the ledger. */
export interface Booked {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly created: number;
  readonly lines: readonly Line[];
}

/**
 * The whole contents of a storage, row by row, for `florin doctor`. It is a read-only snapshot. Pages are in the order
 * of their key; a page that is not full is the last.
 */
export interface Inventory {
  /** Every world that has rows of any kind. */
  worlds(): Promise<string[]>;
  /** Objects above an id, deleted ones too. */
  objects(world: string, above: string): Promise<InventoryObject[]>;
  /** Events above an id. */
  events(world: string, above: string): Promise<InventoryEvent[]>;
  /** Timers above an id. */
  timers(world: string, above: string): Promise<InventoryTimer[]>;
  /** Postings above a place. */
  postings(world: string, above: string): Promise<InventoryPosting[]>;
  /** Derived sums of every book, once per fold level. */
  books(world: string): Promise<BookSum[]>;
  /** Which of these ids are objects or events. */
  known(world: string, ids: readonly string[]): Promise<Set<string>>;
  /** Entries of lists that lead to no object, at most a page. */
  lostListings(world: string): Promise<{ readonly list: string; readonly id: string }[]>;
  /** Errors that the engine finds in its own files; empty if it does not check them. */
  damage(): Promise<string[]>;
  close(): Promise<void>;
}

/** Rows per page. */
export const INVENTORY_PAGE = 1_000;

export interface InventoryObject {
  readonly id: string;
  readonly type: string;
  readonly deleted: boolean;
  readonly revision: number;
  /** The object as JSON; null if its revision is missing or belongs to another object. */
  readonly body: string | null;
}

export interface InventoryEvent {
  readonly id: string;
  readonly type: string;
  readonly revision: number;
  /** The connected account that it happened on; null for the platform itself. */
  readonly account: string | null;
  /** The key of the object that its revision is of; null when there is no such revision. */
  readonly subject: string | null;
  /** True if its revision exists. */
  readonly hasRevision: boolean;
  /** True if the object of that revision exists or existed. */
  readonly hasObject: boolean;
  /** True if the event's body exists. */
  readonly hasBody: boolean;
}

export interface InventoryTimer {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  /** The connected account and the test clock, as in `Timer`. */
  readonly account: string | null;
  readonly clock: string | null;
  /** Times that its handler has thrown, and the message of the last error. */
  readonly failures: number;
  readonly failure: string | null;
  /** True if it is not tried again. */
  readonly isDead: boolean;
}

export interface InventoryPosting {
  /** Start of the next page. */
  readonly place: string;
  readonly transaction: string;
  readonly book: string;
  readonly currency: string;
  readonly amount: number;
  /** Seconds since epoch. */
  readonly availableOn: number;
}

export interface BookSum {
  readonly level: number;
  readonly book: string;
  readonly currency: string;
  readonly amount: number;
}

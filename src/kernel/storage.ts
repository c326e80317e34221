import type { LogStorage } from './logs.ts';

/**
 * The storage port: everything the platform needs of a database. `storage/sqlite` and `storage/postgres` implement it;
 * the suite in `tests/suites/storage/storage.ts` specifies it. Everything is scoped by the world (named by its platform's
 * `acct_…` id), which leads every key.
 */

/** The newest state of one object, and its position in the chain of revisions. */
export interface StoredObject {
  readonly id: string;
  /** Stripe's object name, as `payment_intent`. */
  readonly type: string;
  /** 1 for a new object, one more with every commit that changes it. */
  readonly version: number;
  /** The revision that holds `body`. */
  readonly revision: number;
  /** Orders objects by creation, newest highest; see `kernel/ids.ts`. */
  readonly position: number;
  readonly deleted: boolean;
  /** The object as JSON. */
  readonly body: string;
}

/** One immutable state of an object. Several objects' revisions may share a commit; a number is never used twice. */
export interface Revision {
  readonly revision: number;
  readonly id: string;
  readonly body: string;
  /** The object that `body` is the JSON of, where it is at hand: to store what is different needs no JSON of all of it. */
  readonly object?: { readonly object: string };
}

/** An entry of a list: object `id` is at `position` in `list` (for example, `charge/customer/cus_1`). */
export interface Listing {
  readonly list: string;
  readonly position: number;
  readonly id: string;
}

/** An event references a revision. Event ids are time-ordered, so they order the log. */
export interface StoredEvent {
  readonly id: string;
  /** As `payment_intent.succeeded`. */
  readonly type: string;
  /** The revision that `data.object` shows. */
  readonly revision: number;
  /** The connected account it happened on; null for the platform itself. */
  readonly account: string | null;
  /** The rest of the event as JSON: created, api_version, request, previous_attributes. */
  readonly body: string;
}

/** One line of a balanced ledger transaction. Amounts are in the currency's smallest unit. */
export interface Posting {
  /** The ledger transaction; its lines sum to zero per currency. */
  readonly transaction: string;
  readonly line: number;
  /** The book that the amount is added to, as `merchant` or `acquirer`; see `ledger/books.ts`. */
  readonly book: string;
  readonly currency: string;
  readonly amount: number;
  /** Seconds since epoch from which the amount counts as available. */
  readonly availableOn: number;
}

/** Something that happens later: a durable row, claimed by a worker under a lease when it is due. */
export interface Timer {
  readonly id: string;
  /** Timers of one queue share a bound on how many run at once (one queue per webhook endpoint, for one). */
  readonly queue: string;
  /** Names the registered handler, as `payment_intent.expire`. */
  readonly kind: string;
  /** The object it is about; timers can be counted and cancelled by it. */
  readonly subject: string;
  /** The connected account it acts for; null for the platform itself. */
  readonly account: string | null;
  /** The test clock that decides when it is due; null for the world's clock. */
  readonly clock: string | null;
  /** Due time on its clock, in milliseconds since epoch. */
  readonly dueAt: number;
  /** JSON for the handler. */
  readonly payload: string;
  /** Number of earlier tries. */
  readonly attempt: number;
}

export interface ClaimedTimer extends Timer {
  readonly world: string;
  /** Wall-clock milliseconds until which this claim holds; finishing the timer must name it. */
  readonly leaseUntil: number;
  /** Times that its handler has thrown. */
  readonly failures: number;
}

/** A timer whose handler has thrown. It is tried again, or it is dead: then only a retry by hand runs it again. */
export interface FailedTimer extends Pick<ClaimedTimer, 'world' | 'id' | 'kind' | 'subject' | 'clock' | 'failures'> {
  /** The message of the last error. */
  readonly failure: string;
  /** Wall-clock milliseconds from which it is tried again; null if it is dead. */
  readonly retryAt: number | null;
}

/** Selects timers of a world by when they are due on one of its clocks (milliseconds since epoch). */
export interface DueOfWorld {
  /** A test clock, or null for the world's. */
  readonly clock: string | null;
  /** Later than this, and at this moment at the latest. */
  readonly after: number;
  readonly until: number;
  /** Queues to skip. */
  readonly excludeQueues: readonly string[];
  /**
   * Kinds that are claimed in batches of up to `limit`, if due within `withinMs` of each other. Timers of other kinds
   * are claimed one by one. Kinds among `alike` do not depend on each other: those due at the same moment about different
   * subjects are claimed together.
   */
  readonly batch: {
    readonly kinds: readonly string[];
    readonly limit: number;
    readonly withinMs: number;
    readonly alike?: readonly string[];
  };
}

/** The recorded response of a request with an Idempotency-Key. */
export interface IdempotencyRecord {
  readonly key: string;
  /** Hash of the method, path and parameters of the first request. */
  readonly fingerprint: string;
  readonly requestId: string;
  readonly status: number;
  /** The revision that was answered, or null when `body` holds the answer itself. */
  readonly revision: number | null;
  readonly body: string | null;
  /** Wall-clock seconds since epoch. */
  readonly created: number;
}

/** Everything one decision changes. It is applied whole or not at all. */
export interface Batch {
  readonly world: string;
  /**
   * Versions of the objects that the decision has read; 0 for an id that must not exist. A mismatch rejects the whole
   * batch. An id that the decision has made needs none: its position and random characters are in no other id.
   */
  readonly expected: readonly { readonly id: string; readonly version: number }[];
  readonly revisions: readonly Revision[];
  /** New and changed objects, each pointing at one of `revisions`. */
  readonly objects: readonly Omit<StoredObject, 'body'>[];
  readonly listings: { readonly add: readonly Listing[]; readonly remove: readonly Listing[] };
  readonly events: readonly StoredEvent[];
  readonly postings: readonly Posting[];
  readonly timers: {
    readonly add: readonly Timer[];
    /** Timers this commit settles. One with a lease must still be held under it, or the batch is refused. */
    readonly remove: readonly { readonly id: string; readonly leaseUntil?: number }[];
  };
  /** Rejected as a conflict if the key already exists. */
  readonly idempotency: IdempotencyRecord | null;
  /** The world's clock offset at the decision. A shared storage rejects the batch if the clock has been set since. */
  readonly clockOffset?: number;
}

/** A part of what is ordered by position, newest first unless `descending` is false. Bounds are exclusive. */
export interface PageRange {
  readonly above?: number;
  readonly below?: number;
  readonly descending?: boolean;
}

/** A page of a list. */
export interface ListQuery extends PageRange {
  readonly list: string;
  readonly descending: boolean;
  readonly limit: number;
}

/** A page of the event log. Bounds are exclusive ids; without `types` all events. */
export interface EventQuery {
  /** Events of one connected account, or the platform's own for null; of all accounts when it is missing. */
  readonly account?: string | null;
  readonly types?: readonly string[];
  readonly above?: string;
  readonly below?: string;
  readonly descending: boolean;
  readonly limit: number;
}

/**
 * One thing that an object is found by: a term that is equal to another, a text with the words that are its terms, or a
 * whole number. Terms and texts come folded (see `search/text.ts`); an object has one value of a field.
 */
export type SearchValue =
  | { readonly field: string; readonly term: string }
  | { readonly field: string; readonly text: string; readonly words: readonly string[] }
  | { readonly field: string; readonly number: number };

/** The index entry of an object at a version. */
export interface SearchEntry extends Pick<StoredObject, 'id' | 'position' | 'version'> {
  /** None when it is not to be found. */
  readonly values: readonly SearchValue[] | null;
}

/** A clause's test of a field. */
export type SearchTest =
  | { readonly kind: 'term'; readonly term: string }
  /** Its text has these words, one after the other: `words` are the terms of those in `text`. */
  | { readonly kind: 'phrase'; readonly words: readonly string[]; readonly text: string }
  /** Its text has this part, anywhere. */
  | { readonly kind: 'contains'; readonly text: string }
  /** Its number is one of these, both included. */
  | { readonly kind: 'between'; readonly from: number; readonly to: number }
  /** It has a value, of the sort that the field has. */
  | { readonly kind: 'present'; readonly as: 'term' | 'text' | 'number' };

export interface SearchClause {
  readonly field: string;
  readonly test: SearchTest;
  /** Objects for which the test fails, those without the field among them. */
  readonly negated: boolean;
}

/** A search among the objects of a type. */
export interface SearchQuery {
  readonly type: string;
  /** True if all clauses must match, false for any. */
  readonly match: 'all' | 'any';
  readonly clauses: readonly SearchClause[];
}

/** Which objects of a type the search index waits for. */
export interface Unindexed {
  readonly type: string;
  /** Names what its objects are found by; an index that was made under another name is made anew. */
  readonly edition: string;
  /** Positions, exclusive and inclusive. */
  readonly above: number;
  readonly through: number;
  readonly limit: number;
}

/** The part of a search index that is written. */
export type Indexed = Omit<Unindexed, 'limit'>;

/** A world: what a platform's key opens, with its clock and its defaults. Its id is the platform's `acct_…`. */
export interface World {
  readonly id: string;
  /** Wall-clock seconds since epoch. */
  readonly created: number;
  /** Offset of the world's clock to the wall clock, in milliseconds. */
  readonly clockOffset: number;
  /** The world's settings as JSON, such as its default API version. */
  readonly settings: string;
}

/** A registered key. Only its hash is stored. */
export interface StoredKey {
  readonly hash: string;
  readonly world: string;
  readonly kind: 'secret' | 'publishable' | 'restricted';
  readonly name: string;
  /** Its last characters, to recognize it by; '' if an older Florin registered it. */
  readonly hint: string;
  /** Wall-clock seconds; 0 if an older Florin registered it. */
  readonly created: number;
  /** Wall-clock seconds from which it is refused; null if it has no end. */
  readonly expiresAt: number | null;
  /** The permissions of a restricted key as JSON. */
  readonly permissions: string | null;
}

/** The balance of a book in one currency at a moment, in the currency's smallest unit. */
export interface BookBalance {
  readonly currency: string;
  readonly available: number;
  readonly pending: number;
}

/** The batch depends on an object that changed; rerun the decision. */
export class ConflictError extends Error {
  constructor(what: string) {
    super(`${what} changed during the unit of work.`);
    this.name = 'ConflictError';
  }
}

/**
 * The reason why a storage rejects writes: it is unreachable; the disk is full or not writable until that is fixed; or
 * the disk lost data, and only reopening shows its state; or the data folder was removed.
 */
export type Trouble = 'unreachable' | 'full' | 'unwritable' | 'failed' | 'removed';

/** Messages for the operator: the problem, and what to do. */
const UNAVAILABLE_MESSAGES: Readonly<Record<Trouble, string>> = {
  unreachable: 'The database cannot be reached. Florin continues when it is reachable again.',
  full: 'The disk is full, so nothing is written. Free space on it; Florin then continues without a restart.',
  unwritable:
    'The disk cannot be written. Check its quota, limits and health; once it is writable, Florin continues without a restart.',
  failed:
    'The disk failed to save a commit, so Florin no longer writes or responds. Restart Florin to continue with the saved data.',
  removed:
    'The data folder was deleted or replaced while Florin runs, so what is written would be lost. Stop Florin and restore the folder.',
};

/** The storage rejected a write, or did not confirm it in time. */
export class UnavailableError extends Error {
  readonly trouble: Trouble;
  /**
   * For a commit whose response was lost: resolves with true if it was applied, once that is known. Undefined if
   * nothing can have been applied.
   */
  readonly outcome: Promise<boolean> | undefined;

  constructor({
    outcome,
    trouble,
    ...options
  }: ErrorOptions & { readonly outcome?: Promise<boolean>; readonly trouble?: Trouble } = {}) {
    const known = trouble ?? (options.cause instanceof UnavailableError ? options.cause.trouble : 'unreachable');
    super(UNAVAILABLE_MESSAGES[known], options);
    this.name = 'UnavailableError';
    this.trouble = known;
    this.outcome = outcome;
  }
}

export interface Storage extends LogStorage {
  /** True if other processes may read and write the same data. */
  readonly shared: boolean;

  readObject(world: string, id: string): Promise<StoredObject | undefined>;
  readObjects(world: string, ids: readonly string[]): Promise<StoredObject[]>;
  readRevision(world: string, revision: number): Promise<Revision | undefined>;
  readRevisions(world: string, revisions: readonly number[]): Promise<Revision[]>;
  /** The objects of a page, in its order; deleted objects are never listed. */
  list(world: string, query: ListQuery): Promise<StoredObject[]>;
  /** True if a list is known to be empty without a read. A storage that others write to too does not have this. */
  readonly isKnownEmpty?: (world: string, list: string) => boolean;

  /**
   * Objects of a type whose entry in the search index is missing or older than they are, lowest position first. The
   * first call for a type starts its index: from then on every commit that changes such an object notes that it did, and
   * worlds that never search pay nothing. What was deleted comes too, to be indexed with nothing. Types that can be
   * searched are listed under their own name.
   */
  unindexed(world: string, wanted: Unindexed): Promise<StoredObject[]>;
  /**
   * Replaces the entries of objects that `unindexed` returned; those that changed since stay unindexed. Everything up
   * to the position `through` is then indexed. At most 1,000 values per call. Returns false, and changes nothing, if the
   * index was made anew since, so that it is of another edition or ends before `above`: during an upgrade, processes of
   * two versions search the same data.
   */
  index(world: string, of: Indexed, entries: readonly SearchEntry[]): Promise<boolean>;
  /** The objects that the index finds, each as it is now, in the order of their positions; never deleted ones. */
  search(world: string, query: SearchQuery, page: PageRange & { readonly limit: number }): Promise<StoredObject[]>;
  /** Returns the number of matches, counting up to `most`. */
  countFound(world: string, query: SearchQuery, most: number): Promise<number>;

  readEvent(world: string, id: string): Promise<StoredEvent | undefined>;
  listEvents(world: string, query: EventQuery): Promise<StoredEvent[]>;

  readIdempotency(world: string, key: string): Promise<IdempotencyRecord | undefined>;
  /** Forgets answers created before the given wall-clock second; returns how many. At most `limit` a call. */
  purgeIdempotency(before: number, limit: number): Promise<number>;

  /**
   * Returns the balances of a book: postings with `availableOn` at or before `now` (seconds) are available, the rest
   * pending.
   */
  bookBalances(world: string, book: string, now: number): Promise<BookBalance[]>;
  postingsOf(world: string, transaction: string): Promise<Posting[]>;
  /** The sum of every posting of the world per currency: zero, or the books are broken. */
  sumOfAllPostings(world: string): Promise<{ currency: string; amount: number }[]>;

  /** Applies the batch durably, or throws ConflictError and applies nothing. Resolves only when it is on disk. */
  commit(batch: Batch): Promise<void>;

  /**
   * Claims due timers for a worker: those whose world clock has reached `dueAt` and that are not leased. Timers on test
   * clocks are excluded. `busy` lists full queues and `perQueue` limits the claims per queue, so that one full queue
   * never hides the others. Times are wall-clock milliseconds.
   */
  claimTimers(claim: {
    now: number;
    leaseUntil: number;
    limit: number;
    perQueue: number;
    busy: readonly string[];
  }): Promise<ClaimedTimer[]>;
  /**
   * Claims the timers that are due first on one clock of a world, to advance it: see `DueOfWorld`. In due order; empty
   * if none is due and unleased, or other processes were faster.
   */
  claimNextTimers(world: string, due: DueOfWorld, claim: { now: number; leaseUntil: number }): Promise<ClaimedTimer[]>;
  /**
   * Returns the number of timers of a world due within the bounds, leased or not. On the world's clock those that have
   * failed do not count until they are claimed again: nothing waits for them.
   */
  countDue(world: string, due: Omit<DueOfWorld, 'batch'>): Promise<number>;
  /**
   * Records that a claimed timer has failed. It can be claimed again at `retryAt` (wall-clock milliseconds); with null it
   * is dead. Without effect if the lease is no longer held.
   */
  failTimer(
    timer: Pick<ClaimedTimer, 'world' | 'id' | 'leaseUntil'>,
    failed: Pick<FailedTimer, 'failure' | 'retryAt'>,
  ): Promise<void>;
  /** Failed timers of a world or all, on one test clock or any; dead ones first. */
  listFailedTimers(query: { world?: string; clock?: string; limit: number }): Promise<FailedTimer[]>;
  countFailedTimers(): Promise<{ readonly retrying: number; readonly dead: number }>;
  /**
   * Makes failed timers claimable now, or with the next advance of their test clock, as if they had never failed: those
   * with these ids, or all dead ones. Returns how many.
   */
  retryTimers(ids?: readonly string[]): Promise<number>;
  /** Wall-clock milliseconds at which the next timer could be claimed, if any. */
  nextWake(now: number): Promise<number | undefined>;
  /** Returns the number of open timers of the given kinds per subject. Subjects without any are left out. */
  countTimers(world: string, kinds: readonly string[], subjects: readonly string[]): Promise<Map<string, number>>;
  listTimers(world: string, subject: string): Promise<Timer[]>;
  /** The timers on a clock of a world (null for the world's own) that are due first, at most `limit`. */
  listDue(world: string, clock: string | null, limit: number): Promise<Timer[]>;

  readWorld(world: string): Promise<World | undefined>;
  /** The newest revision of a world; 0 when there is none. */
  newestRevision(world: string): Promise<number>;
  /** Creates the world, or returns the existing one. */
  openWorld(world: World): Promise<World>;
  /**
   * Sets the world's clock; the timers on it become due by the new time in the same transaction. Those due at or before
   * `past` (world milliseconds) have been due by the old one and are left as they are.
   */
  setClock(world: string, clockOffset: number, past?: number): Promise<void>;

  /** Replaces the settings of a world (JSON). */
  setSettings(world: string, settings: string): Promise<void>;

  readKey(hash: string): Promise<StoredKey | undefined>;
  /** Adds keys, or replaces those with the same hash. */
  registerKeys(keys: readonly StoredKey[]): Promise<void>;
  /** All keys, of every world, oldest first. */
  listKeys(): Promise<StoredKey[]>;
  countKeys(): Promise<number>;

  /** Resolves once everything read so far is durable, so that no response contains data that could be lost. */
  flushed(): Promise<void>;

  /**
   * False if the data was deleted or replaced under this process: what is written is lost when it ends. Only engines that
   * write to a disk themselves have it.
   */
  isInPlace?(): boolean;

  /**
   * Resolves with an error when the disk lost data: no more reads or writes until the data is reopened. Only engines
   * that write to a disk themselves have it.
   */
  readonly failed?: Promise<Error>;

  /**
   * Copies everything into a new file while reads and writes continue; `onProgress` receives pages. Only file
   * engines have it.
   */
  backUp?(file: string, onProgress?: (pages: number, of: number) => void): Promise<void>;

  close(): Promise<void>;
}

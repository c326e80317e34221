import { accountOfName, nameIn } from '../../kernel/account-names.ts';
import type {
  Batch,
  IdempotencyRecord,
  Listing,
  Posting,
  StoredEvent,
  StoredObject,
  Timer,
} from '../../kernel/storage.ts';
import type { StoredRevision } from '../stored-revisions.ts';

/** A batch whose revisions are encoded. */
export type EncodedBatch = Omit<Batch, 'revisions'> & { readonly revisions: readonly StoredRevision[] };

/** Something of one batch of a group: `b` is the batch's place in the group. */
type Of<Item> = Item & { readonly b: number };

interface Expected {
  readonly id: string;
  readonly version: number;
}

interface Lease {
  readonly id: string;
  readonly leaseUntil: number;
}

interface WrittenEvent extends Omit<StoredEvent, 'body'> {
  /** The event of the same batch that holds the body. */
  readonly sameAs: string | null;
  readonly body: string | null;
}

type Head = Omit<StoredObject, 'body'>;
type Mark = Pick<StoredObject, 'type' | 'position' | 'id'>;

/** Sums of a group's postings. */
interface Unfolded extends Pick<Posting, 'book' | 'currency' | 'availableOn'> {
  readonly entry: number;
  readonly amount: number;
}

/** The rows of a group of batches, kind by kind. */
export interface CommitRows {
  /** Versions of objects that their batch changes, and of those that it has only read. */
  held: Of<Expected>[];
  seen: Of<Expected>[];
  leases: Of<Lease>[];
  revisions: StoredRevision[];
  created: Head[];
  changed: Head[];
  /** List entries of new objects and of existing ones. */
  enlisted: Listing[];
  relisted: Listing[];
  delisted: Listing[];
  marks: Mark[];
  events: WrittenEvent[];
  postings: Posting[];
  unfolded: Unfolded[];
  settled: { readonly id: string }[];
  timers: Timer[];
  records: Of<IdempotencyRecord>[];
}

/**
 * The rows of a group of batches of one world. `searched` names the types that are indexed for searching, each
 * between commas.
 */
export function commitRows(batches: readonly EncodedBatch[], searched: string): CommitRows {
  const rows: CommitRows = {
    held: [],
    seen: [],
    leases: [],
    revisions: [],
    created: [],
    changed: [],
    enlisted: [],
    relisted: [],
    delisted: [],
    marks: [],
    events: [],
    postings: [],
    unfolded: [],
    settled: [],
    timers: [],
    records: [],
  };
  for (const [b, batch] of batches.entries()) addBatch(rows, b, batch);
  // A fixed lock order prevents deadlocks.
  rows.held.sort(byId);
  rows.seen.sort(byId);
  rows.leases.sort(byId);
  rows.unfolded = unfoldedOf(rows.postings);
  if (searched !== ',') rows.marks = [...rows.created, ...rows.changed].filter(isAmong(searched)).map(markOf);
  return rows;
}

const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
const isAmong =
  (types: string) =>
  ({ type }: Head) =>
    types.includes(`,${type},`);

/** An object is indexed under its type's name in its account. */
function markOf({ type, position, id }: Head): Mark {
  return { type: nameIn(accountOfName(id), type), position, id };
}

function addBatch(rows: CommitRows, b: number, batch: EncodedBatch): void {
  const versions = new Map(batch.expected.map(({ id, version }) => [id, version]));
  const written = new Set(batch.objects.map(({ id }) => id));
  for (const { id, version } of batch.expected) {
    // The primary key ensures on insert that a new object does not exist yet.
    if (!written.has(id)) rows.seen.push({ b, id, version });
    else if (version > 0) rows.held.push({ b, id, version });
  }
  const created = new Set<string>();
  for (const object of batch.objects) {
    if ((versions.get(object.id) ?? object.version - 1) === 0) created.add(object.id);
    (created.has(object.id) ? rows.created : rows.changed).push(object);
  }
  rows.revisions.push(...batch.revisions);
  addListings(rows, batch, created);
  addEvents(rows, batch);
  rows.postings.push(...batch.postings);
  addTimers(rows, b, batch);
  if (batch.idempotency) rows.records.push({ b, ...batch.idempotency });
}

/** Parts of one statement do not see each other, so a row that is removed and added again is not removed. */
function addListings(rows: CommitRows, { listings }: EncodedBatch, created: ReadonlySet<string>): void {
  for (const listing of listings.add) (created.has(listing.id) ? rows.enlisted : rows.relisted).push(listing);
  if (listings.remove.length === 0) return;
  const place = ({ list, position, id }: Listing) => `${position} ${id} ${list}`;
  const added = new Set(listings.add.map(place));
  for (const listing of listings.remove) if (!added.has(place(listing))) rows.delisted.push(listing);
}

function addTimers(rows: CommitRows, b: number, { timers }: EncodedBatch): void {
  const added = new Set(timers.add.map(({ id }) => id));
  for (const { id, leaseUntil } of timers.remove) {
    if (leaseUntil !== undefined) rows.leases.push({ b, id, leaseUntil });
    if (!added.has(id)) rows.settled.push({ id });
  }
  rows.timers.push(...timers.add);
}

/** Most events of a batch differ only in their subject: they share one body. */
function addEvents(rows: CommitRows, { events }: EncodedBatch): void {
  const holders = new Map<string, string>();
  for (const { id, type, revision, account, body } of events) {
    const holder = holders.get(body);
    if (holder === undefined) holders.set(body, id);
    const own = holder === undefined ? body : null;
    rows.events.push({ id, type, revision, account, sameAs: holder ?? null, body: own });
  }
}

/** One line for each book, currency and moment, so that a book is read from few rows until they are folded. */
function unfoldedOf(postings: readonly Posting[]): Unfolded[] {
  const lines = new Map<string, Unfolded>();
  for (const { book, currency, availableOn, amount } of postings) {
    const key = `${availableOn} ${currency} ${book}`;
    const line = lines.get(key);
    lines.set(key, {
      entry: line?.entry ?? lines.size,
      book,
      currency,
      availableOn,
      amount: amount + (line?.amount ?? 0),
    });
  }
  return [...lines.values()];
}

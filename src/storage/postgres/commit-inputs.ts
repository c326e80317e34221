import type {
  Batch,
  IdempotencyRecord,
  Listing,
  Posting,
  StoredEvent,
  StoredObject,
  Timer,
} from '../../kernel/storage.ts';
import { type StoredRevision, withDeltas } from '../delta.ts';
import { bigint, boolean, type Input, input, text } from './inputs.ts';

/** Something of one batch of a group: `b` is the batch's place in the group. */
type Of<Item> = Item & { readonly b: number };

/** What a batch rests on. `written`: the batch changes it too, so it is locked for that. */
interface Expected {
  readonly id: string;
  readonly version: number;
  readonly written: boolean;
}

interface Lease {
  readonly id: string;
  readonly leaseUntil: number;
}

interface WrittenEvent extends Omit<StoredEvent, 'body'> {
  readonly sameAs: string | null;
  readonly body: string | null;
}

type Head = Omit<StoredObject, 'body'>;

/** The rows of a group of batches, kind by kind. */
export interface CommitRows {
  expected: Of<Expected>[];
  leases: Of<Lease>[];
  clocks: { readonly b: number; readonly offset: number }[];
  revisions: Of<StoredRevision>[];
  created: Of<Head>[];
  changed: Of<Head>[];
  delisted: Of<Listing>[];
  enlisted: Of<Listing>[];
  events: Of<WrittenEvent>[];
  postings: Of<Posting>[];
  settled: { readonly b: number; readonly id: string }[];
  timers: Of<Timer>[];
  records: Of<IdempotencyRecord>[];
}

const b = bigint<{ readonly b: number }>('b', (item) => item.b);
const head = [
  b,
  text<Of<Head>>('id', (o) => o.id),
  text<Of<Head>>('type', (o) => o.type),
  bigint<Of<Head>>('version', (o) => o.version),
  bigint<Of<Head>>('revision', (o) => o.revision),
  bigint<Of<Head>>('position', (o) => o.position),
  boolean<Of<Head>>('deleted', (o) => o.deleted),
];
const listing = [
  b,
  text<Of<Listing>>('list', (l) => l.list),
  bigint<Of<Listing>>('position', (l) => l.position),
  text<Of<Listing>>('id', (l) => l.id),
];

const columns = {
  expected: [
    b,
    text<Of<Expected>>('id', (e) => e.id),
    bigint<Of<Expected>>('version', (e) => e.version),
    boolean<Of<Expected>>('written', (e) => e.written),
  ],
  leases: [b, text<Of<Lease>>('id', (l) => l.id), bigint<Of<Lease>>('lease_until', (l) => l.leaseUntil)],
  clocks: [b, bigint<CommitRows['clocks'][number]>('clock_offset', (c) => c.offset)],
  revisions: [
    b,
    bigint<Of<StoredRevision>>('revision', (r) => r.revision),
    text<Of<StoredRevision>>('id', (r) => r.id),
    bigint<Of<StoredRevision>>('base', (r) => r.base),
    text<Of<StoredRevision>>('body', (r) => r.body),
  ],
  created: head,
  changed: head,
  delisted: listing,
  enlisted: listing,
  events: [
    b,
    text<Of<WrittenEvent>>('id', (e) => e.id),
    text<Of<WrittenEvent>>('type', (e) => e.type),
    bigint<Of<WrittenEvent>>('revision', (e) => e.revision),
    text<Of<WrittenEvent>>('same_as', (e) => e.sameAs),
    text<Of<WrittenEvent>>('body', (e) => e.body),
  ],
  postings: [
    b,
    text<Of<Posting>>('ledger_transaction', (p) => p.transaction),
    bigint<Of<Posting>>('line', (p) => p.line),
    text<Of<Posting>>('book', (p) => p.book),
    text<Of<Posting>>('currency', (p) => p.currency),
    bigint<Of<Posting>>('amount', (p) => p.amount),
    bigint<Of<Posting>>('available_on', (p) => p.availableOn),
  ],
  settled: [b, text<CommitRows['settled'][number]>('id', (t) => t.id)],
  timers: [
    b,
    text<Of<Timer>>('id', (t) => t.id),
    text<Of<Timer>>('queue', (t) => t.queue),
    text<Of<Timer>>('kind', (t) => t.kind),
    text<Of<Timer>>('subject', (t) => t.subject),
    bigint<Of<Timer>>('due_at', (t) => t.dueAt),
    text<Of<Timer>>('payload', (t) => t.payload),
    bigint<Of<Timer>>('attempt', (t) => t.attempt),
  ],
  records: [
    b,
    text<Of<IdempotencyRecord>>('key', (r) => r.key),
    text<Of<IdempotencyRecord>>('fingerprint', (r) => r.fingerprint),
    text<Of<IdempotencyRecord>>('request_id', (r) => r.requestId),
    bigint<Of<IdempotencyRecord>>('status', (r) => r.status),
    bigint<Of<IdempotencyRecord>>('revision', (r) => r.revision),
    text<Of<IdempotencyRecord>>('body', (r) => r.body),
    bigint<Of<IdempotencyRecord>>('created', (r) => r.created),
  ],
} satisfies { [Kind in keyof CommitRows]: readonly unknown[] };

/** The account and the commit's id come before the inputs. */
const FIRST = 3;

const inputs = makeInputs();

function makeInputs() {
  let first = FIRST;
  const next = <Item>(name: string, of: Parameters<typeof input<Item>>[2]): Input<Item> => {
    const made = input(name, first, of);
    first += of.length;
    return made;
  };
  return {
    expected: next('e', columns.expected),
    leases: next('l', columns.leases),
    clocks: next('c', columns.clocks),
    revisions: next('n', columns.revisions),
    created: next('n', columns.created),
    changed: next('n', columns.changed),
    delisted: next('n', columns.delisted),
    enlisted: next('n', columns.enlisted),
    events: next('n', columns.events),
    postings: next('n', columns.postings),
    settled: next('n', columns.settled),
    timers: next('n', columns.timers),
    records: next('n', columns.records),
  };
}

/** Each kind of rows as a source of the commit's statement: `unnest(…) AS n (…)`. */
export const from: { readonly [Kind in keyof CommitRows]: string } = Object.fromEntries(
  Object.entries(inputs).map(([kind, { sql }]) => [kind, sql]),
) as { [Kind in keyof CommitRows]: string };

/** The arrays that the commit's statement takes after its account and id. */
export function commitValues(rows: CommitRows): Buffer[] {
  return [
    ...inputs.expected.values(rows.expected),
    ...inputs.leases.values(rows.leases),
    ...inputs.clocks.values(rows.clocks),
    ...inputs.revisions.values(rows.revisions),
    ...inputs.created.values(rows.created),
    ...inputs.changed.values(rows.changed),
    ...inputs.delisted.values(rows.delisted),
    ...inputs.enlisted.values(rows.enlisted),
    ...inputs.events.values(rows.events),
    ...inputs.postings.values(rows.postings),
    ...inputs.settled.values(rows.settled),
    ...inputs.timers.values(rows.timers),
    ...inputs.records.values(rows.records),
  ];
}

/** The rows of a group of batches of one account. */
export function commitRows(batches: readonly Batch[]): CommitRows {
  const rows: CommitRows = {
    expected: [],
    leases: [],
    clocks: [],
    revisions: [],
    created: [],
    changed: [],
    delisted: [],
    enlisted: [],
    events: [],
    postings: [],
    settled: [],
    timers: [],
    records: [],
  };
  for (const [b, batch] of batches.entries()) addBatch(rows, b, batch);
  return rows;
}

function addBatch(rows: CommitRows, b: number, batch: Batch): void {
  const versions = new Map(batch.expected.map(({ id, version }) => [id, version]));
  const written = new Set(batch.objects.map(({ id }) => id));
  for (const { id, version } of batch.expected) {
    // That a new object is not there yet is what its key says when it is inserted.
    if (version > 0 || !written.has(id)) rows.expected.push({ b, id, version, written: written.has(id) });
  }
  for (const object of batch.objects) {
    const isNew = (versions.get(object.id) ?? object.version - 1) === 0;
    (isNew ? rows.created : rows.changed).push({ b, ...object });
  }
  for (const revision of withDeltas(batch.revisions)) rows.revisions.push({ b, ...revision });
  addListings(rows, b, batch);
  addEvents(rows, b, batch);
  for (const posting of batch.postings) rows.postings.push({ b, ...posting });
  addTimers(rows, b, batch);
  if (batch.clockOffset !== undefined) rows.clocks.push({ b, offset: batch.clockOffset });
  if (batch.idempotency) rows.records.push({ b, ...batch.idempotency });
}

/** Parts of one statement do not see each other: what is removed and added again is not removed at all. */
function addListings(rows: CommitRows, b: number, { listings }: Batch): void {
  const place = ({ list, position, id }: Listing) => `${position} ${id} ${list}`;
  const added = new Set(listings.add.map(place));
  for (const listing of listings.remove) if (!added.has(place(listing))) rows.delisted.push({ b, ...listing });
  for (const listing of listings.add) rows.enlisted.push({ b, ...listing });
}

function addTimers(rows: CommitRows, b: number, { timers }: Batch): void {
  const added = new Set(timers.add.map(({ id }) => id));
  for (const { id, leaseUntil } of timers.remove) {
    if (leaseUntil !== undefined) rows.leases.push({ b, id, leaseUntil });
    if (!added.has(id)) rows.settled.push({ b, id });
  }
  for (const timer of timers.add) rows.timers.push({ b, ...timer });
}

/** Most events of a batch differ only in what they tell of: they share one body. */
function addEvents(rows: CommitRows, b: number, { events }: Batch): void {
  const holders = new Map<string, string>();
  for (const { id, type, revision, body } of events) {
    const holder = holders.get(body);
    if (holder === undefined) holders.set(body, id);
    rows.events.push({ b, id, type, revision, sameAs: holder ?? null, body: holder === undefined ? body : null });
  }
}

import type { CommitRows } from './commit-rows.ts';
import { bigint, boolean, type Column, type Input, input, text } from './inputs.ts';

/** A kind of rows of a commit. */
export type Kind = keyof CommitRows;
type RowOf<K extends Kind> = CommitRows[K][number];

const expected: Column<RowOf<'held'>>[] = [
  bigint('b', (e) => e.b),
  text('id', (e) => e.id),
  bigint('version', (e) => e.version),
];
const head: Column<RowOf<'created'>>[] = [
  text('id', (o) => o.id),
  text('type', (o) => o.type),
  bigint('version', (o) => o.version),
  bigint('revision', (o) => o.revision),
  bigint('position', (o) => o.position),
  boolean('deleted', (o) => o.deleted),
];
const listing: Column<RowOf<'enlisted'>>[] = [
  text('list', (l) => l.list),
  bigint('position', (l) => l.position),
  text('id', (l) => l.id),
];

const columns: { readonly [K in Kind]: readonly Column<RowOf<K>>[] } = {
  held: expected,
  seen: expected,
  leases: [bigint('b', (l) => l.b), text('id', (l) => l.id), bigint('lease_until', (l) => l.leaseUntil)],
  revisions: [
    bigint('revision', (r) => r.revision),
    text('id', (r) => r.id),
    bigint('base', (r) => r.base),
    text('body', (r) => r.body),
  ],
  created: head,
  changed: head,
  enlisted: listing,
  relisted: listing,
  delisted: listing,
  marks: [text('type', (o) => o.type), bigint('position', (o) => o.position), text('id', (o) => o.id)],
  events: [
    text('id', (e) => e.id),
    text('type', (e) => e.type),
    bigint('revision', (e) => e.revision),
    text('connected_account', (e) => e.account ?? ''),
    text('same_as', (e) => e.sameAs),
    text('body', (e) => e.body),
  ],
  postings: [
    text('ledger_transaction', (p) => p.transaction),
    bigint('line', (p) => p.line),
    text('book', (p) => p.book),
    text('currency', (p) => p.currency),
    bigint('amount', (p) => p.amount),
    bigint('available_on', (p) => p.availableOn),
  ],
  unfolded: [
    bigint('entry', (u) => u.entry),
    text('book', (u) => u.book),
    text('currency', (u) => u.currency),
    bigint('amount', (u) => u.amount),
    bigint('available_on', (u) => u.availableOn),
  ],
  settled: [text('id', (t) => t.id)],
  timers: [
    text('id', (t) => t.id),
    text('queue', (t) => t.queue),
    text('kind', (t) => t.kind),
    text('subject', (t) => t.subject),
    text('connected_account', (t) => t.account ?? ''),
    text('clock', (t) => t.clock ?? ''),
    bigint('due_at', (t) => t.dueAt),
    text('payload', (t) => t.payload),
    bigint('attempt', (t) => t.attempt),
  ],
  records: [
    bigint('b', (r) => r.b),
    text('key', (r) => r.key),
    text('fingerprint', (r) => r.fingerprint),
    text('request_id', (r) => r.requestId),
    bigint('status', (r) => r.status),
    bigint('revision', (r) => r.revision),
    text('body', (r) => r.body),
    bigint('created', (r) => r.created),
  ],
};

/** All kinds, in the order in which a commit takes them. */
export const KINDS = Object.keys(columns) as readonly Kind[];

/** One kind of rows in a statement that takes them from its parameter `first` on. */
export function inputOf<K extends Kind>(kind: K, first: number): Input<RowOf<K>> {
  return input('n', first, columns[kind]);
}

/** The arrays of one kind of rows. */
export function valuesOf<K extends Kind>(kind: K, rows: CommitRows): Buffer[] {
  const items: readonly RowOf<K>[] = rows[kind];
  return columns[kind].map((column) => column.values(items));
}

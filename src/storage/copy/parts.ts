/** A table as it is copied: rows in the order of their key, and where to go on after the last. */
export interface Part {
  /** The table in PostgreSQL, and its primary key. */
  readonly name: string;
  readonly primaryKey: readonly string[];
  readonly columns: readonly Column[];
  /** Expressions over a row `x` of the file for each column. */
  readonly from: Readonly<Record<string, string>>;
  /** The table in the file, and the columns by which its rows are walked along: those of an index. */
  readonly table: string;
  readonly key: readonly string[];
  /** A number whose sum over all rows has to be the same on both sides. */
  readonly sum: string;
}

export interface Column {
  readonly name: string;
  readonly type: 'text' | 'bigint' | 'boolean';
}

const text = (...names: string[]): Column[] => names.map((name) => ({ name, type: 'text' }));
const bigint = (...names: string[]): Column[] => names.map((name) => ({ name, type: 'bigint' }));

/** The file stores names of worlds and types as numbers. */
const named = (column: string) => `(SELECT name FROM names WHERE number = x.${column})`;
const account = { account: named('account') };

/** The copied parts, in order. The search index is not copied: the first search rebuilds it. */
export const PARTS: readonly Part[] = [
  {
    name: 'worlds',
    primaryKey: ['account'],
    columns: [...text('account', 'settings'), ...bigint('created', 'clock_offset')],
    from: account,
    table: 'worlds',
    key: ['account'],
    sum: 'clock_offset',
  },
  {
    name: 'keys',
    primaryKey: ['hash'],
    columns: [...text('hash', 'account', 'kind', 'name', 'hint', 'permissions'), ...bigint('created', 'expires_at')],
    from: account,
    table: 'keys',
    key: ['hash'],
    sum: 'length(hash)',
  },
  {
    name: 'revisions',
    primaryKey: ['account', 'revision'],
    columns: [...text('account', 'id', 'body'), ...bigint('revision', 'base')],
    from: account,
    table: 'revisions',
    key: ['account', 'revision'],
    sum: 'length(body)',
  },
  {
    name: 'objects',
    primaryKey: ['account', 'id'],
    columns: [
      ...text('account', 'id', 'type'),
      ...bigint('version', 'revision', 'position'),
      { name: 'deleted', type: 'boolean' },
    ],
    from: { ...account, type: named('type') },
    table: 'objects',
    key: ['account', 'id'],
    sum: 'version',
  },
  {
    name: 'listings',
    primaryKey: ['account', 'list', 'position', 'id'],
    columns: [...text('account', 'list', 'id'), ...bigint('position')],
    from: account,
    table: 'listings',
    key: ['account', 'list', 'position', 'id'],
    sum: 'length(list)',
  },
  {
    name: 'events',
    primaryKey: ['account', 'id'],
    columns: [...text('account', 'id', 'type', 'connected_account', 'same_as', 'body'), ...bigint('revision')],
    from: { ...account, type: named('type') },
    table: 'events',
    key: ['account', 'id'],
    sum: 'length(coalesce(body, same_as))',
  },
  {
    name: 'postings',
    primaryKey: ['account', 'ledger_transaction', 'line'],
    columns: [
      ...text('account', 'ledger_transaction', 'book', 'currency'),
      ...bigint('line', 'amount', 'available_on'),
    ],
    from: account,
    table: 'postings',
    key: ['posting'],
    sum: 'available_on',
  },
  {
    name: 'idempotency',
    primaryKey: ['account', 'key'],
    columns: [
      ...text('account', 'key', 'fingerprint', 'request_id', 'body'),
      ...bigint('status', 'revision', 'created'),
    ],
    from: account,
    table: 'idempotency',
    key: ['account', 'key'],
    sum: 'status',
  },
  {
    name: 'timers',
    primaryKey: ['account', 'id'],
    columns: [
      ...text('account', 'id', 'queue', 'kind', 'subject', 'connected_account', 'clock', 'payload', 'failure'),
      ...bigint('due_at', 'attempt', 'lease_until', 'wake_at', 'failures', 'retry_at'),
    ],
    from: account,
    table: 'timers',
    key: ['account', 'id'],
    sum: 'attempt',
  },
  {
    name: 'requests',
    primaryKey: ['account', 'id'],
    columns: [...text('account', 'id', 'body'), ...bigint('position', 'entries')],
    from: account,
    table: 'requests',
    key: ['position', 'account', 'id'],
    sum: 'length(body)',
  },
  {
    name: 'deliveries',
    primaryKey: ['account', 'id'],
    columns: [...text('account', 'id', 'event', 'endpoint', 'body'), ...bigint('position')],
    from: account,
    table: 'deliveries',
    key: ['position', 'account', 'id'],
    sum: 'length(body)',
  },
];

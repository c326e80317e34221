import pg from 'pg';
import type { Batch } from '../src/kernel/storage.ts';
import { createPayments } from './storage-payments.ts';

/**
 * `bench/postgres-bare.ts URL SECONDS`: payments a second that a bare loop over the driver writes as rows, sixteen a
 * transaction, in the plainest layout: every body whole, one INSERT a table, nothing checked.
 */
const [url = '', seconds = '5'] = process.argv.slice(2);
const A_COMMIT = 16;

const TABLES: Readonly<Record<string, string>> = {
  revisions: 'account text, revision bigint, id text, body text, PRIMARY KEY (account, revision)',
  objects:
    'account text, id text, type text, version bigint, revision bigint, position bigint, deleted boolean, PRIMARY KEY (account, id)',
  listings: 'account text, list text, position bigint, id text, PRIMARY KEY (account, list, position, id)',
  events: 'account text, id text, type text, revision bigint, body text, PRIMARY KEY (account, id)',
  postings:
    'account text, ledger_transaction text, line bigint, book text, currency text, amount bigint, available_on bigint, PRIMARY KEY (account, ledger_transaction, line)',
  idempotency:
    'account text, key text, fingerprint text, request_id text, status bigint, revision bigint, body text, created bigint, PRIMARY KEY (account, key)',
};

type Row = readonly (string | number | boolean | null)[];

function rowsOf(table: string, batch: Batch): Row[] {
  const a = batch.world;
  const i = batch.idempotency;
  switch (table) {
    case 'revisions':
      return batch.revisions.map((r) => [a, r.revision, r.id, r.body]);
    case 'objects':
      return batch.objects.map((o) => [a, o.id, o.type, o.version, o.revision, o.position, o.deleted]);
    case 'listings':
      return batch.listings.add.map((l) => [a, l.list, l.position, l.id]);
    case 'events':
      return batch.events.map((e) => [a, e.id, e.type, e.revision, e.body]);
    case 'postings':
      return batch.postings.map((p) => [a, p.transaction, p.line, p.book, p.currency, p.amount, p.availableOn]);
    default:
      return i ? [[a, i.key, i.fingerprint, i.requestId, i.status, i.revision, i.body, i.created]] : [];
  }
}

const client = new pg.Client({ connectionString: url });
await client.connect();
for (const [table, columns] of Object.entries(TABLES)) await client.query(`CREATE TABLE ${table} (${columns})`);
await client.query('CREATE INDEX events_by_type ON events (account, type, id)');

/** One statement a table for all rows of a commit; the same shape is the same prepared statement. */
async function insert(table: string, rows: readonly Row[]): Promise<void> {
  let mark = 0;
  const places = rows.map((row) => `(${row.map(() => `$${++mark}`).join(', ')})`);
  const text = `INSERT INTO ${table} VALUES ${places.join(', ')}`;
  await client.query({ name: `${table} ${rows.length}`, text, values: rows.flat() });
}

async function commit(batches: readonly Batch[]): Promise<void> {
  await client.query('BEGIN');
  for (const table of Object.keys(TABLES)) {
    await insert(
      table,
      batches.flatMap((batch) => rowsOf(table, batch)),
    );
  }
  await client.query('COMMIT');
}

const payments = createPayments('acct_1bench');
const until = performance.now() + Number(seconds) * 1000;
const started = performance.now();
let written = 0;
while (performance.now() < until) {
  await commit(Array.from({ length: A_COMMIT }, payments.next));
  written += A_COMMIT;
}
console.log(JSON.stringify({ perSecond: Math.round((written * 1000) / (performance.now() - started)) }));
await client.end();

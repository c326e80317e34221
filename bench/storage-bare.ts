import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Batch } from '../src/kernel/storage.ts';

/**
 * The rows of a batch written by a bare loop over `node:sqlite`, in the plainest layout: every body whole, every name
 * spelled out, nothing checked. What the adapter is measured against.
 */
export function openBare(folder: string): { commit(group: readonly Batch[]): void; close(): void } {
  const db = new DatabaseSync(join(folder, 'florin.db'));
  for (const pragma of pragmas) db.exec(`PRAGMA ${pragma}`);
  db.exec(schema);
  const insert = (table: string, columns: number) =>
    db.prepare(`INSERT INTO ${table} VALUES (${Array.from({ length: columns }, () => '?').join()})`);
  const revisions = insert('revisions', 4);
  const objects = insert('objects', 7);
  const listings = insert('listings', 4);
  const events = insert('events', 5);
  const postings = insert('postings', 7);
  const idempotency = insert('idempotency', 8);

  function write(batch: Batch): void {
    const a = batch.world;
    for (const r of batch.revisions) revisions.run(a, r.revision, r.id, r.body);
    for (const o of batch.objects) objects.run(a, o.id, o.type, o.version, o.revision, o.position, o.deleted ? 1 : 0);
    for (const l of batch.listings.add) listings.run(a, l.list, l.position, l.id);
    for (const e of batch.events) events.run(a, e.id, e.type, e.revision, e.body);
    for (const p of batch.postings) {
      postings.run(a, p.transaction, p.line, p.book, p.currency, p.amount, p.availableOn);
    }
    const i = batch.idempotency;
    if (i) idempotency.run(a, i.key, i.fingerprint, i.requestId, i.status, i.revision, i.body, i.created);
  }
  return {
    commit(group) {
      db.exec('BEGIN');
      for (const batch of group) write(batch);
      db.exec('COMMIT');
    },
    close: () => db.close(),
  };
}

const pragmas = [
  'page_size = 16384',
  'locking_mode = EXCLUSIVE',
  'journal_mode = WAL',
  'synchronous = FULL',
  'wal_autocheckpoint = 4000',
  'cache_size = -65536',
];

const schema = `
  CREATE TABLE revisions (account TEXT, revision INTEGER, id TEXT, body TEXT, PRIMARY KEY (account, revision));
  CREATE TABLE objects (account TEXT, id TEXT, type TEXT, version INTEGER, revision INTEGER, position INTEGER,
    deleted INTEGER, PRIMARY KEY (account, id)) WITHOUT ROWID;
  CREATE TABLE listings (account TEXT, list TEXT, position INTEGER, id TEXT, PRIMARY KEY (account, list, position, id))
    WITHOUT ROWID;
  CREATE TABLE events (account TEXT, id TEXT, type TEXT, revision INTEGER, body TEXT, PRIMARY KEY (account, id))
    WITHOUT ROWID;
  CREATE INDEX events_by_type ON events (account, type, id);
  CREATE TABLE postings (account TEXT, ledger_transaction TEXT, line INTEGER, book TEXT, currency TEXT, amount INTEGER,
    available_on INTEGER, PRIMARY KEY (account, ledger_transaction, line));
  CREATE TABLE idempotency (account TEXT, key TEXT, fingerprint TEXT, request_id TEXT, status INTEGER,
    revision INTEGER, body TEXT, created INTEGER, PRIMARY KEY (account, key));
`;

import type { DatabaseSync } from 'node:sqlite';
import type { IdempotencyRecord, Storage } from '../../kernel/storage.ts';
import type { GroupCommit } from './group-commit.ts';
import type { Names } from './names.ts';
import { prepare } from './statement.ts';

interface Idempotency extends Pick<Storage, 'readIdempotency' | 'purgeIdempotency'> {
  /** Adds the record; false if there is one with its key. */
  add(world: string, record: IdempotencyRecord): boolean;
}

/** Responses of requests with an Idempotency-Key. */
export function createIdempotency(db: DatabaseSync, group: GroupCommit, names: Names): Idempotency {
  const one = prepare<IdempotencyRecord>(
    db,
    `SELECT key, fingerprint, request_id AS requestId, status, revision, body, created
     FROM idempotency WHERE account = ? AND key = ?`,
  );
  const add = prepare(
    db,
    `INSERT INTO idempotency (account, key, fingerprint, request_id, status, revision, body, created)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (account, key) DO NOTHING`,
  );
  const old = prepare<{ found: 1 }>(db, 'SELECT 1 AS found FROM idempotency WHERE created < ? LIMIT 1');
  const purge = prepare(
    db,
    'DELETE FROM idempotency WHERE rowid IN (SELECT rowid FROM idempotency WHERE created < ? ORDER BY created LIMIT +?)',
  );

  return {
    async readIdempotency(world, key) {
      const row = one.get(names.find(world), key);
      return row && { ...row };
    },
    // A write costs a sync of the disk, so there is none while nothing is old.
    purgeIdempotency: async (before, limit) => {
      if (!old.get(before)) return 0;
      return group.write(() => purge.run(before, limit));
    },
    add: (world, r) =>
      add.run(names.number(world), r.key, r.fingerprint, r.requestId, r.status, r.revision, r.body, r.created) === 1,
  };
}

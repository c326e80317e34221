import type { IdempotencyRecord, Storage } from '../../kernel/storage.ts';
import { textArray } from './binary-arrays.ts';
import { type Database, statement } from './database.ts';
import { gather } from './gather.ts';

const some = statement<IdempotencyRecord>(
  `SELECT key, fingerprint, request_id AS "requestId", status, revision, body, created
   FROM @idempotency WHERE account = $1 AND key = ANY($2::text[])`,
);
const purge = statement<{ purged: number }>(
  `WITH gone AS (DELETE FROM @idempotency WHERE (account, key) IN
     (SELECT account, key FROM @idempotency WHERE created < $1 ORDER BY created LIMIT $2) RETURNING 1)
   SELECT count(*) AS purged FROM gone`,
);

/** Responses of requests with an Idempotency-Key. */
export function createIdempotency(database: Database): Pick<Storage, 'readIdempotency' | 'purgeIdempotency'> {
  return {
    readIdempotency: gather<IdempotencyRecord>(async (world, keys) => {
      const rows = await database.run(some, [world, textArray(keys)]);
      return new Map(rows.map((row) => [row.key, row]));
    }),
    async purgeIdempotency(before, limit) {
      const [row] = await database.run(purge, [before, limit]);
      return row?.purged ?? 0;
    },
  };
}

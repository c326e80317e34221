import type { Revision, Storage } from '../../kernel/storage.ts';
import { decodeDelta } from '../delta.ts';
import { bigintArray } from './binary-arrays.ts';
import { type Database, statement } from './database.ts';
import { gather } from './gather.ts';

/** A body as it is stored: whole, or a delta of the body of another revision. */
export interface StoredBody {
  readonly body: string;
  readonly baseBody: string | null;
}

/** The restored body. */
export function wholeBody({ body, baseBody }: StoredBody): string {
  return baseBody === null ? body : decodeDelta(baseBody, body);
}

const some = statement<Omit<Revision, 'body'> & StoredBody>(
  `SELECT r.revision, r.id, r.body, b.body AS "baseBody"
   FROM @revisions r LEFT JOIN @revisions b ON b.account = r.account AND b.revision = r.base
   WHERE r.account = $1 AND r.revision = ANY($2::bigint[])`,
);

/** Every state that objects were in. */
export function createRevisions(database: Database): Pick<Storage, 'readRevision' | 'readRevisions'> {
  const read = gather<Revision>(async (world, numbers) => {
    const rows = await database.run(some, [world, bigintArray(numbers.map(Number))]);
    return new Map(
      rows.map((row) => [String(row.revision), { revision: row.revision, id: row.id, body: wholeBody(row) }]),
    );
  });
  return {
    readRevision: (world, number) => read(world, String(number)),
    async readRevisions(world, numbers) {
      const found = await Promise.all([...new Set(numbers)].map((number) => read(world, String(number))));
      return found.filter((revision) => revision !== undefined);
    },
  };
}

import type { Storage, StoredObject } from '../../kernel/storage.ts';
import { textArray } from './binary-arrays.ts';
import { type Database, statement } from './database.ts';
import { gather } from './gather.ts';
import { type StoredBody, wholeBody } from './revisions.ts';

type ObjectRow = Omit<StoredObject, 'body'> & StoredBody;

const columns = `o.id, o.type, o.version, o.revision, o.position, o.deleted, r.body, b.body AS "baseBody"`;
const withBody = `JOIN @revisions r ON r.account = o.account AND r.revision = o.revision
  LEFT JOIN @revisions b ON b.account = r.account AND b.revision = r.base`;

const some = statement<ObjectRow>(
  `SELECT ${columns} FROM @objects o ${withBody} WHERE o.account = $1 AND o.id = ANY($2::text[])`,
);
const page = (direction: 'ASC' | 'DESC') =>
  statement<ObjectRow>(
    `SELECT ${columns} FROM @listings l JOIN @objects o ON o.account = l.account AND o.id = l.id ${withBody}
     WHERE l.account = $1 AND l.list = $2 AND l.position > $3 AND l.position < $4 AND NOT o.deleted
     ORDER BY l.position ${direction} LIMIT $5`,
  );
const descending = page('DESC');
const ascending = page('ASC');

/** Newest revisions of objects, and their lists. */
export function createObjects(database: Database): Pick<Storage, 'readObject' | 'readObjects' | 'list'> {
  const readObject = gather(async (world, ids) => {
    const rows = await database.run(some, [world, textArray(ids)]);
    return new Map(rows.map((row) => [row.id, toObject(row)]));
  });
  /** Concurrent reads of the same page share one statement: every decision reads its world's webhook endpoints. */
  const readPage = gather(async (world, queries) => {
    const pages = queries.map(async (query) => {
      const { direction, values } = JSON.parse(query) as { direction: string; values: (string | number)[] };
      const rows = await database.run(direction === 'DESC' ? descending : ascending, [world, ...values]);
      return [query, rows.map(toObject)] as const;
    });
    return new Map(await Promise.all(pages));
  });

  return {
    readObject,
    async readObjects(world, ids) {
      const found = await Promise.all([...new Set(ids)].map((id) => readObject(world, id)));
      return found.filter((object) => object !== undefined);
    },
    async list(world, query) {
      const { list, above = Number.MIN_SAFE_INTEGER, below = Number.MAX_SAFE_INTEGER, limit } = query;
      const direction = query.descending ? 'DESC' : 'ASC';
      const found = await readPage(world, JSON.stringify({ direction, values: [list, above, below, limit] }));
      return [...(found ?? [])];
    },
  };
}

function toObject({ id, type, version, revision, position, deleted, ...body }: ObjectRow): StoredObject {
  return { id, type, version, revision, position, deleted, body: wholeBody(body) };
}

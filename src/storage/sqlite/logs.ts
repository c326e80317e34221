import type { DatabaseSync } from 'node:sqlite';
import type { LoggedDelivery, LogQuery, LogStorage, RequestBatch } from '../../kernel/logs.ts';
import type { GroupCommit } from './group-commit.ts';
import type { Names } from './names.ts';
import { prepare } from './statement.ts';

type Row<Whole> = Omit<Whole, 'world'>;

const TABLES = ['requests', 'deliveries'] as const;

/** The logs of requests and deliveries. */
export function createLogs(db: DatabaseSync, group: GroupCommit, names: Names): LogStorage {
  const addRequest = prepare(
    db,
    'INSERT OR IGNORE INTO requests (account, position, id, entries, body) VALUES (?, ?, ?, ?, ?)',
  );
  const addDelivery = prepare(
    db,
    'INSERT OR IGNORE INTO deliveries (account, position, id, event, endpoint, body) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const page = <Whole>(columns: string, table: string, index: string, filter = '') =>
    prepare<Row<Whole>>(
      db,
      `SELECT ${columns} FROM ${table} INDEXED BY ${table}_by_${index}
       WHERE account = ?1 AND (position, id) < (?2, ?3) ${filter} ORDER BY position DESC, id DESC LIMIT +?4`,
    );
  const requests = page<RequestBatch>('id, position, entries, body', 'requests', 'account');
  const delivery = 'id, position, event, endpoint, body';
  const deliveries = {
    all: page<LoggedDelivery>(delivery, 'deliveries', 'account'),
    event: page<LoggedDelivery>(delivery, 'deliveries', 'event', 'AND event = ?5'),
    endpoint: page<LoggedDelivery>(delivery, 'deliveries', 'endpoint', 'AND endpoint = ?5'),
  };
  const old = TABLES.map((table) => prepare(db, `SELECT 1 FROM ${table} WHERE position < ? LIMIT 1`));
  const purges = TABLES.map((table) =>
    prepare(
      db,
      `DELETE FROM ${table} WHERE (position, account, id) IN
         (SELECT position, account, id FROM ${table} WHERE position < ? ORDER BY position, account, id LIMIT +?)`,
    ),
  );
  const trims = [
    prepare(
      db,
      `DELETE FROM requests WHERE account = ?1 AND (position, id) <=
         (SELECT position, id FROM
            (SELECT position, id, sum(entries) OVER (ORDER BY position DESC, id DESC) - entries AS newer
             FROM requests WHERE account = ?1)
          WHERE newer >= ?2 ORDER BY position DESC, id DESC LIMIT 1)`,
    ),
    prepare(
      db,
      `DELETE FROM deliveries WHERE account = ?1 AND (position, id) <=
         (SELECT position, id FROM deliveries WHERE account = ?1 ORDER BY position DESC, id DESC LIMIT 1 OFFSET ?2)`,
    ),
  ];

  return {
    writeLogs: (rows) =>
      group.write(() => {
        for (const { world, position, id, entries, body } of rows.requests)
          addRequest.run(names.number(world), position, id, entries, body);
        for (const { world, position, id, event, endpoint, body } of rows.deliveries)
          addDelivery.run(names.number(world), position, id, event, endpoint, body);
      }),
    async listRequests(world, query) {
      return requests.all(names.find(world), ...bounds(query)).map((row) => ({ world, ...row }));
    },
    async listDeliveries(world, query) {
      const of = 'event' in query ? query.event : undefined;
      const to = 'endpoint' in query ? query.endpoint : undefined;
      const number = names.find(world);
      const rows =
        of !== undefined
          ? deliveries.event.all(number, ...bounds(query), of)
          : to !== undefined
            ? deliveries.endpoint.all(number, ...bounds(query), to)
            : deliveries.all.all(number, ...bounds(query));
      return rows.map((row) => ({ world, ...row }));
    },
    async purgeLogs(before, limit) {
      // A write costs a sync of the disk, so there is none while nothing is old.
      if (!old.some((statement) => statement.get(before))) return 0;
      return group.write(() => purges.reduce((sum, purge) => sum + purge.run(before, limit), 0));
    },
    trimLogs: (world, most) =>
      group.write(() => {
        for (const trim of trims) trim.run(names.find(world), most);
      }),
  };
}

function bounds({ after, limit }: LogQuery): [position: number, id: string, limit: number] {
  return [after?.position ?? Number.MAX_SAFE_INTEGER, after?.id ?? '', limit];
}

import type { LoggedDelivery, LogQuery, LogStorage, RequestBatch } from '../../kernel/logs.ts';
import { type Database, statement } from './database.ts';
import { bigint, input, text } from './inputs.ts';

const TABLES = ['requests', 'deliveries'] as const;

const requestRows = input<RequestBatch>('r', 1, [
  text('account', (r) => r.world),
  bigint('position', (r) => r.position),
  text('id', (r) => r.id),
  bigint('entries', (r) => r.entries),
  text('body', (r) => r.body),
]);
const addRequests = statement(
  `INSERT INTO @requests (account, position, id, entries, body) SELECT * FROM ${requestRows.sql}
   ON CONFLICT DO NOTHING`,
);
const deliveryRows = input<LoggedDelivery>('d', 1, [
  text('account', (d) => d.world),
  bigint('position', (d) => d.position),
  text('id', (d) => d.id),
  text('event', (d) => d.event),
  text('endpoint', (d) => d.endpoint),
  text('body', (d) => d.body),
]);
const addDeliveries = statement(
  `INSERT INTO @deliveries (account, position, id, event, endpoint, body) SELECT * FROM ${deliveryRows.sql}
   ON CONFLICT DO NOTHING`,
);
const page = <Row>(columns: string, table: string, filter = '') =>
  statement<Row>(
    `SELECT account AS world, ${columns} FROM @${table}
     WHERE account = $1 AND (position, id) < ($2::bigint, $3::text) ${filter} ORDER BY position DESC, id DESC LIMIT $4`,
  );
const requests = page<RequestBatch>('id, position, entries, body', 'requests');
const delivery = 'id, position, event, endpoint, body';
const deliveries = {
  all: page<LoggedDelivery>(delivery, 'deliveries'),
  event: page<LoggedDelivery>(delivery, 'deliveries', 'AND event = $5'),
  endpoint: page<LoggedDelivery>(delivery, 'deliveries', 'AND endpoint = $5'),
};
const purges = TABLES.map((table) =>
  statement<{ purged: number }>(
    `WITH gone AS (DELETE FROM @${table} WHERE (account, id) IN
       (SELECT account, id FROM @${table} WHERE position < $1 ORDER BY position LIMIT $2) RETURNING 1)
     SELECT count(*) AS purged FROM gone`,
  ),
);
const trims = [
  statement(
    `DELETE FROM @requests WHERE account = $1 AND (position, id) <=
       (SELECT position, id FROM
          (SELECT position, id, sum(entries) OVER (ORDER BY position DESC, id DESC) - entries AS newer
           FROM @requests WHERE account = $1) AS counted
        WHERE newer >= $2 ORDER BY position DESC, id DESC LIMIT 1)`,
  ),
  statement(
    `DELETE FROM @deliveries WHERE account = $1 AND (position, id) <=
       (SELECT position, id FROM @deliveries WHERE account = $1 ORDER BY position DESC, id DESC LIMIT 1 OFFSET $2)`,
  ),
];

/** The logs of requests and deliveries. */
export function createLogs(database: Database): LogStorage {
  return {
    async writeLogs(rows) {
      if (rows.requests.length > 0) await database.run(addRequests, requestRows.values(rows.requests));
      if (rows.deliveries.length > 0) await database.run(addDeliveries, deliveryRows.values(rows.deliveries));
    },
    listRequests: (world, query) => database.run(requests, [world, ...bounds(query)]),
    listDeliveries(world, query) {
      if ('event' in query && query.event !== undefined)
        return database.run(deliveries.event, [world, ...bounds(query), query.event]);
      if ('endpoint' in query && query.endpoint !== undefined)
        return database.run(deliveries.endpoint, [world, ...bounds(query), query.endpoint]);
      return database.run(deliveries.all, [world, ...bounds(query)]);
    },
    async purgeLogs(before, limit) {
      let purged = 0;
      for (const purge of purges) purged += (await database.run(purge, [before, limit]))[0]?.purged ?? 0;
      return purged;
    },
    async trimLogs(world, most) {
      for (const trim of trims) await database.run(trim, [world, most]);
    },
  };
}

function bounds({ after, limit }: LogQuery): [position: number, id: string, limit: number] {
  return [after?.position ?? Number.MAX_SAFE_INTEGER, after?.id ?? '', limit];
}

import type { LogEntry, LoggedDelivery, LogQuery, LogStorage } from '../../kernel/logs.ts';
import { type Database, statement } from './database.ts';
import { bigint, input, text } from './inputs.ts';

const TABLES = ['requests', 'deliveries'] as const;

const requestRows = input<LogEntry>('r', 1, [
  text('account', (r) => r.world),
  bigint('position', (r) => r.position),
  text('id', (r) => r.id),
  text('body', (r) => r.body),
]);
const addRequests = statement(
  `INSERT INTO requests (account, position, id, body) SELECT * FROM ${requestRows.sql} ON CONFLICT DO NOTHING`,
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
  `INSERT INTO deliveries (account, position, id, event, endpoint, body) SELECT * FROM ${deliveryRows.sql}
   ON CONFLICT DO NOTHING`,
);
const one = statement<LogEntry>(
  'SELECT account AS world, id, position, body FROM requests WHERE account = $1 AND id = $2',
);
const page = <Entry>(columns: string, table: string, filter = '') =>
  statement<Entry>(
    `SELECT account AS world, ${columns} FROM ${table}
     WHERE account = $1 AND (position, id) < ($2::bigint, $3::text) ${filter} ORDER BY position DESC, id DESC LIMIT $4`,
  );
const requests = page<LogEntry>('id, position, body', 'requests');
const delivery = 'id, position, event, endpoint, body';
const deliveries = {
  all: page<LoggedDelivery>(delivery, 'deliveries'),
  event: page<LoggedDelivery>(delivery, 'deliveries', 'AND event = $5'),
  endpoint: page<LoggedDelivery>(delivery, 'deliveries', 'AND endpoint = $5'),
};
const purges = TABLES.map((table) =>
  statement<{ purged: number }>(
    `WITH gone AS (DELETE FROM ${table} WHERE (account, id) IN
       (SELECT account, id FROM ${table} WHERE position < $1 ORDER BY position LIMIT $2) RETURNING 1)
     SELECT count(*) AS purged FROM gone`,
  ),
);
const trims = TABLES.map((table) =>
  statement(
    `DELETE FROM ${table} WHERE account = $1 AND (position, id) <=
       (SELECT position, id FROM ${table} WHERE account = $1 ORDER BY position DESC, id DESC LIMIT 1 OFFSET $2)`,
  ),
);

/** The logs of requests and deliveries. */
export function createLogs(database: Database): LogStorage {
  return {
    async writeLogs(entries) {
      if (entries.requests.length > 0) await database.run(addRequests, requestRows.values(entries.requests));
      if (entries.deliveries.length > 0) await database.run(addDeliveries, deliveryRows.values(entries.deliveries));
    },
    async readRequest(world, id) {
      return (await database.run(one, [world, id]))[0];
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

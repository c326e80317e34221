import type { LogStorage, RequestBatch } from '../kernel/logs.ts';
import { positionMs } from '../kernel/positions.ts';
import type { RequestEntry } from '../shared/request-entry.ts';

/** Rows that are read at a time. */
const READ_AT_ONCE = 20;

/** The values of a packed request, in this order. New ones are added at the end. */
const FIELDS = [
  'id',
  'method',
  'path',
  'status',
  'at',
  'ms',
  'apiVersion',
  'key',
  'idempotencyKey',
  'replayed',
  'ip',
  'userAgent',
  'errorType',
  'errorCode',
  'errorParam',
  'errorMessage',
] as const satisfies readonly (keyof RequestEntry)[];

/** Returns a request as JSON without the names of its fields. */
export function packRequest(e: RequestEntry): string {
  return JSON.stringify([
    e.id,
    e.method,
    e.path,
    e.status,
    e.at,
    e.ms,
    e.apiVersion,
    e.key,
    e.idempotencyKey,
    e.replayed,
    e.ip,
    e.userAgent,
    e.errorType,
    e.errorCode,
    e.errorParam,
    e.errorMessage,
  ]);
}

/** The requests of a row, newest first. */
function unpack({ body }: RequestBatch): RequestEntry[] {
  // A row is what `packRequest` returned, joined to an array.
  const packed = JSON.parse(body) as unknown[][];
  return packed.reverse().map(unpackRequest);
}

function unpackRequest(values: readonly unknown[]): RequestEntry {
  // Every field of an entry is in `FIELDS`.
  return Object.fromEntries(FIELDS.map((field, n) => [field, values[n]])) as unknown as RequestEntry;
}

/** The newest requests of a world since a moment, newest first. Rows of several nodes may overlap in time. */
export async function newestRequests(
  storage: LogStorage,
  world: string,
  { limit, sinceMs = 0 }: { readonly limit: number; readonly sinceMs?: number },
): Promise<RequestEntry[]> {
  const found: RequestEntry[] = [];
  for await (const row of rows(storage, world)) {
    const newestMs = positionMs(row.position);
    const last = found[limit - 1];
    if (newestMs < sinceMs || (last && last.at > newestMs)) break;
    found.push(...unpack(row));
    found.sort((one, other) => other.at - one.at);
    found.splice(limit);
  }
  return found.filter(({ at }) => at >= sinceMs);
}

/** Finds a request by its id, from the newest row on. */
export async function findRequest(storage: LogStorage, world: string, id: string): Promise<RequestEntry | undefined> {
  for await (const row of rows(storage, world)) {
    const found = row.body.includes(id) && unpack(row).find((entry) => entry.id === id);
    if (found) return found;
  }
  return undefined;
}

/** The rows of a world, newest first. */
async function* rows(storage: LogStorage, world: string): AsyncGenerator<RequestBatch> {
  for (let after: RequestBatch | undefined; ; ) {
    const page = await storage.listRequests(world, { limit: READ_AT_ONCE, ...(after && { after }) });
    yield* page;
    after = page.at(-1);
    if (page.length < READ_AT_ONCE) return;
  }
}

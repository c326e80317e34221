import { textBytes } from '../kernel/bounded-map.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Purge } from '../kernel/housekeeping.ts';
import type { LoggedDelivery, LogRows, LogStorage, RequestBatch } from '../kernel/logs.ts';
import { positionAt } from '../kernel/positions.ts';
import { UnavailableError } from '../kernel/storage.ts';

/** Delay before entries are written, and waiting entries that are written sooner. */
const WRITE_EVERY_MS = 1_000;
const WRITTEN_AT_ONCE = 2_000;
/** The most entries that wait behind a batch, and their bytes. While the storage takes none, the oldest are dropped. */
export const MOST_WAITING = 5_000;
export const MOST_WAITING_BYTES = 8 * 1_048_576;
/** Requests in a row: a row is read whole. */
const MOST_IN_A_ROW = 500;

/** Retention of entries, and entries of each log in a world. */
const KEPT_MS = 30 * 86_400_000;
const MOST_KEPT = 10_000;
/** After so many new entries of a world its logs are cut to `MOST_KEPT`; counted for so many worlds. */
const CUT_EVERY = 1_000;
const MOST_COUNTED_WORLDS = 1_000;

/** A request that is packed into a row with others: `body` is JSON. */
type WaitingRequest = Omit<RequestBatch, 'entries'>;
type Waiting = { readonly request: WaitingRequest } | { readonly delivery: LoggedDelivery };

function bytesOf(entry: Waiting): number {
  return textBytes('request' in entry ? entry.request.body : entry.delivery.body);
}

/** A row of requests as it is packed. */
interface OpenRow {
  readonly world: string;
  readonly id: string;
  position: number;
  readonly bodies: string[];
}

/** Writes log entries to the storage in batches, after the answers they are about. */
interface LogWriter {
  add(entry: Waiting): void;
  /** Resolves when earlier entries are in the storage, or the storage is unavailable. */
  flush(): Promise<void>;
  /** Writes waiting entries and accepts no more. */
  close(): Promise<void>;
}

export function createLogWriter(storage: LogStorage, clock: Clock, report: (error: unknown) => void): LogWriter {
  let waiting: Waiting[] = [];
  let waitingBytes = 0;
  /** Rows that are being written. They stay the same in a retry, so that none is there twice. */
  let batch: LogRows | undefined;
  let writing: Promise<void> | undefined;
  let cancel: (() => void) | undefined;
  let closed = false;
  /** New entries of each world since its logs were cut. */
  const added = new Map<string, number>();

  /** Writes what waits now. What is added meanwhile waits for the next time, or a busy server would write all the time. */
  async function writeAll(): Promise<void> {
    cancel?.();
    cancel = undefined;
    if (batch) await writeBatch(batch);
    if (!batch && waiting.length > 0) {
      batch = pack(waiting);
      waiting = [];
      waitingBytes = 0;
      await writeBatch(batch);
    }
    if (batch || waiting.length > 0) plan();
  }

  async function writeBatch(rows: LogRows): Promise<void> {
    try {
      await storage.writeLogs(rows);
      await cut(rows);
    } catch (error) {
      // Outages are retried; any other error is a problem of these entries.
      if (error instanceof UnavailableError) return;
      report(error);
    }
    batch = undefined;
  }

  async function cut({ requests, deliveries }: LogRows): Promise<void> {
    for (const { world, entries } of requests) added.set(world, (added.get(world) ?? 0) + entries);
    for (const { world } of deliveries) added.set(world, (added.get(world) ?? 0) + 1);
    for (const [world, count] of added) {
      if (count < CUT_EVERY && added.size <= MOST_COUNTED_WORLDS) continue;
      added.delete(world);
      await storage.trimLogs(world, MOST_KEPT);
    }
  }

  function plan(): void {
    if (!closed) cancel ??= clock.wakeAfter(WRITE_EVERY_MS, () => void flush());
  }

  async function flush(): Promise<void> {
    // One that is under way may have begun before the last entry came.
    await writing;
    writing ??= writeAll().finally(() => {
      writing = undefined;
    });
    await writing;
  }

  return {
    add(entry) {
      if (closed) return;
      waiting.push(entry);
      waitingBytes += bytesOf(entry);
      while (waiting.length > MOST_WAITING || waitingBytes > MOST_WAITING_BYTES) {
        const oldest = waiting.shift();
        waitingBytes -= oldest ? bytesOf(oldest) : 0;
      }
      if (waiting.length === WRITTEN_AT_ONCE) void flush();
      else plan();
    },
    flush,
    async close() {
      closed = true;
      cancel?.();
      await flush();
    },
  };
}

/** Packs the requests of each world into rows. A row has the id of its first request. */
function pack(waiting: readonly Waiting[]): LogRows {
  const deliveries: LoggedDelivery[] = [];
  const rows: OpenRow[] = [];
  const newestRows = new Map<string, OpenRow>();
  for (const entry of waiting) {
    if ('delivery' in entry) {
      deliveries.push(entry.delivery);
      continue;
    }
    const { world, id, position, body } = entry.request;
    let row = newestRows.get(world);
    if (!row || row.bodies.length === MOST_IN_A_ROW) {
      row = { world, id, position, bodies: [] };
      newestRows.set(world, row);
      rows.push(row);
    }
    row.position = position;
    row.bodies.push(body);
  }
  const requests = rows.map(({ bodies, ...row }) => {
    return { ...row, entries: bodies.length, body: `[${bodies.join(',')}]` };
  });
  return { requests, deliveries };
}

/** Deletes the entries that were kept long enough. */
export function purgeLogs({ storage, clock }: { readonly storage: LogStorage; readonly clock: Clock }): Purge {
  return (limit) => storage.purgeLogs(positionAt(clock.now() - KEPT_MS), limit);
}

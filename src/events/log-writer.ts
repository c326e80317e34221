import { textBytes } from '../kernel/bounded-map.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Purge } from '../kernel/housekeeping.ts';
import type { LogEntry, LoggedDelivery, LogStorage } from '../kernel/logs.ts';
import { positionAt } from '../kernel/positions.ts';
import { UnavailableError } from '../kernel/storage.ts';

/** Delay before entries are written, and entries per write. */
const WRITE_EVERY_MS = 1_000;
const WRITTEN_AT_ONCE = 200;
/** The most entries that wait, and their bytes. While the storage takes none, the oldest are dropped. */
export const MOST_WAITING = 5_000;
export const MOST_WAITING_BYTES = 8 * 1_048_576;

/** Retention of entries, and entries of each log in a world. */
const KEPT_MS = 30 * 86_400_000;
const MOST_KEPT = 10_000;
/** After so many new entries of a world its logs are cut to `MOST_KEPT`; counted for so many worlds. */
const CUT_EVERY = 1_000;
const MOST_COUNTED_WORLDS = 1_000;

type Waiting = { readonly request: LogEntry } | { readonly delivery: LoggedDelivery };

function bytesOf(entry: Waiting): number {
  return textBytes('request' in entry ? entry.request.body : entry.delivery.body);
}

/** Brings log entries to the storage in batches, after the answers they are about. */
interface LogWriter {
  add(entry: Waiting): void;
  /** Resolves when what was added before is in the storage. It stays here while the storage takes nothing. */
  flush(): Promise<void>;
  /** Writes what waits, and takes nothing more. */
  close(): Promise<void>;
}

export function createLogWriter(storage: LogStorage, clock: Clock, report: (error: unknown) => void): LogWriter {
  let waiting: Waiting[] = [];
  let waitingBytes = 0;
  let writing: Promise<void> | undefined;
  let cancel: (() => void) | undefined;
  let closed = false;
  /** New entries of each world since its logs were cut. */
  const added = new Map<string, number>();

  async function writeAll(): Promise<void> {
    cancel?.();
    cancel = undefined;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, WRITTEN_AT_ONCE);
      try {
        await write(batch);
      } catch (error) {
        // What the storage takes again later is tried again; anything else is wrong with these entries.
        if (error instanceof UnavailableError) break;
        report(error);
      }
      // Some of them may have been dropped meanwhile.
      const written = new Set(batch);
      waiting = waiting.filter((entry) => !written.has(entry));
      waitingBytes = waiting.reduce((sum, entry) => sum + bytesOf(entry), 0);
    }
    if (waiting.length > 0) plan();
  }

  async function write(batch: readonly Waiting[]): Promise<void> {
    const requests = batch.flatMap((entry) => ('request' in entry ? [entry.request] : []));
    const deliveries = batch.flatMap((entry) => ('delivery' in entry ? [entry.delivery] : []));
    await storage.writeLogs({ requests, deliveries });
    for (const { world } of [...requests, ...deliveries]) added.set(world, (added.get(world) ?? 0) + 1);
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
      if (waiting.length % WRITTEN_AT_ONCE === 0) void flush();
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

/** Deletes the entries that were kept long enough. */
export function purgeLogs({ storage, clock }: { readonly storage: LogStorage; readonly clock: Clock }): Purge {
  return (limit) => storage.purgeLogs(positionAt(clock.now() - KEPT_MS), limit);
}

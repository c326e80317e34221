/**
 * The logs of a storage: requests that were answered and attempts to deliver events. They are written apart from commits,
 * some time after them, so a crash may lose the last entries.
 */

export interface LogEntry {
  readonly world: string;
  /** Unique in the log of its world. */
  readonly id: string;
  /** Orders entries by wall-clock time; see `kernel/positions.ts`. */
  readonly position: number;
  /** The rest as JSON. It holds no secrets: no key, client secret or card number. */
  readonly body: string;
}

export interface LoggedDelivery extends LogEntry {
  readonly event: string;
  readonly endpoint: string;
}

interface LogEntries {
  readonly requests: readonly LogEntry[];
  readonly deliveries: readonly LoggedDelivery[];
}

/** A page of a log, newest first, after an entry if one is given. */
export interface LogQuery {
  readonly after?: Pick<LogEntry, 'position' | 'id'>;
  readonly limit: number;
}

/** Attempts to deliver one event, or to one endpoint, or all. */
type DeliveryQuery = LogQuery & ({ readonly event?: string } | { readonly endpoint?: string });

export interface LogStorage {
  /** Adds entries; those that are there already stay. */
  writeLogs(entries: LogEntries): Promise<void>;
  readRequest(world: string, id: string): Promise<LogEntry | undefined>;
  listRequests(world: string, query: LogQuery): Promise<LogEntry[]>;
  listDeliveries(world: string, query: DeliveryQuery): Promise<LoggedDelivery[]>;
  /** Deletes entries below a position, at most `limit` of each log; returns how many. */
  purgeLogs(before: number, limit: number): Promise<number>;
  /** Deletes all but the newest `most` entries of each log of a world. */
  trimLogs(world: string, most: number): Promise<void>;
}

/**
 * The logs of a storage: requests that were answered and attempts to deliver events. They are written apart from commits,
 * some time after them, so a crash may lose the last entries.
 */

/** A row of a log. */
interface LogRow {
  readonly world: string;
  /** Unique in the log of its world. */
  readonly id: string;
  /** Orders rows by wall-clock time; see `kernel/positions.ts`. */
  readonly position: number;
  /** JSON. It holds no secrets: no key, client secret or card number. */
  readonly body: string;
}

/** Requests of a world that one process answered, packed into one row. `position` is that of the newest. */
export interface RequestBatch extends LogRow {
  /** The number of requests in `body`. */
  readonly entries: number;
}

export interface LoggedDelivery extends LogRow {
  readonly event: string;
  readonly endpoint: string;
}

export interface LogRows {
  readonly requests: readonly RequestBatch[];
  readonly deliveries: readonly LoggedDelivery[];
}

/** A page of a log, newest first, after a row if one is given. */
export interface LogQuery {
  readonly after?: Pick<LogRow, 'position' | 'id'>;
  readonly limit: number;
}

/** Attempts to deliver one event, or to one endpoint, or all. */
type DeliveryQuery = LogQuery & ({ readonly event?: string } | { readonly endpoint?: string });

export interface LogStorage {
  /** Adds rows; those that are there already stay. */
  writeLogs(rows: LogRows): Promise<void>;
  listRequests(world: string, query: LogQuery): Promise<RequestBatch[]>;
  listDeliveries(world: string, query: DeliveryQuery): Promise<LoggedDelivery[]>;
  /** Deletes rows below a position, at most `limit` of each log; returns how many. */
  purgeLogs(before: number, limit: number): Promise<number>;
  /** Deletes the rows of each log of a world that have at least `most` newer entries. */
  trimLogs(world: string, most: number): Promise<void>;
}

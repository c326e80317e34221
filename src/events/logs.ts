import type { Clock } from '../kernel/clock.ts';
import { cutText } from '../kernel/cut-text.ts';
import type { Ids } from '../kernel/ids.ts';
import type { LogEntry, LogStorage } from '../kernel/logs.ts';
import { createPositions, positionAt } from '../kernel/positions.ts';
import type { Listeners } from './listeners.ts';
import { createLogWriter } from './log-writer.ts';
import { createSharedFeed } from './shared-feed.ts';

/** Requests of other nodes per read, and in total. */
const READ_AT_ONCE = 100;
const MOST_READ = 5_000;
/** The longest texts of a delivery, in characters. A CLI names any URL, and errors may quote long hosts. */
const LONGEST_URL = 2_048;
const LONGEST_FAILURE = 500;

/** A request that was answered: never its parameters, its answer or a key. Texts are cut and have no secrets. */
export interface RequestEntry {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Wall-clock milliseconds. */
  readonly at: number;
  /** Duration in milliseconds. */
  readonly ms: number;
  readonly apiVersion: string;
  /** The kind of the key. */
  readonly key: string;
  readonly idempotencyKey: string | null;
  /** True if the response was that of an earlier request with the same Idempotency-Key. */
  readonly replayed: boolean;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly errorType: string | null;
  readonly errorCode: string | null;
  readonly errorParam: string | null;
  readonly errorMessage: string | null;
}

/** One attempt to deliver an event. */
interface DeliveryAttempt {
  readonly event: string;
  readonly type: string;
  /** The endpoint's id, or that of a listening CLI. */
  readonly endpoint: string;
  readonly url: string;
  /** 0 for the first. */
  readonly attempt: number;
  /** The HTTP status of the response; null without one. */
  readonly status: number | null;
  /** The reason for having no response. */
  readonly failure: string | null;
  /** Wall-clock milliseconds. */
  readonly at: number;
}

export interface RequestLog {
  add(world: string, entry: RequestEntry): void;
  /** Newest first, of every node. */
  latest(world: string, limit: number): Promise<RequestEntry[]>;
  /** Subscribes to a world's requests from now on, those of other nodes a little later. */
  subscribe: Listeners<RequestEntry>['subscribe'];
}

export interface DeliveryLog {
  add(world: string, attempt: DeliveryAttempt): void;
  /** Newest first, of every node. */
  latest(world: string, limit: number): Promise<DeliveryAttempt[]>;
}

/** The logs of requests and deliveries. Entries are in the storage some time after they were added. */
export interface Logs {
  readonly requests: RequestLog;
  readonly deliveries: DeliveryLog;
  /** Resolves when what was added is in the storage, as far as it takes anything. */
  close(): Promise<void>;
}

type SharedLogs = LogStorage & { readonly shared: boolean };

export function createLogs(
  { storage, clock, ids }: { readonly storage: SharedLogs; readonly clock: Clock; readonly ids: Ids },
  report: (error: unknown) => void,
): Logs {
  const writer = createLogWriter(storage, clock, report);
  const takePosition = createPositions();
  const { emit, subscribe } = createSharedFeed<RequestEntry>({
    shared: storage.shared,
    clock,
    readSince: (world, ms) => requestsSince(storage, world, ms),
  });

  return {
    requests: {
      add(world, { id, ...rest }) {
        writer.add({ request: { world, id, position: takePosition(rest.at), body: JSON.stringify(rest) } });
        emit(world, { id, ...rest });
      },
      async latest(world, limit) {
        await writer.flush();
        return (await storage.listRequests(world, { limit })).map(requestOf);
      },
      subscribe,
    },
    deliveries: {
      add(world, { event, endpoint, ...attempt }) {
        const rest = withShortTexts(attempt);
        const position = takePosition(rest.at);
        const id = ids.next('wd', position);
        writer.add({ delivery: { world, id, position, event, endpoint, body: JSON.stringify(rest) } });
      },
      async latest(world, limit) {
        await writer.flush();
        return (await storage.listDeliveries(world, { limit })).map(({ event, endpoint, ...entry }) => ({
          event,
          endpoint,
          ...bodyOf<Omit<DeliveryAttempt, 'event' | 'endpoint'>>(entry),
        }));
      },
    },
    close: writer.close,
  };
}

function withShortTexts<Attempt extends Pick<DeliveryAttempt, 'url' | 'failure'>>(attempt: Attempt): Attempt {
  const { url, failure } = attempt;
  return { ...attempt, url: cutText(url, LONGEST_URL), failure: failure && cutText(failure, LONGEST_FAILURE) };
}

/** The requests of a world since a moment, oldest first; only the newest when there were very many. */
async function requestsSince(storage: LogStorage, world: string, ms: number): Promise<RequestEntry[]> {
  const floor = positionAt(ms);
  const found: LogEntry[] = [];
  while (found.length < MOST_READ) {
    const after = found.at(-1);
    const page = await storage.listRequests(world, { limit: READ_AT_ONCE, ...(after && { after }) });
    const recent = page.filter(({ position }) => position >= floor);
    found.push(...recent);
    if (recent.length < READ_AT_ONCE) break;
  }
  return found.reverse().map(requestOf);
}

function requestOf(entry: LogEntry): RequestEntry {
  return { id: entry.id, ...bodyOf<Omit<RequestEntry, 'id'>>(entry) };
}

/** The body of an entry, as this file wrote it. */
function bodyOf<Body>({ body }: LogEntry): Body {
  return JSON.parse(body) as Body;
}

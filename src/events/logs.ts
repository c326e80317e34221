import type { Clock } from '../kernel/clock.ts';
import { port } from '../kernel/context.ts';
import { cutText } from '../kernel/cut-text.ts';
import type { Ids } from '../kernel/ids.ts';
import type { LoggedDelivery, LogStorage } from '../kernel/logs.ts';
import { createPositions } from '../kernel/positions.ts';
import type { Storage } from '../kernel/storage.ts';
import type { RequestEntry } from '../shared/request-entry.ts';
import type { Listeners } from './listeners.ts';
import { createLogWriter } from './log-writer.ts';
import { createRequestBodies, type RequestBodyMemory } from './request-bodies.ts';
import { findRequest, newestRequests, packRequest } from './request-rows.ts';
import { createSharedFeed } from './shared-feed.ts';

/** Requests of other nodes per read. */
const MOST_FOLLOWED = 5_000;
/** The longest texts of a delivery, in characters. A CLI names any URL, and errors may quote long hosts. */
const LONGEST_URL = 2_048;
const LONGEST_FAILURE = 500;
const LONGEST_ANSWER = 4_096;

/** One attempt to deliver an event. */
export interface DeliveryAttempt {
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
  /** Wall-clock seconds of its signature; entries of an older Florin, and those of a CLI, have none of these. */
  readonly signedAt?: number;
  /** The `pending_webhooks` of the event as it was sent. */
  readonly pending?: number;
  /** Duration in milliseconds. */
  readonly ms?: number;
  /** The beginning of the response, without secrets. */
  readonly answer?: string;
}

/** An attempt in the log. */
export interface LoggedAttempt extends DeliveryAttempt {
  readonly id: string;
  readonly position: number;
}

export interface RequestLog {
  add(world: string, entry: RequestEntry): void;
  /** Newest first, of every node. */
  latest(world: string, limit: number): Promise<RequestEntry[]>;
  find(world: string, id: string): Promise<RequestEntry | undefined>;
  /** Keeps the bodies of a request that this process has answered. */
  keepBodies: RequestBodyMemory['add'];
  /** The bodies of a request without secrets, as far as this process keeps them. */
  bodiesOf: RequestBodyMemory['find'];
  /** Subscribes to a world's requests from now on, those of other nodes a little later. */
  subscribe: Listeners<RequestEntry>['subscribe'];
}

export interface DeliveryLog {
  add(world: string, attempt: DeliveryAttempt): void;
  /** Newest first, of every node. */
  latest(world: string, limit: number): Promise<DeliveryAttempt[]>;
  /** A page of attempts, newest first, of every node. */
  list(world: string, query: Parameters<LogStorage['listDeliveries']>[1]): Promise<LoggedAttempt[]>;
}

/** The logs of requests and deliveries. Entries are in the storage some time after they were added. */
export interface Logs {
  readonly requests: RequestLog;
  readonly deliveries: DeliveryLog;
  /** Resolves when earlier entries are in the storage, or it is unavailable. */
  close(): Promise<void>;
}

/** The logs, for decisions that show them. */
export const logsPort = port<Logs>('events.logs');

type SharedLogs = LogStorage & Pick<Storage, 'shared' | 'readRevision'>;

export function createLogs(
  { storage, clock, ids }: { readonly storage: SharedLogs; readonly clock: Clock; readonly ids: Ids },
  report: (error: unknown) => void,
): Logs {
  const writer = createLogWriter(storage, clock, report);
  const takePosition = createPositions();
  const bodies = createRequestBodies(storage);
  const { emit, subscribe } = createSharedFeed<RequestEntry>({
    shared: storage.shared,
    clock,
    readSince: async (world, ms) =>
      (await newestRequests(storage, world, { sinceMs: ms, limit: MOST_FOLLOWED })).reverse(),
  });

  return {
    requests: {
      add(world, entry) {
        const position = takePosition(entry.at);
        writer.add({ request: { world, id: entry.id, position, body: packRequest(entry) } });
        emit(world, entry);
      },
      async latest(world, limit) {
        await writer.flush();
        return newestRequests(storage, world, { limit });
      },
      async find(world, id) {
        await writer.flush();
        return findRequest(storage, world, id);
      },
      keepBodies: bodies.add,
      bodiesOf: bodies.find,
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
        return (await storage.listDeliveries(world, { limit })).map(attemptOf);
      },
      async list(world, query) {
        await writer.flush();
        const rows = await storage.listDeliveries(world, query);
        return rows.map((row) => ({ ...attemptOf(row), id: row.id, position: row.position }));
      },
    },
    close: writer.close,
  };
}

function withShortTexts<Attempt extends Pick<DeliveryAttempt, 'url' | 'failure' | 'answer'>>(
  attempt: Attempt,
): Attempt {
  const { url, failure, answer } = attempt;
  return {
    ...attempt,
    url: cutText(url, LONGEST_URL),
    failure: failure && cutText(failure, LONGEST_FAILURE),
    ...(answer !== undefined && { answer: cutText(answer, LONGEST_ANSWER) }),
  };
}

function attemptOf({ event, endpoint, body }: LoggedDelivery): DeliveryAttempt {
  // The body is what this file wrote.
  return { event, endpoint, ...(JSON.parse(body) as Omit<DeliveryAttempt, 'event' | 'endpoint'>) };
}

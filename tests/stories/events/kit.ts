import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EventType } from '../../../src/contract/event-types.ts';
import { createDeliverer, delivererPort, deliveryTimers } from '../../../src/events/deliver.ts';
import { createDisturbances } from '../../../src/events/disturbances.ts';
import { createEventFeed } from '../../../src/events/feed.ts';
import { createLogs } from '../../../src/events/logs.ts';
import { installOutbox } from '../../../src/events/outbox.ts';
import { versionPort } from '../../../src/events/versions-port.ts';
import { type WebhookPolicy, webhookPolicy } from '../../../src/events/webhook-url.ts';
import type { Clock } from '../../../src/kernel/clock.ts';
import type { AccountSettings, Context } from '../../../src/kernel/context.ts';
import { createEngine, type Engine } from '../../../src/kernel/engine.ts';
import type { ResourceType, Stored } from '../../../src/kernel/entity.ts';
import { createIds } from '../../../src/kernel/ids.ts';
import type { Operation } from '../../../src/kernel/operation.ts';
import { createWorlds } from '../../../src/kernel/worlds.ts';
import { openSqlite } from '../../../src/storage/sqlite/open.ts';
import { startTimerWorker } from '../../../src/timers/worker.ts';

export const LATEST = '2026-10-28.endive';
export const DEFAULT = '2025-08-27.basil';
export const START_MS = Date.UTC(2026, 0, 5, 12);

export interface ManualClock extends Clock {
  move(ms: number): void;
}

export function createManualClock(start = START_MS): ManualClock {
  let now = start;
  const sleepers = new Set<{ at: number; wake: () => void }>();
  return {
    now: () => now,
    wakeAfter(ms, wake) {
      const sleeper = { at: now + ms, wake };
      sleepers.add(sleeper);
      return () => sleepers.delete(sleeper);
    },
    move(ms) {
      now += ms;
      for (const sleeper of [...sleepers].sort((a, b) => a.at - b.at)) {
        if (sleeper.at <= now && sleepers.delete(sleeper)) sleeper.wake();
      }
    },
  };
}

type Thing = Stored<{ id: string; object: 'customer'; name: string }, { secret: string }>;

export const thingType: ResourceType<Thing> = {
  object: 'customer',
  prefix: 'cus',
  noun: 'customer',
  idParam: 'customer',
};

export const settings: AccountSettings = {
  displayName: 'Test shop',
  country: 'US',
  defaultCurrency: 'usd',
  apiVersion: DEFAULT,
  statementDescriptor: 'TEST SHOP',
  fingerprintKey: 'a key of this world',
};

/** An in-memory platform without the API, with the event room's parts connected as in production. */
export async function openPlatform<AnyClock extends Clock>(
  clock: AnyClock,
  policy: WebhookPolicy = { publicOnly: false },
) {
  const storage = openSqlite({ path: ':memory:' });
  const worlds = createWorlds(storage, clock, () => settings);
  const engine = createEngine({ storage, clock, ids: createIds(), worlds, baseUrl: () => 'http://127.0.0.1:1' });
  engine.provide(webhookPolicy, policy);
  // Rendering at versions is tested with the API; here a mark is enough.
  engine.provide(versionPort, {
    latest: LATEST,
    downgrade: (object: object, version: string) => ({ ...object, rendered_at: version }),
  });
  const errors: unknown[] = [];
  const logs = createLogs(engine, (error) => errors.push(error));
  const deliveryLog = logs.deliveries;
  const deliverer = createDeliverer(deliveryLog, createDisturbances());
  engine.provide(delivererPort, deliverer);
  const eventFeed = createEventFeed(engine);
  const requestLog = logs.requests;
  const worker = startTimerWorker(engine, new Map(Object.entries(deliveryTimers)), (error) => errors.push(error));
  installOutbox(engine);
  return {
    storage,
    engine,
    clock,
    deliveryLog,
    eventFeed,
    requestLog,
    worker,
    errors,
    async openWorld(world: string) {
      await worlds.open(world);
      return world;
    },
    async close() {
      deliverer.close();
      await worker.close();
      await logs.close();
      await storage.close();
    },
  };
}

export type Platform = Awaited<ReturnType<typeof openPlatform<ManualClock>>>;

export async function run<T>(engine: Engine, world: string, decide: (context: Context) => Promise<T>): Promise<T> {
  const origin = { id: 'req_test', idempotencyKey: 'key_test', cause: 'test' };
  return engine.run(world, { origin, caller: engine.platformCaller() }, decide);
}

/** Calls an operation as the API does. */
export async function call<Result = Record<string, unknown>>(
  engine: Engine,
  world: string,
  operations: readonly Operation[],
  id: string,
  params: object = {},
  path: Record<string, string> = {},
): Promise<Result> {
  const operation = operations.find((candidate) => candidate.id === id);
  if (!operation) throw new Error(`there is no operation ${id}`);
  const result = await run(engine, world, (context) => operation.handle(context, params, path));
  return result as Result;
}

/** Creates a thing and an event about it; returns the event's id. */
export async function emit(engine: Engine, world: string, type: EventType, name = 'Jenny'): Promise<string> {
  return run(engine, world, async ({ work }) => {
    const thing: Thing = { id: work.newId('cus'), object: 'customer', name, internal: { secret: 'never shown' } };
    work.insert(thingType, thing);
    work.emit<EventType>(type, thing, type.endsWith('.updated') ? { name: 'Former' } : undefined);
    return work.events[0]?.id ?? '';
  });
}

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Sends the response; without this call the sender waits. */
  answer(status: number, headers?: Record<string, string>, body?: string): void;
}

/** A merchant's server. `answer` is called for each request; `received(n)` waits for `n` requests. */
export async function openReceiver(answer: (request: Received) => void = (request) => request.answer(200)) {
  const requests: Received[] = [];
  const waiting = new Set<() => void>();
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const received: Received = {
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
        answer: (status, headers = {}, body = '') => response.writeHead(status, headers).end(body),
      };
      requests.push(received);
      answer(received);
      for (const look of waiting) look();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    requests,
    received(count: number): Promise<void> {
      return new Promise((resolve) => {
        const look = () => {
          if (requests.length < count) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      });
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

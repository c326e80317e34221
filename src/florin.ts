import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { accountOf, createAuthenticator, DOCUMENTED_KEYS, hashKey, type KeyPolicy } from './api/authenticate.ts';
import { chooseCodec } from './api/codecs/choose-codec.ts';
import { createExpander } from './api/expander.ts';
import { createFetch } from './api/fetch.ts';
import { type ApiAnswer, type ApiRequest, COMMON_HEADERS } from './api/http.ts';
import { forgetAnswers } from './api/idempotency.ts';
import { createPipeline } from './api/pipeline.ts';
import { worksInTheBackground } from './api/render-error.ts';
import { createSideDoors } from './api/side-doors.ts';
import { createStripeCli } from './api/stripe-cli/stripe-cli.ts';
import { createVersions } from './api/versions/chain.ts';
import { createLookup } from './api/versions/lookup.ts';
import { defaultVersion, isKnownVersion, newestVersion } from './api/versions/versions.ts';
import { createDeliverer, delivererPort } from './events/deliver.ts';
import { createDeliveryLog } from './events/delivery-log.ts';
import { createEventFeed, createRequestLog } from './events/feed.ts';
import { installFollowers } from './events/followers.ts';
import { installOutbox } from './events/outbox.ts';
import { type VersionPort, versionPort } from './events/versions-port.ts';
import { webhookPolicy } from './events/webhook-url.ts';
import { download, downloadable } from './files/download.ts';
import { assemble, readPageKey } from './kernel/assemble.ts';
import { type Clock, parseSpan, ticks, wallClock } from './kernel/clock.ts';
import type { AccountSettings } from './kernel/context.ts';
import { createEngine, type Engine } from './kernel/engine.ts';
import { startHousekeeping } from './kernel/housekeeping.ts';
import { createIds, type Ids } from './kernel/ids.ts';
import { objectIndexPort } from './kernel/object-index.ts';
import type { Observer } from './kernel/observer.ts';
import type { Room } from './kernel/room.ts';
import { type Storage, type Trouble, UnavailableError } from './kernel/storage.ts';
import { createWorlds } from './kernel/worlds.ts';
import { armedPort } from './ledger/available.ts';
import { type FeeSchedule, STANDARD_FEES } from './ledger/fees.ts';
import { feeTablePort } from './ledger/ports.ts';
import type { Network } from './network/network.ts';
import { networkPort } from './network/ports.ts';
import { createSimulator } from './network/simulator/simulator.ts';
import type { Pages } from './pages/pages.ts';
import { ROOMS } from './rooms.ts';
import { createObjectIndex } from './search/object-index.ts';
import { openStorage } from './storage/open.ts';
import { startTimerWorker } from './timers/worker.ts';

/** Base62 characters of a world's fingerprint key: 256 bits. */
const FINGERPRINT_KEY_LENGTH = 43;

export type Role = 'api' | 'worker' | 'all';

export interface FlorinOptions {
  /** A data folder, `:memory:`, the URL of a PostgreSQL database, or a storage that is open; it is closed with Florin. */
  readonly storage: string | Storage;
  /** The version of requests that name none; `2026-02-25.clover` unless said otherwise. */
  readonly apiVersion?: string;
  readonly keys?: KeyPolicy;
  /** `public-only` refuses webhook endpoints on private addresses. */
  readonly webhooks?: 'any' | 'public-only';
  /**
   * What this process does of several on one database: answer requests (`api`), do what falls due (`worker`), or all of
   * it, which is the default.
   */
  readonly role?: Role;
  /** The parts of the platform; `ROOMS` unless given. */
  readonly rooms?: readonly Room[];
  readonly clock?: Clock;
  readonly network?: Network;
  readonly ids?: Ids;
  /** By account country, with `default` for the rest. */
  readonly fees?: Readonly<Record<string, FeeSchedule>>;
  /** Where this Florin is reached when a request does not say: the start of pages' URLs. */
  readonly baseUrl?: string;
  /** Told of what happens, for metrics and logs. */
  readonly observer?: Observer;
  /** What `/metrics` answers, in Prometheus' text form; without it there is no such page. */
  readonly metrics?: (engine: Engine) => Promise<string>;
  /** Told of errors that are Florin's own fault, with what was being done. */
  readonly report?: (error: unknown, doing: string) => void;
}

/** A whole payments platform in this process. */
export interface Florin {
  /** Answers a request without a socket: give it to `Stripe.createFetchHttpClient`. */
  readonly fetch: (request: Request | string | URL, init?: RequestInit) => Promise<Response>;
  /**
   * Moves the clocks of all worlds opened here, or of one key's world, forward by a span such as `5m`, firing what
   * falls due on the way. Resolves when it has happened.
   */
  advance(span: string, options?: { key?: string }): Promise<void>;
  /** Resolves when nothing that is due is left to do, as webhooks that are on their way. */
  settled(): Promise<void>;
  close(): Promise<void>;
  /** For servers: the API without the fetch types, and WebSockets. */
  readonly api: (request: ApiRequest) => Promise<ApiAnswer>;
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;
  /** Says where this Florin is reached from now on. */
  locate(baseUrl: string): void;
  /** For tests and tools: what everything runs on. */
  readonly engine: Engine;
  /** The keys to print at the start: null when they are registered and only their hashes are known. */
  readonly keys: { readonly secret: string; readonly publishable: string } | null;
}

/**
 * Opens a platform. Throws when the data folder cannot be used: not writable, in use by another process, or written by
 * a newer Florin.
 */
export async function createFlorin(options: FlorinOptions): Promise<Florin> {
  const apiVersion = options.apiVersion ?? defaultVersion;
  if (!isKnownVersion(apiVersion))
    throw new Error(`There is no Stripe API version ${apiVersion}; the newest is ${newestVersion()}.`);
  const { observer } = options;
  const tell = options.report ?? createConsoleReport();
  const report = (error: unknown, doing: string): void => {
    observer?.failure?.();
    tell(error, doing);
  };
  const storage = typeof options.storage === 'string' ? await openStorage(options.storage) : options.storage;
  const clock = options.clock ?? wallClock;
  const ids = options.ids ?? createIds();
  let baseUrl = options.baseUrl ?? 'http://127.0.0.1:12111';

  const assembly = assemble(options.rooms ?? ROOMS);
  const worlds = createWorlds(storage, clock);
  const expander = createExpander(assembly);
  const versions = createVersions(assembly.changes);
  const ports = new Map<string, unknown>([
    [networkPort.name, options.network ?? createSimulator()],
    [feeTablePort.name, options.fees ?? STANDARD_FEES],
    [objectIndexPort.name, createObjectIndex(storage)],
    [armedPort.name, new Map<string, number>()],
    [webhookPolicy.name, { publicOnly: options.webhooks === 'public-only' }],
  ]);
  const engine = createEngine({
    storage,
    clock,
    ids,
    worlds,
    ports,
    baseUrl: () => baseUrl,
    observer,
    report: (error) => report(error, 'undoing what was not committed'),
  });
  ports.set(versionPort.name, {
    latest: newestVersion(),
    downgrade: (object, version, world) =>
      engine.asPlatform(world, 'render', async (context) =>
        versions.downgradeResponse(object as Record<string, unknown>, version, createLookup(context, expander)),
      ),
  } satisfies VersionPort);

  const requestLog = createRequestLog();
  const deliveryLog = createDeliveryLog();
  const deliverer = createDeliverer({
    ...deliveryLog,
    add(world, attempt) {
      deliveryLog.add(world, attempt);
      observer?.delivery?.(attempt.status);
    },
  });
  ports.set(delivererPort.name, deliverer);
  const role = options.role ?? 'all';
  const worker = startTimerWorker(
    engine,
    assembly.timers,
    (error, timer) => report(error, timer ? `timer ${timer.kind}` : 'looking for timers'),
    { claims: role !== 'api' },
  );
  installFollowers(engine, assembly.followers);
  installOutbox(engine);
  const stripeCli = createStripeCli({
    engine,
    eventFeed: createEventFeed(engine),
    requestLog,
    deliveryLog,
    report: (error) => report(error, 'serving the Stripe CLI'),
  });

  const newWorld = (): AccountSettings => ({
    displayName: 'Florin',
    country: 'US',
    defaultCurrency: 'usd',
    apiVersion,
    statementDescriptor: 'FLORIN',
    fingerprintKey: ids.random(FINGERPRINT_KEY_LENGTH),
  });
  const openWorld = async (world: string) => void (await worlds.open(world, newWorld, Math.floor(clock.now() / 1000)));
  const policy = options.keys ?? 'open';
  const keys = policy === 'open' ? DOCUMENTED_KEYS : await registeredKeys(storage, ids);
  const authenticate = createAuthenticator(storage, policy, (key) => readPageKey(assembly, key));
  const api = createPipeline({
    engine,
    assembly,
    expander,
    versions,
    authenticate,
    newWorld,
    log: requestLog.add,
    observe: observer?.request?.bind(observer),
    report: (error, requestId) => report(error, `request ${requestId}`),
  });
  const sideDoors = createSideDoors({
    authenticate,
    openWorld,
    stripeCli,
    advance: worker.advance,
    download: async (world, id) =>
      download(storage, world, await engine.asPlatform(world, 'download', (context) => downloadable(context, id))),
    random: ids.random,
    observe: observer?.request?.bind(observer),
    report: (error, requestId) => report(error, `request ${requestId}`),
  });
  const answer = role === 'worker' ? refuseAll : (request: ApiRequest) => sideDoors(request) ?? api(request);
  let pages: Promise<Pages> | undefined;
  /** Loads the pages with the first request for one, so that a start does not wait for them. */
  const answerPage = async (request: Request): Promise<Response> => {
    pages ??= import('./pages/pages.ts').then(({ createPages }) =>
      createPages(
        engine,
        {
          requestLog,
          // Registered keys are shown once, where the server was started; never on a page.
          keys: policy === 'open' ? keys : null,
          version: apiVersion,
          accountOf,
          report,
        },
        assembly.pages,
      ),
    );
    return (await pages).handle(request);
  };

  const ready = async (): Promise<boolean> => {
    try {
      await storage.countKeys();
      await storage.flushed();
      return !closed;
    } catch (error) {
      report(error, 'looking whether the storage answers');
      return false;
    }
  };

  let closed = false;
  const housekeeping = startHousekeeping(clock, [forgetAnswers(engine)], (error) =>
    report(error, 'deleting what was kept long enough'),
  );
  worker.wake();

  return {
    engine,
    keys,
    api: answer,
    fetch: createFetch(
      answer,
      role === 'worker' ? async () => new Response('Not found\n', { status: 404 }) : answerPage,
      {
        baseUrl: () => baseUrl,
        ready,
        metrics: options.metrics && (async () => (await options.metrics?.(engine)) ?? ''),
      },
    ),
    upgrade: stripeCli.handleUpgrade,
    locate: (url) => {
      baseUrl = url;
    },
    async advance(span, { key } = {}) {
      const ms = parseSpan(span);
      if (ms === undefined) throw new Error(`'${span}' is no span of time; write it as 90s, 5m, 24h or 30d.`);
      if (key !== undefined) await openWorld((await authenticate(`Bearer ${key}`)).world);
      const advanced = key === undefined ? worlds.known() : [(await authenticate(`Bearer ${key}`)).world];
      for (const world of advanced) await worker.advance(world, ms);
    },
    settled: worker.settled,
    async close() {
      if (closed) return;
      closed = true;
      deliverer.close();
      stripeCli.close();
      await worker.close();
      await housekeeping.close();
      await storage.close();
    },
  };
}

async function refuseAll({ path }: ApiRequest): Promise<ApiAnswer> {
  const refusal = worksInTheBackground();
  const body = JSON.stringify(chooseCodec(path).errorBody(refusal));
  return { status: refusal.status, headers: { ...COMMON_HEADERS }, body };
}

/** Trouble with the storage lasts, and meets whatever is tried meanwhile: the console is told of it once in this time. */
const TELL_AGAIN_MS = 60_000;

function createConsoleReport(): (error: unknown, doing: string) => void {
  const told = new Map<Trouble, number>();
  return (error, doing) => {
    if (!(error instanceof UnavailableError)) {
      console.error(`florin: ${doing} failed:`, error);
      return;
    }
    const now = ticks();
    if (now - (told.get(error.trouble) ?? Number.NEGATIVE_INFINITY) < TELL_AGAIN_MS) return;
    told.set(error.trouble, now);
    // Where it happened says nothing more.
    console.error(`florin: ${doing} failed: ${error.message}`);
  };
}

/** With registered keys only: makes the first pair of a new database, to be shown once. */
async function registeredKeys(storage: Storage, ids: Ids): Promise<{ secret: string; publishable: string } | null> {
  if ((await storage.countKeys()) > 0) return null;
  const suffix = ids.random(24);
  const pair = { secret: `sk_test_${suffix}`, publishable: `pk_test_${suffix}` };
  const world = accountOf(pair.secret);
  await storage.registerKeys([
    { hash: hashKey(pair.secret), world, kind: 'secret' },
    { hash: hashKey(pair.publishable), world, kind: 'publishable' },
  ]);
  return pair;
}

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Api, createApi } from './api/api.ts';
import { accountOf } from './api/authenticate.ts';
import { chooseCodec } from './api/codecs/choose-codec.ts';
import { createFetch, type Visitor } from './api/fetch.ts';
import { type ApiAnswer, type ApiRequest, COMMON_HEADERS } from './api/http.ts';
import { purgeResponses } from './api/idempotency.ts';
import { firstKeys, type KeyPair } from './api/keys/first-keys.ts';
import type { KeyPolicy } from './api/keys/key-policy.ts';
import { notServingRequests } from './api/render-error.ts';
import { checkVersion, defaultVersion } from './api/versions/versions.ts';
import { usagePort } from './billing/invoices/usage-port.ts';
import { withLateUsage } from './billing/subscriptions/late-usage.ts';
import type { Dashboard } from './dashboard/dashboard.ts';
import { builtPort, ownApiPort } from './dashboard/own-api.ts';
import { isDashboardAddress } from './dashboard/redirects.ts';
import { installEvents } from './events/install.ts';
import { purgeLogs } from './events/log-writer.ts';
import { createLogs, type Logs, logsPort } from './events/logs.ts';
import { webhookPolicy } from './events/webhook-url.ts';
import { contentTurnsPort, createContentTurns } from './files/contents.ts';
import { type Assembly, assemble } from './kernel/assemble.ts';
import { type Clock, parseSpan, wallClock } from './kernel/clock.ts';
import { createEngine, type Engine } from './kernel/engine.ts';
import { startHousekeeping } from './kernel/housekeeping.ts';
import { createIds, type Ids } from './kernel/ids.ts';
import { objectIndexPort } from './kernel/object-index.ts';
import type { Observer } from './kernel/observer.ts';
import type { Page } from './kernel/page.ts';
import { createReport, type Report } from './kernel/report.ts';
import type { Room } from './kernel/room.ts';
import { type Storage, UnavailableError } from './kernel/storage.ts';
import { changeSettingsPort, createWorlds, newWorldSettings } from './kernel/worlds.ts';
import { createArmed, scheduledPort } from './ledger/available.ts';
import { type FeeSchedule, STANDARD_FEES } from './ledger/fees.ts';
import { feeTablePort } from './ledger/ports.ts';
import type { Network } from './network/network.ts';
import { payoutNetworkPort } from './network/payouts/payout-network.ts';
import { networkPort, simulatorPort, verifierPort } from './network/ports.ts';
import { createTestBanks } from './network/simulator/payouts.ts';
import { createSimulator, isSimulator } from './network/simulator/simulator.ts';
import { simulatedVerifier } from './network/simulator/verification/verifier.ts';
import type { Verifier } from './network/verification/verifier.ts';
import type { PageParts, Pages } from './pages/pages.ts';
import { ROOMS } from './rooms.ts';
import { createObjectIndex } from './search/object-index.ts';
import { openStorage } from './storage/open.ts';
import { advanceTestClockPort } from './test-clocks/advance.ts';
import { installTurnstile } from './test-clocks/turnstile.ts';
import { advancePort } from './timers/advance-clock.ts';
import { startTimerWorker } from './timers/worker.ts';

export type Role = 'api' | 'worker' | 'all';

export interface FlorinOptions {
  /** A data folder, `:memory:`, the URL of a PostgreSQL database, or a storage that is open; it is closed with Florin. */
  readonly storage: string | Storage;
  /** The API version of requests without a Stripe-Version header. Default: `2026-02-25.clover`. */
  readonly apiVersion?: string;
  readonly keys?: KeyPolicy;
  /** `public-only` refuses webhook endpoints on private addresses. */
  readonly webhooks?: 'any' | 'public-only';
  /**
   * The role of this process among several on one database: `api` handles requests, `worker` runs timers, `all` (the
   * default) does both.
   */
  readonly role?: Role;
  /**
   * The parts of the platform; `ROOMS` by default.
   *
   * @internal A room's types need packages that the finished package lacks.
   */
  readonly rooms?: readonly Room[];
  readonly clock?: Clock;
  readonly network?: Network;
  /** Verifies connected accounts. By default the documented test values stand for their results. */
  readonly verifier?: Verifier;
  readonly ids?: Ids;
  /** By account country, with `default` for the rest. */
  readonly fees?: Readonly<Record<string, FeeSchedule>>;
  /** The address that this Florin is reached by, without a trailing slash: every URL in responses and pages starts with it. */
  readonly baseUrl?: string;
  /** Receives measurements for metrics and logs. */
  readonly observer?: Observer;
  /** @internal Returns the text of `/metrics`, in Prometheus' format; without it there is no such page. */
  readonly metrics?: (engine: Engine) => Promise<string>;
  /** Receives internal errors; by default they are printed to the console. */
  readonly report?: Report;
}

/** A payments platform in this process. */
export interface Florin {
  /** Answers a request without a socket: give it to `Stripe.createFetchHttpClient`. */
  readonly fetch: (request: Request | string | URL, init?: RequestInit, from?: Visitor) => Promise<Response>;
  /**
   * Advances the clocks of all worlds opened here, or of one key's world, by a duration such as `5m`, and runs timers
   * that become due. Resolves when done.
   */
  advance(span: string, options?: { key?: string }): Promise<void>;
  /** Resolves when all due work is done, such as webhooks in flight. */
  settled(): Promise<void>;
  close(): Promise<void>;
  /** For servers: the API without the fetch types, and WebSockets. */
  readonly api: (request: ApiRequest) => Promise<ApiAnswer>;
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;
  /** Sets the address that this Florin is reached by. */
  locate(baseUrl: string): void;
  /** The address that this Florin is reached by. */
  baseUrl(): string;
  /** @internal The engine, for the CLI, tests and tools. Its types need packages that the finished package lacks. */
  readonly engine: Engine;
  /** The keys to print at the start; null if keys are registered, because only their hashes are stored. */
  readonly keys: KeyPair | null;
}

/**
 * Opens a platform. Throws when the data folder cannot be used: not writable, in use by another process, or written by
 * a newer Florin.
 */
export async function createFlorin(options: FlorinOptions): Promise<Florin> {
  const { role = 'all', keys: policy = 'open', observer } = options;
  const apiVersion = checkVersion(options.apiVersion ?? defaultVersion);
  const report = createReport(options);
  const assembly = assemble(options.rooms ?? ROOMS);
  const storage = typeof options.storage === 'string' ? await openStorage(options.storage) : options.storage;
  const location = { baseUrl: options.baseUrl ?? 'http://127.0.0.1:12111' };
  const engine = openEngine(storage, {
    ...options,
    apiVersion,
    location,
    report,
    // Registered keys are for merchants' own data.
    examples: policy === 'open' ? assembly.examples : new Map(),
  });
  const logs = createLogs(engine, (error) => report(error, 'writing the logs'));
  engine.provide(logsPort, logs);
  const deliverer = installEvents(engine, assembly, { log: logs.deliveries, observer });
  const worker = startTimerWorker(
    engine,
    assembly.timers,
    (error, timer) => report(error, timer ? `timer ${timer.kind}` : 'claiming timers'),
    { claims: role !== 'api' },
  );
  engine.provide(advancePort, worker.advance);
  engine.provide(advanceTestClockPort, worker.advanceTestClock);
  installTurnstile(engine);
  const api = createApi(engine, assembly, { policy, logs, observer, report });
  // A worker shows no keys, so it leaves registering the first ones to another process.
  const keys = role === 'worker' ? null : await firstKeys(policy, engine);
  // Registered keys are shown once, where the server was started; never on a page.
  const home = { requestLog: logs.requests, keys: policy === 'open' ? keys : null, version: apiVersion, accountOf };
  engine.provide(ownApiPort, api.answer);
  engine.provide(builtPort, new Set(assembly.operations.keys()));
  const dashboard = createDashboardLoader(engine, { api, logs, keys: home.keys, report });
  const ownPages = loadPages(engine, { ...home, report }, assembly.pages);
  const pages = (request: Request, ip?: string) =>
    (isDashboardAddress(new URL(request.url).pathname) ? dashboard.handle : ownPages)(request, ip);
  const purges = [purgeResponses(engine), purgeLogs(engine)];
  const housekeeping = startHousekeeping(engine.clock, purges, (error) => report(error, 'deleting expired rows'));
  worker.wake();
  let closed = false;

  const answer = role === 'worker' ? refuseRequest : api.answer;
  return {
    engine,
    keys,
    api: answer,
    fetch: createFetch(answer, role === 'worker' ? refusePage : pages, {
      baseUrl: () => location.baseUrl,
      ready: async () => (await storageAnswers(storage, report)) && !closed,
      metrics: options.metrics && (async () => (await options.metrics?.(engine)) ?? ''),
    }),
    upgrade: (request, socket, head) =>
      api.stripeCli.handleUpgrade(request, socket, head) || dashboard.handleUpgrade(request, socket, head),
    locate: (url) => {
      location.baseUrl = url;
    },
    baseUrl: () => location.baseUrl,
    async advance(span, { key } = {}) {
      const ms = parseSpan(span);
      if (ms === undefined) throw new Error(`'${span}' is not a valid duration. Use 90s, 5m, 24h or 30d.`);
      const advanced = key === undefined ? engine.worlds.known() : [(await api.open(`Bearer ${key}`)).world];
      for (const world of advanced) await worker.advance(world, ms);
    },
    settled: worker.settled,
    async close() {
      if (closed) return;
      closed = true;
      deliverer.close();
      api.stripeCli.close();
      dashboard.close();
      await worker.close();
      await housekeeping.close();
      await logs.close();
      await storage.close();
    },
  };
}

/** Opens the engine, with everything that the rooms take from outside. */
function openEngine(
  storage: Storage,
  options: FlorinOptions & {
    apiVersion: string;
    location: { readonly baseUrl: string };
    report: Report;
    examples: Assembly['examples'];
  },
): Engine {
  const { clock = wallClock, ids = createIds(), observer, location, report } = options;
  const engine = createEngine({
    storage,
    clock,
    ids,
    worlds: createWorlds(storage, clock, () => newWorldSettings(ids, options.apiVersion)),
    baseUrl: () => location.baseUrl,
    observer,
    examples: options.examples,
    report: (error) => report(error, 'rolling back an outbound call'),
  });
  engine.provide(changeSettingsPort, (world, changes) => engine.worlds.changeSettings(world, changes));
  const network = options.network ?? createSimulator();
  engine.provide(networkPort, network);
  engine.provide(simulatorPort, isSimulator(network) ? network : undefined);
  engine.provide(verifierPort, options.verifier ?? simulatedVerifier);
  engine.provide(payoutNetworkPort, createTestBanks());
  engine.provide(feeTablePort, options.fees ?? STANDARD_FEES);
  engine.provide(objectIndexPort, createObjectIndex(storage));
  engine.provide(scheduledPort, createArmed());
  engine.provide(usagePort, withLateUsage);
  engine.provide(contentTurnsPort, createContentTurns());
  engine.provide(webhookPolicy, { publicOnly: options.webhooks === 'public-only' });
  return engine;
}

/** Loads the pages with the first request for one, so that a start does not wait for them. */
function loadPages(
  engine: Engine,
  parts: PageParts,
  roomPages: readonly Page[],
): (request: Request, ip?: string) => Promise<Response> {
  let loaded: Promise<Pages> | undefined;
  return async (request, ip) => {
    loaded ??= import('./pages/pages.ts').then(({ createPages }) => createPages(engine, parts, roomPages));
    return (await loaded).handle(request, ip);
  };
}

/** Loads the dashboard with the first request for it. */
function createDashboardLoader(
  engine: Engine,
  parts: { readonly api: Api; readonly logs: Logs; readonly keys: KeyPair | null; readonly report: Report },
) {
  const { api, logs, keys, report } = parts;
  let loading: Promise<Dashboard> | undefined;
  let loaded: Dashboard | undefined;
  async function load(): Promise<Dashboard> {
    const [{ createDashboard }, { DOORS }] = await Promise.all([
      import('./dashboard/dashboard.ts'),
      import('./dashboard/doors.ts'),
    ]);
    loaded = createDashboard(engine, {
      api: api.answer,
      doors: api.answerFor(assemble([DOORS])),
      openKey: api.open,
      events: api.eventFeed,
      requests: logs.requests,
      built: engine.use(builtPort),
      open: keys && { world: accountOf(keys.secret), keys },
      report,
    });
    return loaded;
  }
  return {
    async handle(request: Request, ip?: string): Promise<Response> {
      loading ??= load();
      return (await loading).handle(request, ip);
    },
    /** A page whose document was loaded opens a WebSocket, so without it there is nothing to connect to. */
    handleUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      loaded?.handleUpgrade(request, socket, head) ?? false,
    close: () => loaded?.close(),
  };
}

/** True if requests can be answered now. */
async function storageAnswers(storage: Storage, report: Report): Promise<boolean> {
  try {
    if (storage.isInPlace?.() === false) throw new UnavailableError({ trouble: 'removed' });
    await storage.countKeys();
    await storage.flushed();
    return true;
  } catch (error) {
    report(error, 'checking the storage');
    return false;
  }
}

async function refuseRequest({ path }: ApiRequest): Promise<ApiAnswer> {
  const refusal = notServingRequests();
  const body = JSON.stringify(chooseCodec(path).errorBody(refusal));
  return { status: refusal.status, headers: { ...COMMON_HEADERS }, body };
}

async function refusePage(): Promise<Response> {
  return new Response('Not found\n', { status: 404 });
}

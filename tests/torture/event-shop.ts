import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { createFlorin, type Florin } from '../../src/florin.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import { someAtATime } from './at-once.ts';
import type { Manner } from './endpoints.ts';

const KEY = 'sk_test_shop';
/** The number of objects of each type that are changed. */
const THINGS = 100;
/** Maximum requests in flight; a slower Florin is waited for. */
const MOST_UNDER_WAY = 500;
/** The initial rate of events. */
const FIRST_PER_SECOND = 200;
/** Interval at which the rate is adjusted, the maximum load of this process, and the factors of adjustment. */
const PACE_EVERY_MS = 20;
const BUSY = 0.6;
const SLOWER = 0.9;
const FASTER = 1.03;
const LOOK_AT_MEMORY_MS = 100;

/** The types of objects whose events are counted, and their create calls. */
const KINDS = [
  ['customer', '/v1/customers', { name: 'Jenny Rosen', email: 'jenny@example.com' }],
  ['product', '/v1/products', { name: 'A thing', description: 'It is good.' }],
  ['coupon', '/v1/coupons', { percent_off: '10', duration: 'once' }],
] as const;
/** Each has one working endpoint. */
const TYPES = KINDS.flatMap(([kind]) => [`${kind}.created`, `${kind}.updated`]);
/** API versions of the endpoints, in turn; undefined is the account's version. */
const VERSIONS = [undefined, '2022-11-15', undefined, '2026-10-28.endive'] as const;

/** A webhook endpoint registered in Florin. */
export interface Subscription {
  readonly id: string;
  readonly manner: Manner;
  /** True if the endpoint's events are timed. */
  readonly timed: boolean;
  readonly secret: string;
  readonly types: readonly string[];
  readonly version: string | undefined;
  /** The number of events so far that it subscribes to. */
  wanted(): number;
}

/** A Florin in this process that emits many events. */
export interface Shop {
  readonly florin: Florin;
  readonly world: string;
  /** All events since the endpoints exist, with the time of their commit in milliseconds since the epoch. */
  readonly events: ReadonlyMap<string, { readonly type: string; readonly at: number }>;
  /** Errors that Florin reported. */
  readonly errors: readonly string[];
  subscribe(urls: readonly string[], manners: readonly Manner[]): Promise<Subscription[]>;
  /**
   * Creates events within the bounds, as fast as the maximum load allows. A busy machine or costly endpoints slow it
   * down: overload is not measured.
   */
  makeEvents(count: number, pace: { mostPerSecond: number; leastPerSecond: number }): Promise<void>;
  advance(span: string): Promise<void>;
  /** The number of planned deliveries, without those to these endpoints. */
  planned(excludeQueues: readonly string[]): Promise<number>;
  /** In bytes. */
  mostMemory(): number;
  close(): Promise<void>;
}

export async function openShop(storage: string, clock: Clock): Promise<Shop> {
  const errors: string[] = [];
  const report = (error: unknown, doing: string) =>
    void errors.push(`${doing}: ${error instanceof Error ? error.stack : String(error)}`);
  const florin = await createFlorin({ storage, clock, report });
  const events = new Map<string, { type: string; at: number }>();
  const perType = new Map<string, number>();
  let listening = false;
  florin.engine.afterCommit((work) => {
    if (!listening) return;
    const at = performance.timeOrigin + performance.now();
    for (const { id, type } of work.events) {
      events.set(id, { type, at });
      perType.set(type, (perType.get(type) ?? 0) + 1);
    }
  });

  const things: string[][] = [];
  await someAtATime(KINDS, KINDS.length, async ([, path, form]) => {
    const made: string[] = [];
    things[KINDS.findIndex((kind) => kind[1] === path)] = made;
    for (let n = 0; n < THINGS; n++) made.push((await post(florin, path, form)).id);
  });
  const world = florin.engine.worlds.known()[0] ?? '';
  let made = 0;
  let perSecond = FIRST_PER_SECOND;
  let mostMemory = 0;
  const looking = setInterval(() => {
    mostMemory = Math.max(mostMemory, process.memoryUsage.rss());
  }, LOOK_AT_MEMORY_MS);

  /** Creates the n-th event by creating or changing an object. */
  async function makeEvent(n: number): Promise<void> {
    const kind = n % KINDS.length;
    const [, path, form] = KINDS[kind] ?? KINDS[0];
    const turn = Math.floor(n / KINDS.length);
    if (turn % 2 === 0) await post(florin, path, form);
    else await post(florin, `${path}/${things[kind]?.[turn % THINGS]}`, { 'metadata[turn]': String(n) });
  }

  return {
    florin,
    world,
    events,
    errors,
    async subscribe(urls, manners) {
      const subscriptions: Subscription[] = [];
      for (const [n, url] of urls.entries()) {
        const manner = manners[n] ?? 'well';
        const types = typesOf(manner, n);
        const version = VERSIONS[n % VERSIONS.length];
        const { id, secret } = await post(florin, '/v1/webhook_endpoints', {
          url,
          ...Object.fromEntries(types.map((type, at) => [`enabled_events[${at}]`, type])),
          ...(version !== undefined && { api_version: version }),
        });
        const wanted = () =>
          types[0] === '*' ? events.size : types.reduce((sum, type) => sum + (perType.get(type) ?? 0), 0);
        subscriptions.push({ id, manner, timed: n < TYPES.length, secret, types, version, wanted });
      }
      listening = true;
      return subscriptions;
    },
    async makeEvents(count, { mostPerSecond, leastPerSecond }) {
      const underWay = new Set<Promise<void>>();
      const end = made + count;
      for (let used = performance.eventLoopUtilization(), allowed = 0; made < end; ) {
        await wait(PACE_EVERY_MS);
        const { active, idle, utilization } = performance.eventLoopUtilization(used);
        used = performance.eventLoopUtilization();
        const next = perSecond * (utilization > BUSY ? SLOWER : FASTER);
        perSecond = Math.max(leastPerSecond, Math.min(mostPerSecond, next));
        allowed = Math.min(perSecond, allowed + (perSecond * (active + idle)) / 1000);
        for (; allowed >= 1 && made < end && underWay.size < MOST_UNDER_WAY; allowed--) {
          const event = makeEvent(made++).finally(() => underWay.delete(event));
          underWay.add(event);
        }
      }
      await Promise.all(underWay);
    },
    advance: (span) => florin.advance(span, { key: KEY }),
    planned: (excludeQueues) =>
      florin.engine.storage.countDue(world, { clock: null, after: 0, until: Number.MAX_SAFE_INTEGER, excludeQueues }),
    mostMemory: () => mostMemory,
    async close() {
      clearInterval(looking);
      await florin.close();
    },
  };
}

/** Event types of an endpoint: one type each for the first, two for the next, all for those that never respond. */
function typesOf(manner: Manner, n: number): readonly string[] {
  if (manner === 'hangs') return ['*'];
  if (n < TYPES.length) return [TYPES[n] as string];
  return [0, 1].map((more) => TYPES[(2 * n + more) % TYPES.length] as string);
}

async function post(
  florin: Florin,
  path: string,
  form: Readonly<Record<string, string>>,
): Promise<{ id: string; secret: string }> {
  const answer = await florin.fetch(`http://florin.test${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}` },
    body: new URLSearchParams(form),
  });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${path} got the response ${answer.status} ${text}`);
  return JSON.parse(text) as { id: string; secret: string };
}

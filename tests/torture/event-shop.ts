import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { createFlorin, type Florin } from '../../src/florin.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import { someAtATime } from './at-once.ts';
import type { Manner } from './endpoints.ts';

const KEY = 'sk_test_shop';
/** How many things of a kind there are that are changed. */
const THINGS = 100;
/** How many requests are under way at most; a Florin that cannot keep up is waited for. */
const MOST_UNDER_WAY = 500;
/** How fast events are made at first. */
const FIRST_PER_SECOND = 200;
/** How often the pace is looked at, the share of its time that this process may be busy, and what then changes. */
const PACE_EVERY_MS = 20;
const BUSY = 0.6;
const SLOWER = 0.9;
const FASTER = 1.03;
const LOOK_AT_MEMORY_MS = 100;

/** The kinds of things whose changes are told, and what makes one. */
const KINDS = [
  ['customer', '/v1/customers', { name: 'Jenny Rosen', email: 'jenny@example.com' }],
  ['product', '/v1/products', { name: 'A thing', description: 'It is good.' }],
  ['coupon', '/v1/coupons', { percent_off: '10', duration: 'once' }],
] as const;
/** One endpoint that does well hears of each. */
const TYPES = KINDS.flatMap(([kind]) => [`${kind}.created`, `${kind}.updated`]);
/** Versions that endpoints ask for, in turn; undefined is the account's own. */
const VERSIONS = [undefined, '2022-11-15', undefined, '2026-10-28.endive'] as const;

/** An endpoint as Florin knows it. */
export interface Subscription {
  readonly id: string;
  readonly manner: Manner;
  /** Whether it is one of those whose events are timed. */
  readonly timed: boolean;
  readonly secret: string;
  readonly types: readonly string[];
  readonly version: string | undefined;
  /** How many of the events so far it is to be sent. */
  wanted(): number;
}

/** A Florin in this process in which much happens. */
export interface Shop {
  readonly florin: Florin;
  readonly world: string;
  /** Every event since the endpoints are there, and when it was committed: milliseconds since epoch. */
  readonly events: ReadonlyMap<string, { readonly type: string; readonly at: number }>;
  /** What Florin reported. */
  readonly errors: readonly string[];
  subscribe(urls: readonly string[], manners: readonly Manner[]): Promise<Subscription[]>;
  /**
   * Makes so many events, within the bounds as fast as leaves this process some of its time. A machine that
   * does other things as well, or endpoints that cost more, make it slower: it is not measured how it is overrun.
   */
  makeEvents(count: number, pace: { mostPerSecond: number; leastPerSecond: number }): Promise<void>;
  advance(span: string): Promise<void>;
  /** How many deliveries Florin still plans, but for these endpoints. */
  planned(besides: readonly string[]): Promise<number>;
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

  /** Makes the n-th event: something new, or a change of what is there. */
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
    planned: (besides) =>
      florin.engine.storage.countDue(world, { clock: null, after: 0, until: Number.MAX_SAFE_INTEGER, besides }),
    mostMemory: () => mostMemory,
    async close() {
      clearInterval(looking);
      await florin.close();
    },
  };
}

/** What an endpoint hears of: the first ones of one type each, the next of two, and who never answers of everything. */
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
  if (answer.status !== 200) throw new Error(`${path} was answered ${answer.status} ${text}`);
  return JSON.parse(text) as { id: string; secret: string };
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Clock, wallClock } from '../../src/kernel/clock.ts';
import { doctor } from './cluster.ts';
import { compareDeliveries, type Times } from './deliveries-agree.ts';
import { type Endpoints, type Manner, openEndpoints } from './endpoints.ts';
import { openShop, type Shop, type Subscription } from './event-shop.ts';
import type { Torture, TortureOptions } from './torture.ts';

/**
 * `noHarmMs`: events that come within this are not late, however fast they come without the bad endpoints: on a machine
 * that does other things as well, milliseconds are chance. `faster`: how fast the clock runs.
 */
const SIZES = {
  full: { events: 100_000, control: 20_000, mostPerSecond: 1_000, leastPerSecond: 50, noHarmMs: 100, faster: 1 },
  short: { events: 300, control: 200, mostPerSecond: 200, leastPerSecond: 200, noHarmMs: 2_000, faster: 5 },
} as const;

/** Of ten endpoints three fail at random, and one never answers. */
const MANNERS: readonly Manner[] = ['well', 'well', 'well', 'well', 'well', 'well', 'fails', 'fails', 'fails', 'hangs'];
const WELL = MANNERS.filter((manner) => manner === 'well');

/** How often the sandbox's clock is moved to the next attempt; no endpoint fails with an event that often. */
const ROUNDS = ['6m', '31m', '121m', '5h', '10h', '12h', '12h', '12h'] as const;

/** How often is looked whether webhooks have arrived, and how long at most: ten minutes. */
const LOOK_EVERY_MS = 100;
const MOST_LOOKS = 6_000;

/** The others are unharmed while 99 of 100 events reach them within twice the time it takes without the bad ones. */
const MOST_TIMES_SLOWER = 2;

/** Events to endpoints of which some fail and one never answers. */
export const events: Torture = {
  name: 'events',
  does: 'sends events to ten webhook endpoints, of which three fail at random and one never answers',
  async run(options) {
    const { events, control, noHarmMs } = SIZES[options.size];
    const figures: Record<string, number | string> = {};
    const problems: string[] = [];
    const wrong = (what: string) => void problems.push(what);
    const alone = await runOnce(WELL, control, options, {}, wrong);
    const p99 = await runOnce(MANNERS, events, options, figures, wrong);
    figures['from commit to arrival, without the bad endpoints'] = alone.told;
    figures['from commit to arrival, with them'] = p99.told;
    figures['times as long (p99)'] = (p99.p99 / alone.p99).toFixed(2);
    if (p99.p99 > Math.max(noHarmMs, alone.p99 * MOST_TIMES_SLOWER))
      wrong(`endpoints that do well get their events late: ${p99.told}; without the others: ${alone.told}`);
    return { figures, problems };
  },
};

async function runOnce(
  manners: readonly Manner[],
  count: number,
  { seed, size, tell }: TortureOptions,
  figures: Record<string, number | string>,
  wrong: (what: string) => void,
): Promise<Times> {
  const { faster } = SIZES[size];
  const folder = mkdtempSync(join(tmpdir(), 'florin-torture-'));
  const endpoints = await openEndpoints(manners, seed);
  try {
    const shop = await openShop(folder, fastClock(faster));
    const times = await deliver(shop, endpoints, manners, { count, pace: SIZES[size], tell, figures, wrong }).finally(
      shop.close,
    );
    for (const error of shop.errors) wrong(error);
    for (const difference of await doctor(folder)) wrong(difference);
    return times;
  } finally {
    await endpoints.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The machine's clock, so many times as fast: who waits ten seconds for an answer then waits less. */
function fastClock(times: number): Clock {
  const begun = wallClock.now();
  return {
    now: () => Math.floor(begun + (wallClock.now() - begun) * times),
    wakeAfter: (ms, wake) => wallClock.wakeAfter(ms / times, wake),
  };
}

interface Delivery {
  readonly count: number;
  readonly pace: Parameters<Shop['makeEvents']>[1];
  readonly tell: (line: string) => void;
  readonly figures: Record<string, number | string>;
  readonly wrong: (what: string) => void;
}

async function deliver(
  shop: Shop,
  endpoints: Endpoints,
  manners: readonly Manner[],
  { count, pace, tell, figures, wrong }: Delivery,
): Promise<Times> {
  const subscriptions = await shop.subscribe(endpoints.urls, manners);
  await endpoints.learn(subscriptions.map(({ secret }) => secret));
  tell(`${count} events for ${manners.length} endpoints`);
  const begun = performance.now();
  await shop.makeEvents(count, pace);
  const made = performance.now() - begun;
  tell(`made in ${seconds(made)} s, ${Math.round((1000 * count) / made)} a second`);
  await waitForAll(shop, endpoints, subscriptions, tell);
  const all = performance.now() - begun;
  const found = await compareDeliveries(shop, endpoints, subscriptions, wrong);
  Object.assign(figures, {
    events: shop.events.size,
    'events made, each second': Math.round((1000 * shop.events.size) / made),
    'deliveries answered with success': found.taken,
    'requests that endpoints got': found.requests,
    'of them failed': found.failed,
    'of them left without an answer': found.hanging,
    'seconds until all were delivered, with all retries': seconds(all),
    'most connections to an endpoint at a time': found.mostConnections,
    'most memory (MiB)': Math.round(shop.mostMemory() / 2 ** 20),
  });
  return found.times;
}

/** Waits until every endpoint that can be has all of its events, and moves the clock to the attempts that come later. */
async function waitForAll(
  shop: Shop,
  endpoints: Endpoints,
  subscriptions: readonly Subscription[],
  tell: (line: string) => void,
): Promise<void> {
  const missing = async (of: Manner, what: 'came' | 'taken') => {
    const reached = await endpoints[what]();
    return subscriptions.reduce(
      (sum, { manner, wanted }, n) => sum + (manner === of ? wanted() - (reached[n] ?? 0) : 0),
      0,
    );
  };
  await until(async () => (await missing('well', 'taken')) === 0);
  await until(async () => (await missing('fails', 'came')) === 0);
  for (const span of ROUNDS) {
    const left = await missing('fails', 'taken');
    if (left === 0) break;
    const begun = performance.now();
    await shop.advance(span);
    tell(`${left} deliveries had failed: the clock was moved by ${span} in ${seconds(performance.now() - begun)} s`);
  }
  // And Florin knows it.
  const hanging = subscriptions.flatMap(({ id, manner }) => (manner === 'hangs' ? [id] : []));
  await until(async () => (await shop.planned(hanging)) === 0);
}

/** Looks again and again, for as long as something comes of it. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let looks = 0; !(await isSo()); looks++) {
    if (looks > MOST_LOOKS) throw new Error('webhooks do not arrive any more');
    await wait(LOOK_EVERY_MS);
  }
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../src/kernel/clock.ts';
import { doctor } from './cluster.ts';
import { compareDeliveries, type Times } from './deliveries-agree.ts';
import { type Manner, openEndpoints } from './endpoints.ts';
import { openShop, type Shop } from './event-shop.ts';

/** The advances of the sandbox's clock to the next attempt; no endpoint fails more often with an event. */
const ROUNDS = ['6m', '31m', '121m', '5h', '10h', '12h', '12h', '12h'] as const;

/** Interval and number of checks for arrived webhooks: ten minutes in all. */
const LOOK_EVERY_MS = 100;
const MOST_LOOKS = 6_000;

/** A Florin with subscribed endpoints. */
export interface Deliveries {
  /** Creates events and waits for their first deliveries; returns the seconds that creating them took. */
  make(count: number, pace: Parameters<Shop['makeEvents']>[1]): Promise<number>;
  /** Advances the clock until everything is delivered, and compares deliveries with events. */
  finish(tell: (line: string) => void): Promise<{ times: Times; figures: Record<string, number | string> }>;
  close(): Promise<void>;
}

/** Opens a Florin on a new folder, with one endpoint per manner. Problems are reported to `wrong`. */
export async function openDeliveries(
  manners: readonly Manner[],
  { seed, clock, wrong }: { seed: number; clock: Clock; wrong: (what: string) => void },
): Promise<Deliveries> {
  const folder = mkdtempSync(join(tmpdir(), 'florin-torture-'));
  const endpoints = await openEndpoints(manners, seed);
  const shop = await openShop(folder, clock);
  const subscriptions = await shop.subscribe(endpoints.urls, manners);
  await endpoints.learn(subscriptions.map(({ secret }) => secret));
  let making = 0;

  /** Returns how many events have not arrived at endpoints of a manner, or were not accepted. */
  async function missing(of: Manner, what: 'came' | 'taken'): Promise<number> {
    const reached = await endpoints[what]();
    return subscriptions.reduce(
      (sum, { manner, wanted }, n) => sum + (manner === of ? wanted() - (reached[n] ?? 0) : 0),
      0,
    );
  }

  return {
    async make(count, pace) {
      const begun = performance.now();
      await shop.makeEvents(count, pace);
      const took = (performance.now() - begun) / 1000;
      making += took;
      await until(async () => (await missing('well', 'taken')) === 0);
      return took;
    },
    async finish(tell) {
      const begun = performance.now();
      await until(async () => (await missing('fails', 'came')) === 0);
      for (const span of ROUNDS) {
        const left = await missing('fails', 'taken');
        if (left === 0) break;
        const moved = performance.now();
        await shop.advance(span);
        tell(`${left} deliveries had failed: the clock was moved by ${span} in ${secondsSince(moved)} s`);
      }
      // Florin's own count agrees.
      const hanging = subscriptions.flatMap(({ id, manner }) => (manner === 'hangs' ? [id] : []));
      await until(async () => (await shop.planned(hanging)) === 0);
      const took = secondsSince(begun);
      const found = await compareDeliveries(shop, endpoints, subscriptions, wrong);
      const figures = {
        events: shop.events.size,
        'events made, each second': Math.round(shop.events.size / making),
        'successful deliveries': found.taken,
        'requests that endpoints got': found.requests,
        'of them failed': found.failed,
        'of them left without an answer': found.hanging,
        'seconds for what had failed': took,
        'most connections to an endpoint at a time': found.mostConnections,
        'most memory (MiB)': Math.round(shop.mostMemory() / 2 ** 20),
      };
      return { times: found.times, figures };
    },
    async close() {
      await shop.close();
      for (const error of shop.errors) wrong(error);
      for (const difference of await doctor(folder)) wrong(difference);
      await endpoints.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Polls until true, or until there is no more progress. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let looks = 0; !(await isSo()); looks++) {
    if (looks > MOST_LOOKS) throw new Error('webhooks do not arrive any more');
    await wait(LOOK_EVERY_MS);
  }
}

function secondsSince(begun: number): string {
  return ((performance.now() - begun) / 1000).toFixed(1);
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type PatroniCluster, startPatroni } from './patroni/cluster.ts';
import { createRandom } from './simulation/random.ts';
import { type Scene, SHOPS, torment } from './torment.ts';
import type { Torture } from './torture.ts';

const KILLS = { short: 2, full: 20 };
const SWITCHOVERS = { short: 1, full: 3 };
const NODES = 2;
/** Average time of selling before a blow. */
const MEAN_PEACE_MS = 1_500;
/** Answers of commits that the old primary still made have arrived by then. */
const LAST_ANSWERS_MS = 300;
const LOOK_EVERY_MS = 20;
/** Lines that nodes print while there is no primary. */
const OUTAGE = /The database cannot be reached/;

/** Kills the primary of a Patroni cluster repeatedly. It is not among the parts that `npm test` runs: see startPatroni. */
export const failover: Torture = {
  name: 'failover',
  does: 'kills the primary of three PostgreSQL servers under Patroni while shops sell; what was acknowledged is there, once, and no node is restarted',
  async run(options) {
    const folder = mkdtempSync(join(tmpdir(), 'florin-failover-'));
    const cluster = await startPatroni();
    try {
      const scene = { data: cluster.url, nodes: NODES, journal: join(folder, 'bank.jsonl') };
      return await torment({ ...scene, attack: primaryKills(cluster, options.size), expected: OUTAGE }, options);
    } finally {
      await cluster.remove();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function primaryKills(cluster: PatroniCluster, size: keyof typeof KILLS): Scene['attack'] {
  const blows = KILLS[size] + SWITCHOVERS[size];
  return (_, seed) => {
    const random = createRandom('failover', seed);
    const taken = { kill: [] as number[], switchover: [] as number[] };
    let struck = 0;
    return {
      blows,
      async strike(sold) {
        await cluster.healthy();
        await moreThan(sold, SHOPS);
        await wait(random.fraction() * 2 * MEAN_PEACE_MS);
        const isSwitchover = struck++ >= KILLS[size];
        const begun = performance.now();
        const killed = isSwitchover ? await cluster.switchOver() : await cluster.killPrimary();
        await wait(LAST_ANSWERS_MS);
        await moreThan(sold, 0);
        taken[isSwitchover ? 'switchover' : 'kill'].push(performance.now() - begun);
        if (killed !== undefined) cluster.revive(killed);
      },
      figures: async () => ({
        'primaries killed': taken.kill.length,
        'longest from a kill to the next answer, ms': longest(taken.kill),
        'median of it, ms': median(taken.kill),
        switchovers: taken.switchover.length,
        'longest from a switchover to the next answer, ms': longest(taken.switchover),
      }),
    };
  };
}

/** Resolves when more than so many objects were acknowledged from now on. */
async function moreThan(sold: () => number, some: number): Promise<void> {
  for (const before = sold(); sold() <= before + some; ) await wait(LOOK_EVERY_MS);
}

function longest(times: readonly number[]): number {
  return Math.round(Math.max(0, ...times));
}

function median(times: readonly number[]): number {
  return Math.round([...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0);
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { schemasOf } from '../../src/storage/postgres/shards.ts';
import { sql } from '../support/postgres.ts';
import { startDatabase, type TortureDatabase } from './database.ts';
import type { Fleet } from './nodes.ts';
import { createRandom, type Random } from './simulation/random.ts';
import { type Scene, SHOPS, torment } from './torment.ts';
import type { Torture } from './torture.ts';

const CYCLES = { short: 4, full: 200 };
/** Average lifetime of a node before it is killed. */
const MEAN_LIFE_MS = 500;
/** Maximum wait for a node that does not respond. */
const LONGEST_LIFE_MS = 20_000;
const LOOK_EVERY_MS = 20;

export const killFile: Torture = {
  name: 'kill-file',
  does: 'kills a node on a data folder repeatedly while shops sell; nothing acknowledged is lost, nothing happens twice',
  async run(options) {
    const folder = mkdtempSync(join(tmpdir(), 'florin-kill-'));
    const attack = nodeKills(CYCLES[options.size]);
    try {
      return await torment(
        { data: join(folder, 'data'), nodes: 1, journal: join(folder, 'bank.jsonl'), attack },
        options,
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

export const killPostgres: Torture = {
  name: 'kill-postgres',
  does: 'the same with three nodes that share one PostgreSQL and one bank',
  async run(options) {
    const folder = mkdtempSync(join(tmpdir(), 'florin-kill-'));
    const attack = nodeKills(CYCLES[options.size]);
    // Only nodes are killed, not the database.
    const database = await startDatabase();
    try {
      // Only the full size has time for a lease, which is a minute.
      const held = options.size === 'short' && { held: () => heldEvents(database) };
      return await torment(
        { data: database.url, nodes: 3, journal: join(folder, 'bank.jsonl'), attack, ...held },
        options,
      );
    } finally {
      await database.remove();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function heldEvents({ server, shards }: TortureDatabase): Promise<ReadonlySet<string>> {
  const held = await Promise.all(
    schemasOf(shards).map((schema) =>
      sql(
        server,
        `SELECT subject FROM ${schema === null ? '' : `${schema}.`}timers
         WHERE kind = 'webhook.deliver' AND lease_until > extract(epoch FROM now()) * 1000`,
      ),
    ),
  );
  return new Set(held.flat().map(({ subject }) => String(subject)));
}

/** Kills nodes of a fleet, one after the other, and starts others in their place. */
function nodeKills(cycles: number): Scene['attack'] {
  return (fleet, seed) => {
    const random = createRandom('killer', seed);
    const kills = { listening: 0, starting: 0, stopping: 0 };
    const recoveries: Promise<number>[] = [];
    return {
      blows: cycles,
      strike: (sold) => strike(fleet, random, sold, kills, recoveries),
      async figures() {
        const took = (await Promise.all(recoveries)).filter((ms) => ms > 0);
        return {
          'kills (SIGKILL)': cycles,
          '  of nodes that took requests': kills.listening,
          '  of nodes that were starting': kills.starting,
          '  of nodes that were stopping': kills.stopping,
          'longest from a kill to the next request taken, ms': Math.round(Math.max(0, ...took)),
        };
      },
    };
  };
}

/**
 * Waits a while and kills a node: usually a ready one, sometimes one that is still starting, or that got SIGTERM a
 * moment before.
 */
async function strike(
  fleet: Fleet,
  random: Random,
  sold: () => number,
  kills: { listening: number; starting: number; stopping: number },
  recoveries: Promise<number>[],
): Promise<void> {
  const nodes = fleet.nodes();
  // Usually waits for a ready node with a response, because otherwise a busy machine would never sell anything.
  const anyone = random.chance(0.2);
  if (!anyone) {
    await Promise.race(nodes.map((node) => node.ready));
    const [before, until] = [sold(), performance.now() + LONGEST_LIFE_MS];
    while (sold() < before + SHOPS && performance.now() < until) await wait(LOOK_EVERY_MS);
  }
  await wait(random.fraction() * 2 * MEAN_LIFE_MS);
  const listening = nodes.filter((node) => node.url() !== undefined);
  const node = random.pick(anyone || listening.length === 0 ? nodes : listening);
  if (node.url() === undefined) kills.starting += 1;
  else if (random.chance(0.1)) {
    kills.stopping += 1;
    node.kill('SIGTERM');
    await wait(random.fraction() * 100);
  } else kills.listening += 1;
  const killed = performance.now();
  const next = await fleet.replace(nodes.indexOf(node));
  // If a node is killed before it is ready, the next one counts.
  recoveries.push(next.ready.then((url) => (url === undefined ? 0 : performance.now() - killed)));
}

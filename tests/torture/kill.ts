import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { schemasOf } from '../../src/storage/postgres/shards.ts';
import { sql } from '../support/postgres.ts';
import { noToll, type PersistentClient, persistentClient, type Toll } from './client.ts';
import { doctor } from './cluster.ts';
import { startDatabase, type TortureDatabase } from './database.ts';
import { openEndpoints } from './endpoints.ts';
import { bankAgrees } from './kill-bank.ts';
import { awaitDeliveries } from './kill-deliveries.ts';
import { readBack } from './kill-read-back.ts';
import { type Ledger, newLedger, openShop } from './kill-shop.ts';
import { type Fleet, openFleet, startNode, warmUp } from './nodes.ts';
import { createRandom, type Random } from './simulation/random.ts';
import type { Torture, TortureOptions, TortureResult } from './torture.ts';

const KEY = 'sk_test_kill';
const SHOPS = 8;
const CYCLES = { short: 4, full: 200 };
/** Average lifetime of a node before it is killed. */
const MEAN_LIFE_MS = 500;
/** Maximum wait for a node that does not respond. */
const LONGEST_LIFE_MS = 20_000;
const LOOK_EVERY_MS = 20;
/** Uncommitted outbound calls of a killed node are reversed by others after a minute of the world's time. */
const SETTLED_AFTER = '2m';

export const killFile: Torture = {
  name: 'kill-file',
  does: 'kills a node on a data folder repeatedly while shops sell; nothing acknowledged is lost, nothing happens twice',
  async run(options) {
    const folder = mkdtempSync(join(tmpdir(), 'florin-kill-'));
    try {
      return await torment({ data: join(folder, 'data'), nodes: 1, journal: join(folder, 'bank.jsonl') }, options);
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
    // Only nodes are killed, not the database.
    const database = await startDatabase();
    try {
      // Only the full size has time for a lease, which is a minute.
      const held = options.size === 'short' && { held: () => heldEvents(database) };
      return await torment({ data: database.url, nodes: 3, journal: join(folder, 'bank.jsonl'), ...held }, options);
    } finally {
      await database.remove();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

interface Scene {
  readonly data: string;
  readonly nodes: number;
  /** The file of the network's own journal. */
  readonly journal: string;
  /** Returns the events that are not waited for, because a killed node has leased their delivery. */
  readonly held?: () => Promise<ReadonlySet<string>>;
}

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

async function torment(scene: Scene, { seed, size, tell }: TortureOptions): Promise<TortureResult> {
  if (size === 'full') await warmUp();
  const endpoints = await openEndpoints(['well'], seed);
  const fleet = openFleet(scene.nodes, () => startNode(scene.data, ['--network-journal', scene.journal]));
  const toll = noToll();
  const ledger = newLedger();
  const client = (name: string): PersistentClient =>
    persistentClient(name, { url: fleet.url, key: KEY, toll, hurry: createRandom('hurry', name) });
  const keeper = client('keeper');
  try {
    await fleet.ready();
    const [url = ''] = endpoints.urls;
    const made = await keeper.post('/v1/webhook_endpoints', { url, 'enabled_events[]': '*' });
    await endpoints.learn([String(made?.body.secret)]);

    const deaths = await killWhileSelling(fleet, { seed, cycles: CYCLES[size], ledger, client, tell });
    const recovered = performance.now();

    const delivered = await awaitDeliveries(keeper, endpoints, {
      since: recovered,
      tell,
      ...(scene.held && { held: scene.held }),
    });
    const later = await keeper.post('/_florin/clock/advance', { by: SETTLED_AFTER });
    if (later?.status !== 200) ledger.wrong.push(`the clock was not moved: ${later?.status}`);
    const found = await readBack(keeper, ledger);
    await fleet.stop();
    const bank = await bankAgrees(scene, KEY, ledger);
    const books = await doctor(scene.data);
    return {
      figures: {
        ...deaths,
        ...tollFigures(toll, ledger),
        ...found.figures,
        ...bank.figures,
        ...delivered.figures,
      },
      problems: [
        ...ledger.wrong,
        ...(toll.unanswered > 0 ? [`${toll.unanswered} requests got no response`] : []),
        ...found.problems,
        ...bank.problems,
        ...books,
        ...delivered.problems,
        ...fleet.problems(),
      ],
    };
  } finally {
    await fleet.end();
    await endpoints.close();
  }
}

function tollFigures(toll: Toll, ledger: Ledger): TortureResult['figures'] {
  return {
    'requests sent': toll.requests,
    'acknowledged with success': toll.acknowledged,
    'sent again under the same key': toll.retried,
    'answers, by status': Object.entries(toll.statuses)
      .map(([status, count]) => `${status}: ${count}`)
      .join(', '),
    'without a response': toll.unanswered,
    'acknowledged objects': ledger.objects.size,
  };
}

/** Lets shops sell while nodes are killed. At the end every request has a response and all nodes are ready. */
async function killWhileSelling(
  fleet: Fleet,
  options: {
    seed: number;
    cycles: number;
    ledger: Ledger;
    client: (name: string) => PersistentClient;
    tell: (line: string) => void;
  },
): Promise<TortureResult['figures']> {
  const { seed, cycles, ledger, client, tell } = options;
  let selling = true;
  const shops = Array.from({ length: SHOPS }, async (_, n) => {
    const shop = openShop(client(`shop-${seed}-${n}`), createRandom('shop', seed, n), ledger);
    while (selling) await shop.sell();
  });
  const random = createRandom('killer', seed);
  const begun = performance.now();
  const kills = { listening: 0, starting: 0, stopping: 0 };
  const recoveries: Promise<number>[] = [];
  for (let cycle = 1; cycle <= cycles; cycle++) {
    await strike(fleet, random, () => ledger.objects.size, kills, recoveries);
    if (cycle % 20 === 0) tell(`${cycle} kills, ${ledger.objects.size} acknowledged objects`);
  }
  await fleet.ready();
  const seconds = Math.round((performance.now() - begun) / 1000);
  selling = false;
  await Promise.all(shops);
  const took = (await Promise.all(recoveries)).filter((ms) => ms > 0);
  return {
    'kills (SIGKILL)': cycles,
    '  of nodes that took requests': kills.listening,
    '  of nodes that were starting': kills.starting,
    '  of nodes that were stopping': kills.stopping,
    'seconds of it': seconds,
    'longest from a kill to the next request taken, ms': Math.round(Math.max(0, ...took)),
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

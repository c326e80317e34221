import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { examine } from '../../src/cli/doctor/examine.ts';
import { createFlorin, type Florin } from '../../src/florin.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import type { Network } from '../../src/network/network.ts';
import { createJournal, type Journal } from '../../src/network/simulator/journal.ts';
import { createSimulator } from '../../src/network/simulator/simulator.ts';
import { openInventory } from '../../src/storage/inventory/open.ts';
import { askFlorin } from './ask-florin.ts';
import type { Form } from './client.ts';
import { startDatabase } from './database.ts';

/** More attempts than any storm makes: the journal keeps all of them for the comparison. */
const MOST_ATTEMPTS = 1_000_000;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Florins in this process on one storage and one network. */
export interface Cluster {
  readonly nodes: readonly Florin[];
  readonly journal: Journal;
  /** Sends a request to a node; `node` may be any number, modulo the number of nodes. */
  call(node: number, method: 'GET' | 'POST', path: string, form?: Form, idempotencyKey?: string): Promise<Answer>;
}

export const ENGINES = ['one node on a file', 'three nodes on PostgreSQL'] as const;
export type Engine = (typeof ENGINES)[number];

const KEY = 'sk_test_storms';

/**
 * Runs `work` on a new data folder or database. Returns problems: errors that Florin reported, and the findings of
 * `florin doctor`. `between` wraps the connection between the nodes and their bank.
 */
export async function onCluster(
  engine: Engine,
  run: (cluster: Cluster) => Promise<void>,
  { between, clock }: { between?: (bank: Network) => Network; clock?: Clock } = {},
): Promise<string[]> {
  const problems: string[] = [];
  const place = engine === 'one node on a file' ? takeFolder() : await takePostgres();
  try {
    const journal = createJournal(MOST_ATTEMPTS);
    // A bank that several nodes share, or that is reached over a line, is a separate system.
    const bank = createSimulator({ journal, remote: place.nodes > 1 || between !== undefined });
    const network = between?.(bank) ?? bank;
    const nodes: Florin[] = [];
    try {
      for (let n = 0; n < place.nodes; n++) {
        const report = (error: unknown, doing: string) =>
          problems.push(`node ${n}, ${doing}: ${error instanceof Error ? error.stack : String(error)}`);
        nodes.push(await createFlorin({ storage: place.storage, network, report, ...(clock && { clock }) }));
      }
      await run(clusterOf(nodes, journal));
    } finally {
      await Promise.all(nodes.map((node) => node.close()));
    }
    problems.push(...(await doctor(place.storage)));
  } finally {
    await place.remove();
  }
  return problems;
}

export function clusterOf(nodes: readonly Florin[], journal: Journal): Cluster {
  return { nodes, journal, call: (node, ...rest) => call(nodes, node, ...rest) };
}

async function call(
  nodes: readonly Florin[],
  node: number,
  method: string,
  path: string,
  form: Form = {},
  idempotencyKey?: string,
): Promise<Answer> {
  const florin = nodes[node % nodes.length];
  if (!florin) throw new Error('No node was started.');
  const answer = await askFlorin(florin, KEY, {
    method,
    path,
    ...(method === 'POST' && { form }),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

/** Returns the findings of `florin doctor` for a folder or database that is not in use. */
export async function doctor(storage: string): Promise<string[]> {
  const inventory = await openInventory(storage);
  try {
    const { differences, dead } = await examine(inventory);
    return [...differences, ...dead].map(({ world, what }) => `doctor, ${world}: ${what}`);
  } finally {
    await inventory.close();
  }
}

interface Place {
  readonly nodes: number;
  readonly storage: string;
  remove(): Promise<void>;
}

function takeFolder(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'florin-torture-'));
  return { nodes: 1, storage: folder, remove: async () => rmSync(folder, { recursive: true, force: true }) };
}

async function takePostgres(): Promise<Place> {
  const { url, remove } = await startDatabase();
  return { nodes: 3, storage: url, remove };
}

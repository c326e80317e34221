import { createFlorin, type Florin } from '../../../src/florin.ts';
import type { Storage } from '../../../src/kernel/storage.ts';
import { createJournal } from '../../../src/network/simulator/journal.ts';
import { createSimulator } from '../../../src/network/simulator/simulator.ts';
import { openSqlite } from '../../../src/storage/sqlite/open.ts';
import { differencesIn } from '../../support/examined.ts';
import { clusterOf } from '../cluster.ts';
import { compareWithNetwork } from '../network-agrees.ts';
import { shareable } from '../simulation/shared.ts';
import { stormOfCalls } from '../storm-of-calls.ts';
import { stormOfKeys } from '../storm-of-keys.ts';

const NODES = 3;
const SIZE = { keys: 20, requests: 10, bodies: 'equal' } as const;
const PAYMENTS = 14;

/**
 * Runs the storms on three nodes over a storage with a fault. Returns the number of requests and the problems found.
 */
export async function stormWith(plant: (storage: Storage) => Storage): Promise<{ requests: number; wrong: string[] }> {
  const storage = openSqlite({ path: ':memory:' });
  const journal = createJournal();
  const network = createSimulator({ journal, remote: true });
  const wrong: string[] = [];
  const nodes: Florin[] = [];
  for (let n = 0; n < NODES; n++) {
    const own = { ...plant(shareable(storage)), close: async () => {} };
    const report = (error: unknown, doing: string) => wrong.push(`${doing}: ${String(error)}`);
    nodes.push(await createFlorin({ storage: own, network, report }));
  }
  let requests = 0;
  const count = (what: string, by = 1) => {
    if (!what.startsWith(' ')) requests += by;
  };
  const cluster = clusterOf(nodes, journal);
  try {
    await stormOfKeys(cluster, SIZE, count, (what) => wrong.push(what));
    await stormOfCalls(cluster, PAYMENTS, count, (what) => wrong.push(what));
    await compareWithNetwork(
      cluster,
      () => {},
      (what) => wrong.push(what),
    );
  } catch (error) {
    wrong.push(`it came to no end: ${String(error)}`);
  }
  wrong.push(...(await differencesIn(storage)));
  for (const node of nodes) await node.close();
  await storage.close();
  return { requests, wrong };
}

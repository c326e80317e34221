import { createFlorin, type Florin } from '../../../src/florin.ts';
import { createIds } from '../../../src/kernel/ids.ts';
import type { Storage } from '../../../src/kernel/storage.ts';
import { createJournal, type Journal } from '../../../src/network/simulator/journal.ts';
import { createSimulator } from '../../../src/network/simulator/simulator.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { cutNetwork, cutStorage } from './cut.ts';
import { createRandom } from './random.ts';
import { createTurns, type Process, type Turns } from './turns.ts';

/** A Florin that can die and be opened again; others may stand beside it on the same storage. */
export interface Node {
  readonly process: Process;
  readonly florin: Florin;
}

/** Everything a run is made on: nodes, what they stand on, and the order in which things happen. */
export interface Platform {
  readonly turns: Turns;
  readonly clock: ReturnType<typeof createManualClock>;
  /** What is on disk, without waiting for turns: for looking. */
  readonly storage: Storage;
  readonly journal: Journal;
  /** Opens a Florin on what is on disk, as after a crash. It waits for turns. */
  open(name: string): Promise<Node>;
  /** What Florins reported as their own fault while they lived. */
  readonly reports: string[];
}

/** More than any run makes: nothing of what the network did is forgotten. */
const MOST_ATTEMPTS = 100_000;
export const BASE_URL = 'http://florin.test';
const NEWEST = '2026-10-28.endive';

/**
 * A platform whose every chance comes from the seed: ids and secrets, the clock, the order of what happens at once.
 * `nodes` says how many processes there are. The network is another system, which goes on when they die.
 */
export function createPlatform(seed: number, storage: Storage, { nodes }: { nodes: number }): Platform {
  const turns = createTurns();
  const clock = createManualClock();
  const journal = createJournal(MOST_ATTEMPTS, clock.now);
  const network = { ...createSimulator({ journal }), remote: true as const };
  const ids = createIds(createRandom(seed, 'ids').fill);
  const reports: string[] = [];
  let lives = 0;
  return {
    turns,
    clock,
    storage,
    journal,
    reports,
    async open(name) {
      lives += 1;
      const process: Process = { name: `${name} (life ${lives})`, dead: false };
      const place = { turns, process };
      const florin = await createFlorin({
        storage: cutStorage(storage, place, { shared: nodes > 1 }),
        network: cutNetwork(network, place),
        clock,
        ids,
        apiVersion: NEWEST,
        baseUrl: BASE_URL,
        report(error, doing) {
          if (!process.dead) reports.push(`${doing}: ${error instanceof Error ? error.stack : String(error)}`);
        },
      });
      return { process, florin };
    },
  };
}

/** Shared positions draw their lanes from `Math.random`: while `work` runs, it too does as the seed says. */
export async function withSeededMath<T>(seed: number, work: () => Promise<T>): Promise<T> {
  const { random } = Math;
  Math.random = createRandom(seed, 'lanes').fraction;
  try {
    return await work();
  } finally {
    Math.random = random;
  }
}

import { createFlorin, type Florin } from '../../../src/florin.ts';
import { StripeError } from '../../../src/kernel/errors.ts';
import { createIds } from '../../../src/kernel/ids.ts';
import type { Storage } from '../../../src/kernel/storage.ts';
import { UnknownOutcomeError } from '../../../src/network/network.ts';
import { createJournal, type Journal } from '../../../src/network/simulator/journal.ts';
import { createSimulator } from '../../../src/network/simulator/simulator.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { silentNetwork } from '../silent-network.ts';
import { cutNetwork, cutStorage } from './cut.ts';
import { createRandom } from './random.ts';
import { shareable } from './shared.ts';
import { createTurns, type Process, type Turns } from './turns.ts';

/** A Florin that can die and be opened again; others may stand beside it on the same storage. */
export interface Node {
  readonly process: Process;
  readonly florin: Florin;
}

/** What Florins reported as their own fault while they lived. */
export interface Reports {
  readonly faults: string[];
  /** How often a timer could not do its work yet: a bank was silent, or somebody else was at the payment. */
  putOff: number;
}

/** Everything a run is made on: Florins, what they stand on, and the order in which things happen. */
export interface Platform {
  readonly turns: Turns;
  readonly clock: ReturnType<typeof createManualClock>;
  readonly journal: Journal;
  readonly reports: Reports;
  /** How large a share of its answers the network fails to give, from 0 to 1. */
  silence: number;
  /** Opens a Florin on what is on disk, as after a crash. It waits for turns. */
  open(process: Process): Promise<Node>;
}

/** What a run is made with. */
export interface Setting {
  readonly seed: number;
  readonly storage: Storage;
  /** Whether several processes stand on the storage. */
  readonly shared: boolean;
  /** Stands between a process and its storage, with a fault of its own. */
  readonly plant: (storage: Storage) => Storage;
}

/** More than any run makes: nothing of what the network did is forgotten. */
const MOST_ATTEMPTS = 100_000;
export const BASE_URL = 'http://florin.test';
const NEWEST = '2026-10-28.endive';

/**
 * A platform whose every chance comes from the seed: ids and secrets, the clock, the silence of the network, the order of
 * what happens at once. The network is another system, which goes on when processes die.
 */
export function createPlatform({ seed, storage, shared, plant }: Setting): Platform {
  const turns = createTurns();
  const clock = createManualClock();
  const journal = createJournal(MOST_ATTEMPTS, clock.now);
  const ids = createIds(createRandom(seed, 'ids').fill);
  const reports: Reports = { faults: [], putOff: 0 };
  const platform: Platform = {
    turns,
    clock,
    journal,
    reports,
    silence: 0,
    async open(process) {
      const place = { turns, process };
      const florin = await createFlorin({
        storage: plant(cutStorage(shared ? shareable(storage) : storage, place)),
        network: cutNetwork(network, place),
        clock,
        ids,
        apiVersion: NEWEST,
        baseUrl: BASE_URL,
        report(error, doing) {
          if (process.dead) return;
          if (isPutOff(error)) reports.putOff += 1;
          else reports.faults.push(`${doing}: ${error instanceof Error ? error.stack : String(error)}`);
        },
      });
      return { process, florin };
    },
  };
  const { network } = silentNetwork(
    createSimulator({ journal, remote: true }),
    createRandom(seed, 'silence'),
    () => platform.silence,
  );
  return platform;
}

function isPutOff(error: unknown): boolean {
  return error instanceof UnknownOutcomeError || (error instanceof StripeError && error.detail.code === 'lock_timeout');
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

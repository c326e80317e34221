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

/** A Florin that can crash and be opened again; others may share its storage. */
export interface Node {
  readonly process: Process;
  readonly florin: Florin;
}

/** Faults that Florins reported while they ran. */
export interface Reports {
  readonly faults: string[];
  /** Number of postponed timers, because a bank did not respond or the payment was locked. */
  putOff: number;
}

/** The parts of a run: Florins, storage, network, and the order of calls. */
export interface Platform {
  readonly turns: Turns;
  readonly clock: ReturnType<typeof createManualClock>;
  readonly journal: Journal;
  readonly reports: Reports;
  /** The share of the network's responses that are lost, from 0 to 1. */
  silence: number;
  /** Opens a Florin on the stored data, as after a crash. Its calls wait for their turns. */
  open(process: Process): Promise<Node>;
}

/** Options of a run. */
export interface Setting {
  readonly seed: number;
  readonly storage: Storage;
  /** True if several processes share the storage. */
  readonly shared: boolean;
  /** Wraps the storage of a process with a fault. */
  readonly plant: (storage: Storage) => Storage;
}

/** More attempts than any run makes: the journal keeps all of them. */
const MOST_ATTEMPTS = 100_000;
export const BASE_URL = 'http://florin.test';
const NEWEST = '2026-10-28.endive';

/**
 * A platform whose random choices all depend on the seed: ids and secrets, the clock, lost responses, the order of
 * simultaneous calls. The network is a separate system and outlives crashes.
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

/** Replaces `Math.random` by a seeded generator during `work`, because shared positions draw their lanes from it. */
export async function withSeededMath<T>(seed: number, work: () => Promise<T>): Promise<T> {
  const { random } = Math;
  Math.random = createRandom(seed, 'lanes').fraction;
  try {
    return await work();
  } finally {
    Math.random = random;
  }
}

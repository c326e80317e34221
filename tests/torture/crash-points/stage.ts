import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFlorin, type Florin } from '../../../src/florin.ts';
import { StripeError } from '../../../src/kernel/errors.ts';
import type { Storage } from '../../../src/kernel/storage.ts';
import type { Network } from '../../../src/network/network.ts';
import { openPostgres } from '../../../src/storage/postgres/open.ts';
import { openSqlite } from '../../../src/storage/sqlite/open.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { doctor } from '../cluster.ts';
import { startDatabase } from '../database.ts';
import { cutNetwork, cutStorage } from '../simulation/cut.ts';
import type { Process } from '../simulation/turns.ts';
import { type Blade, createBlade } from './blade.ts';

export type Engine = 'a file' | 'PostgreSQL';

/** Processes that run one after the other on one storage and one clock, with worlds by their keys. */
export interface Stage {
  readonly clock: ReturnType<typeof createManualClock>;
  /** Starts a Florin that can be crashed at any outside call. */
  start(network: Network, counts: (call: string) => boolean): Promise<Life>;
  /** Returns the findings of `florin doctor` on all worlds. No process may run. */
  examine(): Promise<string[]>;
  remove(): Promise<void>;
}

/** One process from its start to its end. */
export interface Life {
  readonly florin: Florin;
  readonly blade: Blade;
  /** Closes the process unless it has crashed. */
  end(): Promise<void>;
}

export async function openStage(engine: Engine, wrong: (what: string) => void): Promise<Stage> {
  const clock = createManualClock();
  const place = engine === 'a file' ? takeFolder() : await takeDatabase();
  let lives = 0;
  return {
    clock,
    async start(network, counts) {
      const storage = await place.open();
      const blade = createBlade(counts);
      const process: Process = { name: String(++lives), dead: false };
      const florin = await createFlorin({
        storage: cutStorage(storage, { turns: blade, process }),
        network: cutNetwork(network, { turns: blade, process }),
        clock,
        report: (error, doing) => {
          // Outbound calls of a crashed process are being settled; a timer that needs the same payment is retried.
          const waits = error instanceof StripeError && error.status === 429;
          if (!process.dead && !waits) wrong(`${doing}: ${error instanceof Error ? error.stack : String(error)}`);
        },
      });
      return {
        florin,
        blade,
        async end() {
          if (!process.dead) await florin.close();
          process.dead = true;
          await storage.close();
        },
      };
    },
    examine: () => doctor(place.data),
    remove: place.remove,
  };
}

interface Place {
  readonly data: string;
  open(): Promise<Storage>;
  remove(): Promise<void>;
}

/** In memory if the machine has such a folder: processes crash here, not the machine. */
function takeFolder(): Place {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'florin-crash-'));
  return {
    data: folder,
    open: async () => openSqlite({ path: folder }),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function takeDatabase(): Promise<Place> {
  const { url, remove } = await startDatabase();
  return { data: url, open: () => openPostgres({ url }), remove };
}

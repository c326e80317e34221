import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFlorin, type Florin } from '../../../src/florin.ts';
import { UnavailableError } from '../../../src/kernel/storage.ts';
import type { Network } from '../../../src/network/network.ts';
import { createJournal } from '../../../src/network/simulator/journal.ts';
import { createSimulator } from '../../../src/network/simulator/simulator.ts';
import { openSqlite } from '../../../src/storage/sqlite/open.ts';
import { doctor } from '../cluster.ts';
import { newLedger, openShop } from '../kill-shop.ts';
import { compareWithNetwork } from '../network-agrees.ts';
import { createRandom } from '../simulation/random.ts';
import { compareWithResponses } from './compare-with-responses.ts';
import { type Counter, once, openCounter, type Pacer, patientClient } from './patient-client.ts';
import { type FailingDisk, failingDisk } from './power-cut.ts';

const SHOPS = 6;
/** Share of requests without a response that are never retried. */
const GIVES_UP = 0.25;
const ACKNOWLEDGED = 20;
const MOST_ATTEMPTS = 1_000_000;
const KEY = 'sk_test_syncs';
/** Outbound calls without a retry are settled after a minute of the world's time. */
const SETTLED_AFTER = '2m';

type Count = (what: string, by?: number) => void;
type Wrong = (what: string) => void;

/**
 * Fails the first sync after a start, the second after the next start, and so on. Each time the power is cut, and
 * Florin restarts on the disk's content with the same acquirer.
 */
export async function failingSyncs(
  { seed, failures }: { seed: number; failures: number },
  count: Count,
  wrong: Wrong,
): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), 'florin-syncs-'));
  const told: Wrong = (what) => wrong(`failing syncs: ${what}`);
  try {
    const journal = createJournal(MOST_ATTEMPTS);
    // Outlives the process, like a real acquirer.
    const network: Network = createSimulator({ journal, remote: true });
    const counter = openCounter(KEY);
    const ledger = newLedger();
    let selling = true;
    const shops = Array.from({ length: SHOPS }, async (_, n) => {
      const client = patientClient(`syncs-${n}`, counter, {
        again: () => counter.when(() => counter.florin !== undefined),
        givesUp: GIVES_UP,
        random: createRandom(seed, 'syncs client', n),
      });
      const shop = openShop(client, createRandom(seed, 'syncs shop', n), ledger);
      while (selling) await shop.sell();
    });
    let folder = join(place, 'data-0');
    for (let failing = 1; failing <= failures; failing++) {
      const disk = failingDisk(folder, failing, createRandom(seed, 'syncs disk', failing));
      const florin = await openOn(folder, disk, network, told).catch(whileStarting);
      counter.florin = florin;
      counter.look();
      await disk.failed;
      if (florin) await answersNothing(florin, disk, place, count, told);
      counter.florin = undefined;
      folder = join(place, `data-${failing}`);
      disk.cut(folder);
      await florin?.close();
      count('syncs that failed');
    }
    const florin = await openOn(folder, failingDisk(folder, 0, createRandom(seed)), network, told);
    counter.florin = florin;
    counter.look();
    const enough = counter.acknowledged + ACKNOWLEDGED;
    await counter.when(() => counter.acknowledged >= enough);
    selling = false;
    await Promise.all(shops);
    await florin.advance(SETTLED_AFTER, { key: KEY });
    await florin.settled();
    await compareAll(counter, ledger, count, told);
    await compareWithNetwork({ nodes: [florin], journal }, () => {}, told);
    await florin.close();
    for (const difference of await doctor(folder)) told(difference);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function openOn(folder: string, disk: FailingDisk, network: Network, wrong: Wrong): Promise<Florin> {
  return createFlorin({
    storage: openSqlite({ path: folder, interfere: disk.interfere }),
    network,
    report(error, doing) {
      if (!(error instanceof UnavailableError && error.trouble === 'failed'))
        wrong(`${doing}: ${error instanceof Error ? error.stack : String(error)}`);
    },
  });
}

/** The very first sync happens before Florin has started, so it does not start. */
function whileStarting(error: unknown): undefined {
  if (!(error instanceof UnavailableError)) throw error;
}

/** Expects that after a failed sync every request is rejected and the disk is not used any more. */
async function answersNothing(
  florin: Florin,
  disk: FailingDisk,
  place: string,
  count: Count,
  wrong: Wrong,
): Promise<void> {
  const { storage } = florin.engine;
  const why = await storage.failed;
  if (!why?.message.includes('Restart Florin')) wrong(`the error was ${why?.message}`);
  const syncs = disk.syncs();
  const asked = { florin, key: KEY };
  const answers = await Promise.all([
    once(asked, 'GET', '/v1/balance'),
    once(asked, 'GET', '/v1/payment_intents'),
    once(asked, 'POST', '/v1/customers', {}),
  ]);
  for (const { status } of answers)
    if (status !== 503) wrong(`after a failed sync a request got the response ${status}`);
  const ready = await florin.fetch('http://florin.test/readyz');
  if (ready.status !== 503) wrong(`after a failed sync /readyz answers ${ready.status}`);
  const copied = await storage.backUp?.(join(place, 'backup.db')).then(
    () => true,
    () => false,
  );
  if (copied) wrong('a backup was made after a failed sync');
  if (disk.syncs() !== syncs) wrong('the disk was synced again after a failed sync');
  count('  requests refused after that, as they must be', answers.length + 1);
}

async function compareAll(
  counter: Counter & Pacer,
  ledger: ReturnType<typeof newLedger>,
  count: Count,
  wrong: Wrong,
): Promise<void> {
  count('  requests acknowledged between them', counter.acknowledged);
  count('  requests whose answer was lost', counter.refused);
  count('  of these never made again', counter.givenUp);
  for (const message of counter.said.keys())
    if (!/unknown if the request was saved/.test(message)) wrong(`a refusal was: ${message}`);
  const open = { changed: counter.unknown, made: counter.unmade };
  const compared = await compareWithResponses((path) => once(counter, 'GET', path), ledger, open, wrong);
  count('  objects equal to their last response', compared);
}

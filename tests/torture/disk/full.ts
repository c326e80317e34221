import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createFlorin, type Florin } from '../../../src/florin.ts';
import { UnavailableError } from '../../../src/kernel/storage.ts';
import { createJournal, type OpenJournal } from '../../../src/network/simulator/journal.ts';
import { createSimulator } from '../../../src/network/simulator/simulator.ts';
import { StorageOpenError } from '../../../src/storage/open-error.ts';
import { toFirstSchema } from '../../support/first-schema.ts';
import { doctor } from '../cluster.ts';
import { newLedger, openShop } from '../kill-shop.ts';
import { compareWithNetwork } from '../network-agrees.ts';
import { createRandom, type Random } from '../simulation/random.ts';
import { compareWithResponses, NOTHING_OPEN } from './compare-with-responses.ts';
import { type Counter, once, openCounter, type Pacer, patientClient } from './patient-client.ts';
import { type Kind, mountSmallDisk, type SmallDisk } from './room.ts';

/** The disk's size, and the most space left when it is filled: a commit takes 100 to 400 KB. */
const DISK_MIB = 160;
const MOST_LEFT_BYTES = 600 * 1024;
const SHOPS = 8;
/** Share of rejected requests that are never retried. */
const GIVES_UP = 0.2;
/**
 * The number of rejected requests that ends a period without space, and of successful ones that ends the next period.
 */
const REFUSALS = SHOPS;
const ACKNOWLEDGED = 24;
const MOST_ATTEMPTS = 1_000_000;
const KEY = 'sk_test_full';

type Count = (what: string, by?: number) => void;
type Wrong = (what: string) => void;

/** Fills real disks while shops sell, and makes space again, without restarting Florin. */
export async function fullDisks(
  { seed, kinds, times, restarts }: { seed: number; kinds: readonly Kind[]; times: number; restarts: number },
  count: Count,
  wrong: Wrong,
): Promise<void> {
  for (const kind of kinds) {
    const disk = mountSmallDisk(kind, DISK_MIB);
    if (!disk) {
      count(`full ${kind}: not tried, mounting is not allowed here`);
      continue;
    }
    const told: Wrong = (what) => wrong(`full ${kind}: ${what}`);
    try {
      const folder = join(disk.path, 'data');
      const journal = createJournal(MOST_ATTEMPTS);
      const random = createRandom(seed, 'full', kind);
      const ledger = newLedger();
      for (let restart = 0; restart < restarts; restart++) {
        await sellOn({ disk, folder, journal, random, ledger, times, restart }, count, told);
      }
      for (const difference of await doctor(folder)) told(difference);
    } finally {
      disk.unmount();
    }
  }
}

interface Place {
  readonly disk: SmallDisk;
  readonly folder: string;
  readonly journal: OpenJournal;
  readonly random: Random;
  readonly ledger: ReturnType<typeof newLedger>;
  readonly times: number;
  readonly restart: number;
}

/** From one start to the next: periods without space, each followed by one with space. */
async function sellOn(place: Place, count: Count, wrong: Wrong): Promise<void> {
  const { disk, folder, journal, random, ledger, times, restart } = place;
  const counter = openCounter(KEY);
  counter.florin = await openOn(folder, journal, wrong);
  let full = false;
  // Every other client is too impatient to wait for space.
  const again = async () => {
    if (random.chance(0.5)) await counter.when(() => !full);
  };
  let selling = true;
  const shops = Array.from({ length: SHOPS }, async (_, n) => {
    const client = patientClient(`${restart}-${n}`, counter, {
      again,
      givesUp: GIVES_UP,
      random: createRandom(random.below(2 ** 31), 'client', n),
    });
    const shop = openShop(client, createRandom(random.below(2 ** 31), 'shop', n), ledger);
    while (selling) await shop.sell();
  });
  try {
    for (let time = 0; time < times; time++) {
      await more(counter, 'acknowledged', ACKNOWLEDGED);
      full = true;
      disk.fill(random.below(MOST_LEFT_BYTES));
      await more(counter, 'refused', REFUSALS);
      await stillAnswers(counter.florin, folder, random, count, wrong);
      disk.free();
      full = false;
      counter.look();
      count('times a disk was full');
    }
    await more(counter, 'acknowledged', ACKNOWLEDGED);
  } finally {
    selling = false;
    disk.free();
    full = false;
    counter.look();
    await Promise.all(shops);
  }
  count('  requests acknowledged', counter.acknowledged);
  count('  requests refused', counter.refused);
  count('  of these given up for good', counter.givenUp);
  for (const message of counter.said.keys())
    if (!/is full, so nothing was changed/.test(message)) wrong(`unexpected error message: ${message}`);
  const get = (path: string) => once(counter, 'GET', path);
  count('  objects equal to their last response', await compareWithResponses(get, ledger, NOTHING_OPEN, wrong));
  await compareWithNetwork({ nodes: [counter.florin], journal }, () => {}, wrong);
  await closeAndOpenOnFull(counter.florin, place, count, wrong);
}

function more(counter: Counter & Pacer, what: 'acknowledged' | 'refused', by: number): Promise<void> {
  const enough = counter[what] + by;
  return counter.when(() => counter[what] >= enough);
}

async function openOn(folder: string, journal: OpenJournal, wrong: Wrong): Promise<Florin> {
  return createFlorin({
    storage: folder,
    network: createSimulator({ journal }),
    report(error, doing) {
      if (!(error instanceof UnavailableError && error.trouble === 'full'))
        wrong(`${doing}: ${error instanceof Error ? error.stack : String(error)}`);
    },
  });
}

/** Expects that without space reads work, and that backups and searches fail with a reason and leave nothing behind. */
async function stillAnswers(florin: Florin, folder: string, random: Random, count: Count, wrong: Wrong): Promise<void> {
  const asked = { florin, key: KEY };
  for (const path of ['/v1/payment_intents?limit=10', '/v1/balance']) {
    const { status } = await once(asked, 'GET', path);
    if (status !== 200) wrong(`${path} returned ${status} while the disk was full`);
    count('  reads answered while it was full');
  }
  // A search may have to write its index first.
  const query = encodeURIComponent(`metadata['key']:'${random.below(100)}'`);
  const found = await once(asked, 'GET', `/v1/payment_intents/search?query=${query}`);
  if (found.status !== 200 && found.status !== 503) wrong(`a search returned ${found.status}`);
  const backup = join(folder, 'backup.db');
  const error = await florin.engine.storage.backUp?.(backup).then(
    () => undefined,
    (refused: unknown) => refused,
  );
  if (!(error instanceof StorageOpenError && error.code === 'disk_full')) wrong(`a backup ended with ${error}`);
  if (readdirSync(folder).some((name) => name.startsWith('backup')))
    wrong(`a backup that failed left something behind: ${readdirSync(folder)}`);
  count('  backups refused');
}

/** Expects that stopping needs no space, and that starting either works or prints how much it needs. */
async function closeAndOpenOnFull(florin: Florin, place: Place, count: Count, wrong: Wrong): Promise<void> {
  const { disk, folder, journal, random } = place;
  const fresh = join(disk.path, `fresh-${place.restart}`);
  mkdirSync(fresh);
  disk.fill(random.below(2) * random.below(40_000));
  await florin.close();
  count('  stopped while it was full');
  try {
    const again = await openOn(folder, journal, wrong);
    await again.close();
    count('  started while it was full');
  } catch (error) {
    if (!(error instanceof StorageOpenError && error.code === 'disk_full')) wrong(`it did not start: ${error}`);
    count('  refused to start while it was full');
  }
  disk.fill(0);
  const refusal = await openOn(fresh, journal, wrong).then(
    async (opened) => opened.close(),
    (error: unknown) => error,
  );
  if (!(refusal instanceof StorageOpenError && refusal.code === 'disk_full')) wrong(`a new folder: ${refusal}`);
  disk.free();
  // An incomplete new folder must not prevent the next start.
  const opened = await openOn(fresh, journal, wrong);
  await opened.close();
  if (readdirSync(fresh).join() !== 'florin.db') wrong(`a new folder holds ${readdirSync(fresh)}`);
  await bringUpToDate(fresh, place, count, wrong);
}

/** Expects that a folder of the first schema stays unchanged without space and is upgraded with space. */
async function bringUpToDate(folder: string, { disk, journal }: Place, count: Count, wrong: Wrong): Promise<void> {
  const db = new DatabaseSync(join(folder, 'florin.db'));
  toFirstSchema(db);
  db.exec('VACUUM');
  db.close();
  disk.fill(0);
  const refusal = await openOn(folder, journal, wrong).then(
    async (opened) => opened.close(),
    (error: unknown) => error,
  );
  if (!(refusal instanceof StorageOpenError && refusal.code === 'disk_full')) wrong(`an older folder: ${refusal}`);
  disk.free();
  await (await openOn(folder, journal, wrong)).close();
  count('  older folders brought up to date once there was room');
}

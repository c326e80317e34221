import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { noToll, persistentClient, type Toll } from '../client.ts';
import { doctor } from '../cluster.ts';
import { bankAgrees } from '../kill-bank.ts';
import { readBack } from '../kill-read-back.ts';
import { newLedger, openShop } from '../kill-shop.ts';
import { type NodeProcess, startNode } from '../nodes.ts';
import { createRandom } from '../simulation/random.ts';

const KEY = 'sk_test_limits';
const SHOPS = 6;
/** Maximum growth of the log under a limit: a few more commits succeed. */
const MOST_MORE_BYTES = 400 * 1024;
/**
 * The number of rejected requests that ends a period under a limit, and of successful ones that ends the next period.
 */
const REFUSALS = 10;
const ACKNOWLEDGED = 20;
const SETTLED_AFTER = '2m';
/** The console reports the problem once in this time. */
const REPORT_INTERVAL_MS = 60_000;
const LOOK_EVERY_MS = 5;
const LONGEST_MS = 60_000;

/**
 * Runs `florin start` under a limit of file sizes (RLIMIT_FSIZE, set from outside while it runs): writes are incomplete
 * or fail with EFBIG, as with a quota. The limit comes and goes without a restart.
 */
export async function limitedFiles(
  { seed, times }: { seed: number; times: number },
  count: (what: string, by?: number) => void,
  wrong: (what: string) => void,
): Promise<void> {
  if (!canLimit()) return count('limited files: not tried, there is no prlimit here');
  const place = mkdtempSync(join(tmpdir(), 'florin-limits-'));
  const scene = { data: join(place, 'data'), journal: join(place, 'bank.jsonl') };
  const began = performance.now();
  const node = startNode(scene.data, ['--network-journal', scene.journal]);
  try {
    if ((await node.ready) === undefined) throw new Error(`it did not start: ${node.complaints()}`);
    const toll = noToll();
    const ledger = newLedger();
    const client = (name: string) => persistentClient(name, { url: node.url, key: KEY, toll });
    const keeper = client('keeper');
    let selling = true;
    const shops = Array.from({ length: SHOPS }, async (_, n) => {
      const shop = openShop(client(`limits-${seed}-${n}`), createRandom('limits', seed, n), ledger);
      while (selling) await shop.sell();
    });
    const random = createRandom('limits', seed);
    for (let time = 0; time < times; time++) {
      await more(() => toll.acknowledged, ACKNOWLEDGED);
      limit(node, statSync(join(scene.data, 'florin.db-wal')).size + random.below(MOST_MORE_BYTES));
      await more(() => refusals(toll), REFUSALS);
      limit(node, 'unlimited');
      // Outbound calls whose compensation failed are settled after a minute of the world's time.
      await keeper.post('/_florin/clock/advance', { by: SETTLED_AFTER });
    }
    await more(() => toll.acknowledged, ACKNOWLEDGED);
    selling = false;
    await Promise.all(shops);
    count('times files were limited', times);
    count('  requests acknowledged by florin start', toll.acknowledged);
    count('  requests refused by it', refusals(toll));
    for (const status of Object.keys(toll.statuses))
      if (!['200', '402', '429', '503'].includes(status)) wrong(`limited files: a request got the response ${status}`);
    const found = await readBack(keeper, ledger);
    count('  objects equal to their last response', ledger.objects.size);
    node.kill('SIGTERM');
    const code = await node.ended;
    if (code !== 0) wrong(`limited files: it ended with ${code}`);
    const told = node.complaints().trimEnd().split('\n');
    const minutes = Math.ceil((performance.now() - began) / REPORT_INTERVAL_MS);
    if (told.length > minutes || told.some((line) => !line.includes('cannot be written')))
      wrong(`limited files: it printed ${told.join(' | ')}`);
    const bank = await bankAgrees(scene, KEY, ledger);
    const books = await doctor(scene.data);
    for (const what of [...ledger.wrong, ...found.problems, ...bank.problems, ...books])
      wrong(`limited files: ${what}`);
  } finally {
    node.kill();
    await node.ended;
    rmSync(place, { recursive: true, force: true });
  }
}

function canLimit(): boolean {
  try {
    execFileSync('prlimit', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    // The tool does not exist on other systems.
    return false;
  }
}

/** Sets the soft limit only, which the process's user may raise again. */
function limit({ pid }: NodeProcess, bytes: number | 'unlimited'): void {
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`]);
}

/** 429: an outbound call of the payment could not be compensated yet, and other calls wait for it. */
function refusals({ statuses }: Toll): number {
  return (statuses[503] ?? 0) + (statuses[429] ?? 0);
}

async function more(counted: () => number, by: number): Promise<void> {
  const enough = counted() + by;
  const until = performance.now() + LONGEST_MS;
  while (counted() < enough) {
    if (performance.now() > until) throw new Error(`there were ${counted()} of ${enough} in a minute`);
    await wait(LOOK_EVERY_MS);
  }
}

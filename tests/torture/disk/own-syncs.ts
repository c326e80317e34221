import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openSqlite } from '../../../src/storage/sqlite/open.ts';
import { world } from '../../suites/storage/samples.ts';
import { createRandom } from '../simulation/random.ts';
import { failingStart } from './failing-start.ts';

/** Enough to write the log to the database twice and restart it (128 MiB each). */
const COMMITS = 3_200;
/** SQLite's own syncs: of the log before a checkpoint and at its restart, and of the database. */
const OF_THE_LOG = 8;
const OF_THE_DATABASE = 5;
/** Florin's syncs: one per group of commits. */
const GROUPS = COMMITS / 8;
const GROUPS_TRIED = 6;
const SOURCE = fileURLToPath(new URL('./fail-sync.c', import.meta.url));
const CHILD = fileURLToPath(new URL('./own-syncs.child.ts', import.meta.url));

interface Failing {
  readonly call: 'fsync' | 'fdatasync';
  readonly file: string;
  readonly at: number;
}

/** Fails each sync that SQLite and Florin make, one per process, and checks that acknowledged commits exist. */
export async function ownSyncs(
  { seed }: { seed: number },
  count: (what: string, by?: number) => void,
  wrong: (what: string) => void,
): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), 'florin-own-syncs-'));
  try {
    const library = join(place, 'fail-sync.so');
    if (!compiles(library)) return count('syncs of SQLite: not tried, there is no compiler here');
    const random = createRandom(seed, 'own syncs');
    const failing: Failing[] = [
      ...range(OF_THE_LOG).map((at) => ({ call: 'fsync', file: 'florin.db-wal', at }) as const),
      ...range(OF_THE_DATABASE).map((at) => ({ call: 'fsync', file: 'florin.db', at }) as const),
      ...range(GROUPS_TRIED).map(
        () => ({ call: 'fdatasync', file: 'florin.db-wal', at: 1 + random.below(GROUPS) }) as const,
      ),
    ];
    await failingStart({ library, folder: join(place, 'started') }, count, wrong);
    for (const one of failing) await fail(one, { library, folder: join(place, 'data') }, count, wrong);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, n) => n + 1);
}

function compiles(library: string): boolean {
  try {
    execFileSync('cc', ['-shared', '-fPIC', '-o', library, SOURCE, '-ldl'], { stdio: 'ignore' });
    return process.platform === 'linux';
  } catch {
    // Without a compiler only Florin's own syncs can fail: see failing-syncs.ts.
    return false;
  }
}

async function fail(
  { call, file, at }: Failing,
  { library, folder }: { library: string; folder: string },
  count: (what: string, by?: number) => void,
  wrong: (what: string) => void,
): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  const what = `${call} ${at} of ${file}`;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CHILD, folder, String(COMMITS)], {
    env: { ...process.env, LD_PRELOAD: library, FAIL_CALL: call, FAIL_FILE: file, FAIL_AT: String(at) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  let complained = '';
  child.stderr.on('data', (chunk) => {
    complained += chunk;
  });
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) said.push(line);
  const [code] = await ended;
  const syncs = complained.split('sync\n').length - 1;
  if (complained.replaceAll('sync\n', '') !== '') wrong(`${what}: ${complained.replaceAll('sync\n', '')}`);
  if (syncs < at) {
    // This machine's SQLite does not make this sync.
    rmSync(folder, { recursive: true, force: true });
    return;
  }
  const failed = said.includes('failed');
  count(`syncs of ${call === 'fsync' ? 'SQLite' : 'Florin'} that failed`);
  count(failed ? '  after which nothing more was acknowledged' : '  which SQLite made up for by itself');
  if (call === 'fdatasync' && !failed) wrong(`${what}: it went on`);
  if (code !== (failed ? 1 : 0)) wrong(`${what}: it ended with ${code}`);
  const acknowledged = said.map(Number).filter((n) => Number.isSafeInteger(n));
  if (failed && /\d/.test(said.slice(said.indexOf('failed')).join('')))
    wrong(`${what}: more commits were acknowledged after that`);
  const storage = openSqlite({ path: folder });
  const there = await storage.list(world, { list: 'thing', descending: false, limit: COMMITS * 2 });
  const present = new Set(there.map(({ position }) => position));
  const lost = acknowledged.filter((n) => !present.has(n));
  count('  acknowledged commits found afterwards', acknowledged.length - lost.length);
  if (lost.length > 0) wrong(`${what}: ${lost.length} acknowledged commits are missing`);
  await storage.close();
}

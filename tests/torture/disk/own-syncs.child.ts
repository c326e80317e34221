import { type Storage, UnavailableError } from '../../../src/kernel/storage.ts';
import { StorageOpenError } from '../../../src/storage/open-error.ts';
import { openSqlite } from '../../../src/storage/sqlite/open.ts';
import { creation } from '../../suites/storage/samples.ts';

/**
 * Commits into a folder in groups of eight, and prints each number whose commit was acknowledged. Ends with `failed`
 * after a disk error, and with `done` after the given number of commits.
 */
const [path = '', commits = '0'] = process.argv.slice(2);
const storage = open();
const BODY_BYTES = 100_000;

function open(): Storage {
  try {
    return openSqlite({ path });
  } catch (error) {
    if (!(error instanceof StorageOpenError)) throw error;
    process.stdout.write('failed\n');
    process.exit(1);
  }
}

async function commit(n: number): Promise<void> {
  const id = `thing_${n}`;
  const batch = creation(id, n);
  const revisions = batch.revisions.map((revision) => ({ ...revision, body: JSON.stringify('x'.repeat(BODY_BYTES)) }));
  try {
    await storage.commit({ ...batch, revisions });
    process.stdout.write(`${n}\n`);
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error;
    process.stdout.write(`${error.trouble}\n`);
    // Like florin start: closing would write.
    if (error.trouble === 'failed') process.exit(1);
  }
}

for (let n = 1; n <= Number(commits); n += 8) await Promise.all(Array.from({ length: 8 }, (_, i) => commit(n + i)));
await storage.close();
process.stdout.write('done\n');

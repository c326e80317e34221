import { openSqlite } from '../../../src/storage/sqlite/open.ts';
import { inTwoAccounts } from './accounts.ts';
import { event, posting } from './samples.ts';

/** Commits into the folder it is given, in groups of eight, and prints each number whose commit was acknowledged. */
const [path = ''] = process.argv.slice(2);
const storage = openSqlite({ path });

async function commit(n: number): Promise<void> {
  await storage.commit(
    inTwoAccounts(n, {
      events: [event(`evt_${n}`, 'thing.created', n)],
      postings: [1, -1].map((amount, line) => posting({ transaction: `txn_${n}`, line, amount })),
    }),
  );
  process.stdout.write(`${n}\n`);
}

for (let n = 1; ; n += 8) await Promise.all(Array.from({ length: 8 }, (_, i) => commit(n + i)));

import { type Rows, restoreRows } from '../suites/upgrades/rows.ts';
import { describeUpgrade, fixture } from '../suites/upgrades/upgraded.ts';
import { createDatabase } from '../support/postgres.ts';

describeUpgrade('before-worlds-postgres', async () => {
  const { url, drop } = await createDatabase();
  await restoreRows(url, JSON.parse(fixture('before-worlds-postgres.rows').toString()) as Rows);
  return { data: url, done: drop };
});

import { createDatabase } from '../support/postgres.ts';
import { type Rows, restoreRows } from '../upgrades/rows.ts';
import { describeUpgrade, fixture } from '../upgrades/upgraded.ts';

describeUpgrade('before-worlds-postgres', async () => {
  const { url, drop } = await createDatabase();
  await restoreRows(url, JSON.parse(fixture('before-worlds-postgres.rows').toString()) as Rows);
  return { data: url, done: drop };
});

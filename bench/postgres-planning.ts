import pg from 'pg';
import { nameTables } from '../src/storage/marked-tables.ts';
import { commitStatement } from '../src/storage/postgres/commit.ts';
import { commitRows } from '../src/storage/postgres/commit-rows.ts';
import { createStoredRevisions } from '../src/storage/stored-revisions.ts';
import { createPayments } from './storage-payments.ts';

const WORLD = 'acct_planning';
const TRIES = 200;

/**
 * The median time that PostgreSQL takes to plan the commit of one payment, in milliseconds. A prepared statement is
 * planned once; a distributed database plans it each time.
 */
export async function planningOfCommit(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const stored = createStoredRevisions();
  const payments = createPayments(WORLD);
  const times: number[] = [];
  for (let n = 0; n < TRIES; n++) {
    const batch = payments.next();
    const rows = commitRows([{ ...batch, revisions: stored.encode(WORLD, batch.revisions) }], ',');
    const [{ text }, values] = commitStatement({ world: WORLD, id: `c${n}`, clockOffset: 0, searched: ',' }, rows);
    const explained = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN (SUMMARY) ${nameTables(text, null)}`, [
      ...values,
    ]);
    const line = explained.rows.map((row) => row['QUERY PLAN']).find((text) => text.startsWith('Planning Time'));
    times.push(Number(/([\d.]+) ms/.exec(line ?? '')?.[1]));
  }
  await client.end();
  return times.sort((a, b) => a - b)[TRIES / 2] ?? 0;
}

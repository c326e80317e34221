import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createFlorin } from '../../src/florin.ts';
import { copyToPostgres } from '../../src/storage/copy/copy.ts';
import { openPostgres } from '../../src/storage/postgres/open.ts';
import { openSqlite } from '../../src/storage/sqlite/open.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { createDatabase } from '../support/postgres.ts';
import { CARD, clientOf } from './nodes.ts';

const root = mkdtempSync(join(tmpdir(), 'florin-copy-'));
afterAll(() => rmSync(root, { recursive: true }));

const nothing = () => {};

/** Creates a data folder with payments, refunds, customers, timers and stored responses in two worlds. */
async function folderWithPayments(payments: number): Promise<string> {
  const folder = mkdtempSync(join(root, 'data-'));
  const florin = await createFlorin({ storage: folder, clock: createManualClock() });
  for (const key of ['sk_test_one', 'sk_test_two']) {
    const stripe = clientOf(florin, key);
    await stripe.webhookEndpoints.create({ url: 'http://127.0.0.1:1/', enabled_events: ['payment_intent.created'] });
    const { id: customer } = await stripe.customers.create({ name: 'Åse “Tester” 東京 🙂' });
    for (let n = 0; n < payments; n++) {
      const { id } = await stripe.paymentIntents.create({ ...CARD, customer }, { idempotencyKey: `pay ${n}` });
      if (n % 3 === 0) await stripe.refunds.create({ payment_intent: id, amount: 100 + n });
    }
    await stripe.paymentIntents.create({ ...CARD, capture_method: 'manual' });
    await stripe.paymentIntents.search({ query: 'amount:1000' });
  }
  await florin.close();
  return folder;
}

/** Returns what a merchant can read. */
async function seen(storage: string): Promise<unknown[]> {
  const clock = createManualClock();
  const florin = await createFlorin({ storage, clock });
  const stripe = clientOf(florin, 'sk_test_two');
  const answers = await Promise.all([
    stripe.balance.retrieve(),
    stripe.balanceTransactions.list({ limit: 100 }),
    stripe.paymentIntents.list({ limit: 100 }),
    stripe.customers.list(),
    stripe.events.list({ limit: 100 }),
    stripe.paymentIntents.create(CARD, { idempotencyKey: 'pay 1' }).catch((error: Error) => error.message),
    stripe.paymentIntents.search({ query: 'amount:1000 AND status:"requires_capture"' }),
  ]);
  await florin.advance('8d', { key: 'sk_test_two' });
  const canceled = await stripe.events.list({ type: 'payment_intent.canceled' });
  await florin.close();
  return [...answers, canceled.data.length].map((answer) => JSON.parse(JSON.stringify(answer)) as unknown);
}

describe('copying a data folder into PostgreSQL', () => {
  it('copies everything: objects, history, books, timers and stored responses', async () => {
    const folder = await folderWithPayments(7);
    const database = await createDatabase();
    const rows = await copyToPostgres(folder, database.url, nothing);
    expect(rows.get('worlds')).toBe(2);
    expect(rows.get('postings')).toBeGreaterThan(40);
    expect(await seen(database.url)).toEqual(await seen(folder));
    await database.drop();
  }, 60_000);

  it('copies failed timers: a dead one stays dead, and can be run again', async () => {
    const folder = await folderWithPayments(1);
    const source = openSqlite({ path: folder });
    const [due, ...others] = await source.claimTimers({ now: 9e12, leaseUntil: 9e12, limit: 2, perQueue: 2, busy: [] });
    if (!due) throw new Error('nothing is planned');
    await source.failTimer(due, { failure: 'the reason', retryAt: null });
    for (const other of others) await source.failTimer(other, { failure: 'another', retryAt: 9e12 });
    const failed = await source.listFailedTimers({ limit: 10 });
    await source.close();
    expect(failed[0]).toMatchObject({ id: due.id, failures: 1, failure: 'the reason', retryAt: null });

    const database = await createDatabase();
    await copyToPostgres(folder, database.url, nothing);
    const target = await openPostgres({ url: database.url });
    expect(await target.listFailedTimers({ limit: 10 })).toEqual(failed);
    expect(await target.retryTimers()).toBe(1);
    await target.close();
    await database.drop();
  }, 60_000);

  it('resumes after an interruption; until it is complete, no node starts on it', async () => {
    const folder = await folderWithPayments(3);
    const database = await createDatabase();
    const stop = (part: string) => {
      if (part === 'events') throw new Error('stopped');
    };
    await expect(copyToPostgres(folder, database.url, stop)).rejects.toThrow('stopped');
    await expect(openPostgres({ url: database.url })).rejects.toThrow(/not finished.*florin copy/);
    const told: string[] = [];
    await copyToPostgres(folder, database.url, (part, copied, all) => void told.push(`${part} ${copied}/${all}`));
    expect(told).toContain('worlds 2/2');
    expect(await seen(database.url)).toEqual(await seen(folder));
    await database.drop();
  }, 60_000);

  it('rejects a database with other data, and a folder that changed in between', async () => {
    const folder = await folderWithPayments(2);
    const database = await createDatabase();
    const other = await createFlorin({ storage: database.url });
    await clientOf(other).customers.create({});
    await other.close();
    await expect(copyToPostgres(folder, database.url, nothing)).rejects.toThrow(/has data already/);
    await database.drop();

    const half = await createDatabase();
    const stop = (part: string) => {
      if (part === 'postings') throw new Error('stopped');
    };
    await expect(copyToPostgres(folder, half.url, stop)).rejects.toThrow('stopped');
    const changed = await createFlorin({ storage: folder });
    await clientOf(changed, 'sk_test_two').paymentIntents.create(CARD);
    await changed.close();
    await expect(copyToPostgres(folder, half.url, nothing)).rejects.toThrow(/differs from .*Start again/);
    await half.drop();
  }, 60_000);
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createFlorin } from '../../src/florin.ts';
import { copyToPostgres } from '../../src/storage/copy/copy.ts';
import { StorageOpenError } from '../../src/storage/open-error.ts';
import { openPostgres } from '../../src/storage/postgres/open.ts';
import { shardOf } from '../../src/storage/sharded.ts';
import { runCommand } from '../support/command-line.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { createDatabase, sql, type TestDatabase, withSetting } from '../support/postgres.ts';
import { CARD, clientOf } from './nodes.ts';

const SHARDS = 4;
const KEYS = Array.from({ length: 8 }, (_, n) => `sk_test_merchant${n}`);

const databases: TestDatabase[] = [];
afterEach(async () => {
  for (const database of databases.splice(0)) await database.drop();
});

/** A database of its own, and its URL with a number of shards. */
async function newDatabase(shards: number): Promise<{ bare: string; url: string }> {
  const database = await createDatabase();
  databases.push(database);
  return { bare: database.url, url: shards === 1 ? database.url : withSetting(database.url, 'shards', shards) };
}

async function codeOfRefusal(url: string): Promise<string> {
  try {
    await (await openPostgres({ url })).close();
  } catch (error) {
    if (error instanceof StorageOpenError) return `${error.code}: ${error.message}`;
    throw error;
  }
  throw new Error('It was opened.');
}

/** Takes a payment of each merchant that is captured later, or expires. */
async function takePayments(storage: string): Promise<void> {
  const florin = await createFlorin({ storage, clock: createManualClock() });
  for (const key of KEYS) {
    const stripe = clientOf(florin, key);
    await stripe.paymentIntents.create({ ...CARD, metadata: { key } }, { idempotencyKey: 'first' });
    await stripe.paymentIntents.create({ ...CARD, capture_method: 'manual' });
  }
  await florin.close();
}

/** Objects that every merchant can read after eight days, when what was not captured has expired. */
async function seen(storage: string): Promise<unknown> {
  const florin = await createFlorin({ storage, clock: createManualClock() });
  const answers: unknown[] = [];
  for (const key of KEYS) {
    const stripe = clientOf(florin, key);
    await florin.advance('8d', { key });
    answers.push(
      await stripe.balance.retrieve(),
      (await stripe.paymentIntents.list()).data.map(({ id, status }) => ({ id, status })),
      (await stripe.paymentIntents.search({ query: `metadata["key"]:"${key}"` })).data.map(({ id }) => id),
      (await stripe.events.list({ type: 'payment_intent.canceled' })).data.length,
      (await stripe.paymentIntents.create({ ...CARD, metadata: { key } }, { idempotencyKey: 'first' })).id,
    );
  }
  await florin.close();
  return JSON.parse(JSON.stringify(answers));
}

describe('a database in shards', () => {
  it('holds each world in one schema, each key in one, and is all there for every command', async () => {
    const { bare, url } = await newDatabase(SHARDS);
    await takePayments(url);
    const worldsOf = async (shard: number) => {
      const rows = await sql(bare, `SELECT account FROM florin_${shard}.worlds`);
      return rows.map(({ account }) => String(account));
    };
    const all = await Promise.all(Array.from({ length: SHARDS }, (_, shard) => worldsOf(shard)));
    expect(all.flat()).toHaveLength(KEYS.length);
    for (const [shard, worlds] of all.entries()) {
      for (const world of worlds) expect(shardOf(world, SHARDS)).toBe(shard);
    }
    expect(all.filter((worlds) => worlds.length > 0).length).toBeGreaterThan(1);

    const found = await runCommand(['doctor', '--data', url]);
    expect(found, found.line + found.out).toMatchObject({ code: 0, line: '' });
    expect(found.out).toMatch(/contains 8 worlds with .* No differences found\./);

    const [world] = all.find((worlds) => worlds.length > 0) ?? [];
    const strange = (shardOf(world ?? '', SHARDS) + 1) % SHARDS;
    await sql(bare, `INSERT INTO florin_${strange}.worlds (account) VALUES ('${world}')`);
    const misplaced = await runCommand(['doctor', '--data', url]);
    expect(misplaced.code).toBe(1);
    expect(misplaced.out).toContain(`shard ${strange} has rows of ${world}`);
  }, 60_000);

  it('is copied from a folder, from one schema into shards, and back', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'florin-shards-'));
    try {
      await takePayments(folder);
      const plain = await newDatabase(1);
      const sharded = await newDatabase(SHARDS);
      const again = await newDatabase(1);
      const rows = await copyToPostgres(folder, plain.url, () => {});
      expect(await copyToPostgres(plain.url, sharded.url, () => {})).toEqual(rows);
      expect(await copyToPostgres(sharded.url, again.url, () => {})).toEqual(rows);
      const expected = await seen(folder);
      expect(await seen(sharded.url)).toEqual(expected);
      expect(await seen(again.url)).toEqual(expected);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 60_000);

  it('keeps its number of shards', async () => {
    const sharded = await newDatabase(SHARDS);
    await (await openPostgres({ url: sharded.url })).close();
    expect(await codeOfRefusal(sharded.bare)).toMatch(/^other_shards: The database has 4 shards.*Add shards=4/);
    expect(await codeOfRefusal(withSetting(sharded.bare, 'shards', 8))).toMatch(/^other_shards/);
    expect(await codeOfRefusal(withSetting(sharded.bare, 'shards', 'many'))).toMatch(/^bad_url: .*from 1 to 256/);
    const plain = await newDatabase(1);
    await (await openPostgres({ url: plain.url })).close();
    expect(await codeOfRefusal(withSetting(plain.bare, 'shards', SHARDS))).toMatch(/^other_shards: .*no shards/);
  }, 60_000);

  it('runs the timers of all shards in turn', async () => {
    const { url } = await newDatabase(SHARDS);
    await takePayments(url);
    const storage = await openPostgres({ url });
    const worlds: string[] = [];
    for (;;) {
      const claimed = await storage.claimTimers({ now: 9e12, leaseUntil: 9.1e12, limit: 1, perQueue: 1, busy: [] });
      if (claimed.length === 0) break;
      worlds.push(...claimed.map(({ world }) => world));
    }
    const turns = worlds.map((world) => shardOf(world, SHARDS));
    // Two shards with work are served by turns, however much the first one has.
    expect(new Set(turns.slice(0, 2)).size).toBe(2);
    expect(new Set(worlds).size).toBe(KEYS.length);
    await storage.close();
  }, 60_000);
});

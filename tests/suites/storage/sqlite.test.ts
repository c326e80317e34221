import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { SearchClause, Storage } from '../../../src/kernel/storage.ts';
import { QUIET_MS, SMALL_LOG_BYTES } from '../../../src/storage/sqlite/checkpoint.ts';
import { openSqlite } from '../../../src/storage/sqlite/open.ts';
import { toFirstSchema } from '../../support/first-schema.ts';
import { creation, world } from './samples.ts';
import { describeStorage } from './storage.ts';

const root = mkdtempSync(join(tmpdir(), 'florin-storage-'));
afterAll(() => rmSync(root, { recursive: true }));

const folders = new WeakMap<Storage, string>();
const turn = () => new Promise((resolve) => setImmediate(resolve));
const newFolder = () => mkdtempSync(join(root, 'data-'));

function openIn(path: string): Storage {
  const storage = openSqlite({ path });
  folders.set(storage, path);
  return storage;
}

describeStorage('sqlite in memory', async () => openSqlite({ path: ':memory:' }));
describeStorage(
  'sqlite in a folder',
  async () => openIn(newFolder()),
  async (closed) => openIn(folders.get(closed) ?? ''),
);

describe('a sqlite data folder', () => {
  it('is created if missing, and closing leaves one file in it', async () => {
    const path = join(newFolder(), 'deep', 'down');
    const storage = openSqlite({ path });
    await storage.commit(creation('thing_1', 1));
    await storage.close();
    await storage.close();
    expect(readdirSync(path)).toEqual(['florin.db']);
  });

  it('has every acknowledged batch, each as a whole, after its process was killed', async () => {
    const path = newFolder();
    const acknowledged = await commitUntilKilled(path, 400);
    const storage = openSqlite({ path });
    const things = await storage.list(world, { list: 'thing', descending: false, limit: 100_000 });
    const present = new Set(things.map((thing) => thing.position));
    const ofAccount = await storage.list(world, { list: 'acct_1/thing', descending: false, limit: 100_000 });
    expect(ofAccount.map((thing) => thing.position)).toEqual([...present]);
    expect(acknowledged.filter((n) => !present.has(n))).toEqual([]);
    for (const n of present) {
      expect(await storage.readEvent(world, `evt_${n}`)).toBeDefined();
      expect(await storage.postingsOf(world, `txn_${n}`)).toHaveLength(2);
    }
    expect(await storage.sumOfAllPostings(world)).toEqual([{ currency: 'usd', amount: 0 }]);
    await storage.close();
  }, 30_000);

  it('checkpoints the log of a crashed process before it answers', async () => {
    const path = newFolder();
    await commitUntilKilled(path, 8);
    const storage = openSqlite({ path });
    expect(statSync(join(path, 'florin.db-wal')).size).toBe(0);
    expect(await storage.readObject(world, 'thing_1')).toBeDefined();
    await storage.close();
  });

  it('frees the space of a long log after a while without writes', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const path = newFolder();
      const size = () => statSync(join(path, 'florin.db-wal')).size;
      const storage = openSqlite({ path });
      for (let n = 1; size() <= SMALL_LOG_BYTES; n++) {
        const revisions = [{ revision: n, id: `thing_${n}`, body: JSON.stringify({ text: 'x'.repeat(100_000) }) }];
        await storage.commit(creation(`thing_${n}`, n, { revisions }));
      }
      await turn();
      vi.advanceTimersByTime(QUIET_MS - 1);
      expect(size()).toBeGreaterThan(SMALL_LOG_BYTES);
      await storage.commit(creation('thing_1000', 1_000));
      await turn();
      vi.advanceTimersByTime(QUIET_MS - 1);
      expect(size()).toBeGreaterThan(SMALL_LOG_BYTES);
      vi.advanceTimersByTime(1);
      expect(size()).toBe(0);
      await storage.commit(creation('thing_1001', 1_001));
      // A copy of the files, as a crash would leave them.
      const copy = newFolder();
      for (const name of ['florin.db', 'florin.db-wal']) copyFileSync(join(path, name), join(copy, name));
      await storage.close();
      const found = openSqlite({ path: copy });
      for (const id of ['thing_1', 'thing_1000', 'thing_1001']) expect(await found.readObject(world, id)).toBeDefined();
      await found.close();
    } finally {
      vi.useRealTimers();
    }
  });

  it('whose disk failed is not written any more, and stays locked until its process ends', async () => {
    const path = newFolder();
    const storage = openSqlite({ path, interfere: () => Promise.reject(new Error('EIO')) });
    await expect(storage.commit(creation('thing_1', 1))).rejects.toMatchObject({ trouble: 'failed' });
    await expect(storage.backUp?.(join(path, 'copy.db'))).rejects.toThrow(/Restart Florin/);
    const log = statSync(join(path, 'florin.db-wal'));
    await storage.close();
    expect(statSync(join(path, 'florin.db-wal'))).toMatchObject({ size: log.size, mtimeMs: log.mtimeMs });
    expect(reasonToRefuse(path)).toMatchObject({ code: 'in_use' });
  });

  it('of a newer Florin is rejected and left unchanged', async () => {
    const path = newFolder();
    await openSqlite({ path }).close();
    const db = new DatabaseSync(join(path, 'florin.db'));
    db.exec('PRAGMA user_version = 99');
    db.close();
    expect(reasonToRefuse(path)).toEqual({
      code: 'newer_schema',
      message: `${join(path, 'florin.db')} was written by a newer Florin (schema 99; this one supports up to 6). Upgrade Florin or use another --data.`,
    });
  });

  it('of the first schema is upgraded with all of its data', async () => {
    const path = newFolder();
    const storage = openSqlite({ path });
    await storage.commit(creation('thing_1', 1));
    await storage.close();
    const db = new DatabaseSync(join(path, 'florin.db'));
    toFirstSchema(db);
    db.close();
    const newer = openSqlite({ path });
    expect(await newer.readObject(world, 'thing_1')).toBeDefined();
    const wanted = { type: 'thing', edition: '1', above: -1, through: 9, limit: 9 };
    expect(await newer.unindexed(world, wanted)).toHaveLength(1);
    await newer.close();
  });

  it('is opened by one process at a time', async () => {
    const path = newFolder();
    const first = openSqlite({ path });
    expect(reasonToRefuse(path)).toMatchObject({
      code: 'in_use',
      message: expect.stringContaining('in use by another'),
    });
    await first.commit(creation('thing_1', 1));
    await first.close();
    const second = openSqlite({ path });
    expect(await second.readObject(world, 'thing_1')).toBeDefined();
    await second.close();
  });

  it('that is read-only is rejected', () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    expect(reasonToRefuse(join(file, 'data'))).toMatchObject({ code: 'not_writable' });
    const taken = newFolder();
    mkdirSync(join(taken, 'florin.db'));
    expect(reasonToRefuse(taken)).toMatchObject({ code: 'not_writable' });
  });

  it('that holds other data is rejected', () => {
    const path = newFolder();
    writeFileSync(join(path, 'florin.db'), 'This is a letter to my grandmother.\n'.repeat(1_000));
    expect(reasonToRefuse(path)).toMatchObject({ code: 'not_a_database' });
  });
});

describe('a sqlite search index', () => {
  it('is scanned in order if every clause matches most of the objects', async () => {
    const storage = openSqlite({ path: ':memory:' });
    const count = 21_000;
    const wanted = { type: 'thing', edition: '1', above: -1, through: count, limit: 500 };
    for (let first = 1; first <= count; first += 500) {
      // The index begins before the first position.
      const above = first === 1 ? -1 : first - 1;
      const some = Array.from({ length: 500 }, (_, n) => creation(`thing_${first + n}`, first + n));
      await Promise.all(some.map((batch) => storage.commit(batch)));
      const objects = await storage.unindexed(world, { ...wanted, above });
      const entries = objects.map(({ id, position, version }) => {
        const colour = { field: 'colour', term: position % 20_500 === 7 ? 'blue' : 'red' };
        return { id, position, version, values: [colour, { field: 'size', number: position }] };
      });
      await storage.index(world, { ...wanted, above, through: first + 499 }, entries);
    }
    const red = { field: 'colour', test: { kind: 'term', term: 'red' }, negated: false } as const;
    const ranged = (from: number, to: number, negated = false) => {
      return { field: 'size', test: { kind: 'between', from, to }, negated } as const;
    };
    const find = async (match: 'all' | 'any', clauses: readonly SearchClause[], limit: number) =>
      (await storage.search(world, { type: 'thing', match, clauses }, { limit })).map(({ position }) => position);
    expect(await find('all', [red], 2)).toEqual([21_000, 20_999]);
    expect(await find('all', [red, ranged(0, 20_990)], 2)).toEqual([20_990, 20_989]);
    expect(await find('all', [red, ranged(5, 99_999, true)], 9)).toEqual([4, 3, 2, 1]);
    expect(await find('all', [{ ...red, negated: true }, ranged(0, 99_999)], 9)).toEqual([20_507, 7]);
    expect(await find('all', [ranged(0, 20_900), ranged(2, 99_999)], 2)).toEqual([20_900, 20_899]);
    expect(await find('any', [{ ...red, negated: true }, ranged(0, 2)], 9)).toEqual([20_507, 7, 2, 1]);
    expect(await storage.countFound(world, { type: 'thing', match: 'all', clauses: [red] }, 30_000)).toBe(20_998);
    await storage.close();
  });
});

/** Returns the error that opening the folder throws. */
function reasonToRefuse(path: string): { code: unknown; message: string } {
  try {
    openSqlite({ path });
  } catch (error) {
    if (error instanceof Error && 'code' in error) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error('It was opened.');
}

/**
 * Lets a child process commit until `count` commits were acknowledged, kills it, and returns the acknowledged commits.
 */
async function commitUntilKilled(path: string, count: number): Promise<number[]> {
  const script = fileURLToPath(new URL('./sqlite.child.ts', import.meta.url));
  const child = spawn(process.execPath, [script, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(child, 'exit');
  const acknowledged: number[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(Number(line));
    if (acknowledged.length === count) child.kill('SIGKILL');
  }
  expect((await gone)[1]).toBe('SIGKILL');
  return acknowledged;
}

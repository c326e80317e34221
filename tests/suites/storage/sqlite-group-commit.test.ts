import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { createGroupCommit } from '../../../src/storage/sqlite/group-commit.ts';
import { type LogSync, nothingToSync } from '../../../src/storage/sqlite/log-sync.ts';

function open(log: LogSync = nothingToSync) {
  const db = new DatabaseSync(':memory:');
  db.exec('CREATE TABLE things (body TEXT)');
  let rollbacks = 0;
  const group = createGroupCommit(db, log, () => rollbacks++);
  return {
    db,
    group,
    add: (length: number) => group.write(() => db.prepare('INSERT INTO things VALUES (?)').run('x'.repeat(length))),
    count: () => Number(db.prepare('SELECT count(*) AS n FROM things').get()?.n),
    rollbacks: () => rollbacks,
  };
}

const statuses = async (writes: Promise<unknown>[]) => (await Promise.allSettled(writes)).map(({ status }) => status);

describe('a group commit', () => {
  it('on a full disk fails as a whole, applies nothing and leaves the database usable', async () => {
    const { db, group, add, count, rollbacks } = open();
    db.exec('PRAGMA max_page_count = 20');
    await add(10);
    expect(await statuses([add(10), add(1_000_000), add(10)])).toEqual(['rejected', 'rejected', 'rejected']);
    await expect(add(1_000_000)).rejects.toMatchObject({ trouble: 'full', outcome: undefined });
    expect(count()).toBe(1);
    expect(rollbacks()).toBe(2);
    await Promise.all([add(10), group.flushed()]);
    expect(count()).toBe(2);
  });

  it('acknowledges no commit before the log is on disk', async () => {
    const told: string[] = [];
    let synced = () => {};
    const log = { sync: () => new Promise<void>((resolve) => (synced = resolve)), close: async () => {} };
    const { add, count, group } = open(log);
    const write = add(10).then(() => told.push('written'));
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    expect(count()).toBe(1);
    const flushed = group.flushed().then(() => told.push('flushed'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(told).toEqual([]);
    synced();
    await Promise.all([write, flushed]);
    expect(told.sort()).toEqual(['flushed', 'written']);
  });

  it('writes nothing and acknowledges nothing after a failed sync', async () => {
    const { add, group, count } = open({ sync: () => Promise.reject(new Error('EIO')), close: async () => {} });
    // The outcome of this commit is unknown, so its side effects must not be rolled back here.
    await expect(add(10)).rejects.toMatchObject({ trouble: 'failed', outcome: expect.any(Promise) });
    const before = count();
    await expect(add(10)).rejects.toMatchObject({ trouble: 'failed', outcome: undefined });
    await expect(group.flushed()).rejects.toThrow(/Restart Florin/);
    expect((await group.failed).message).toMatch(/Restart Florin/);
    expect(count()).toBe(before);
  });

  it('with a failed sync does not show its writes', async () => {
    let fail = (_: Error) => {};
    const log = { sync: () => new Promise<void>((_, reject) => (fail = reject)), close: async () => {} };
    const { add, count, group } = open(log);
    const write = expect(add(10)).rejects.toThrow(/Restart Florin/);
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    expect(count()).toBe(1);
    const read = expect(group.flushed()).rejects.toThrow(/Restart Florin/);
    fail(new Error('EIO'));
    await Promise.all([write, read]);
  });

  it('continues with batches that arrive as it ends', async () => {
    const { add, count } = open();
    for (let n = 0; n < 50; n++) await Promise.all([add(1), add(1)]);
    expect(count()).toBe(100);
  });

  it('that is closed completes earlier batches and rejects the rest', async () => {
    const { add, group, count } = open();
    const before = [add(1), add(1)];
    const closed = group.close();
    await expect(add(1)).rejects.toThrow(/closed/);
    await Promise.all([...before, closed]);
    expect(count()).toBe(2);
  });
});

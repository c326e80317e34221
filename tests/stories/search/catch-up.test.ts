import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Entity } from '../../../src/kernel/entity.ts';
import type { Batch, SearchQuery, Storage } from '../../../src/kernel/storage.ts';
import { createCatchUp, type SearchableType } from '../../../src/search/catch-up.ts';
import { openSqlite } from '../../../src/storage/sqlite/open.ts';
import { change, creation, world } from '../../suites/storage/samples.ts';

const things: SearchableType = {
  object: 'thing',
  prefix: 'thing',
  noun: 'thing',
  idParam: 'id',
  search: { path: '/v1/things/search', edition: 1, fields: { name: 'string' } },
};

const all: SearchQuery = {
  type: 'thing',
  match: 'all',
  clauses: [{ field: 'name', test: { kind: 'present', as: 'text' }, negated: false }],
};

let storage: Storage;
beforeEach(() => {
  storage = openSqlite({ path: ':memory:' });
});
afterEach(() => storage.close());

const platform = { world, account: null };
const count = () => storage.countFound(world, all, 10_000);
const commitAll = (batches: readonly Batch[]) => Promise.all(batches.map((batch) => storage.commit(batch)));
const made = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, n) => creation(`thing_${first + n}`, first + n));

/** A storage whose index is read one piece at a time, by `release`. */
function stepwise(): { gated: Storage; release: () => void; pieces: number[] } {
  const waiting: (() => void)[] = [];
  const pieces: number[] = [];
  let open = false;
  const gated: Storage = {
    ...storage,
    async unindexed(...asked) {
      if (!open) await new Promise<void>((resolve) => waiting.push(resolve));
      const found = await storage.unindexed(...asked);
      pieces.push(found.length);
      return found;
    },
  };
  const release = () => {
    open = true;
    for (const resume of waiting.splice(0)) resume();
  };
  return { gated, release, pieces };
}

test('a world is indexed in pieces, then by its changes', async () => {
  await commitAll(made(1, 950));
  const { gated, release, pieces } = stepwise();
  release();
  const catchUp = createCatchUp(gated);
  await catchUp(platform, things);
  expect(await count()).toBe(950);
  expect(pieces).toEqual([200, 200, 200, 200, 150]);
  await storage.commit(change('thing_7', 7, 1, 1_000));
  await storage.commit(creation('thing_2000', 2_000));
  await catchUp(platform, things);
  expect(await count()).toBe(951);
  expect(pieces.slice(5)).toEqual([2]);
});

test('callers during a pass wait for the next one, which serves all of them', async () => {
  await commitAll(made(1, 3));
  const { gated, release, pieces } = stepwise();
  const catchUp = createCatchUp(gated);
  const first = catchUp(platform, things);
  // The pass has begun and stops at the third thing.
  await new Promise((resolve) => setImmediate(resolve));
  await storage.commit(creation('thing_4', 4));
  const late = [catchUp(platform, things), catchUp(platform, things), catchUp(platform, things)];
  release();
  await first;
  await Promise.all(late);
  expect(await count()).toBe(4);
  expect(pieces).toHaveLength(2);
});

test('a failed pass throws for its callers, and the next one resumes there', async () => {
  await commitAll(made(1, 450));
  let writes = 0;
  const failing: Storage = {
    ...storage,
    index: (...parts) => (++writes === 2 ? Promise.reject(new Error('the disk is full')) : storage.index(...parts)),
  };
  const catchUp = createCatchUp(failing);
  const first = catchUp(platform, things);
  const next = catchUp(platform, things);
  await expect(first).rejects.toThrow('the disk is full');
  await next;
  expect(await count()).toBe(450);
});

test('objects with more values than one write can hold are indexed too', async () => {
  const name = Array.from({ length: 3_000 }, (_, n) => `word${n}`).join(' ');
  const body = JSON.stringify({ id: 'thing_2', object: 'thing', name } satisfies Entity & { name: string });
  await commitAll(made(1, 1));
  await storage.commit(creation('thing_2', 2, { revisions: [{ revision: 2, id: 'thing_2', body }] }));
  await commitAll(made(3, 3));
  await createCatchUp(storage)(platform, things);
  const word: SearchQuery = {
    ...all,
    clauses: [{ field: 'name', test: { kind: 'term', term: 'word2999' }, negated: false }],
  };
  expect((await storage.search(world, word, { limit: 9 })).map(({ id }) => id)).toEqual(['thing_2']);
  expect(await count()).toBe(3);
});

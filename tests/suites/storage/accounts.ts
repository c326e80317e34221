import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type Batch, ConflictError, type Storage } from '../../../src/kernel/storage.ts';
import { batch, bodyOf, change, creation, event, posting, timer, world } from './samples.ts';

const ACCOUNT = 'acct_1';

/** A batch that creates `thing_n` for the platform and for a connected account, each listed as its own. */
export function inTwoAccounts(n: number, parts: Partial<Batch> = {}): Batch {
  const ours = creation(`thing_${n}`, n);
  const theirs = creation(`${ACCOUNT}/thing_${n}`, n, {}, [`${ACCOUNT}/thing`]);
  return batch({
    expected: [...ours.expected, ...theirs.expected],
    revisions: [...ours.revisions, ...theirs.revisions.map((row) => ({ ...row, revision: row.revision + 1e9 }))],
    objects: [...ours.objects, ...theirs.objects.map((row) => ({ ...row, revision: row.revision + 1e9 }))],
    listings: { add: [...ours.listings.add, ...theirs.listings.add], remove: [] },
    ...parts,
  });
}

/** The accounts of a world share tables and commits and are distinguished by names and columns. */
export function describeAccounts(storage: () => Storage): void {
  const listed = async (list: string) =>
    (await storage().list(world, { list, descending: true, limit: 9 })).map(({ id }) => id);
  const transfer = [
    posting({ transaction: 'txn_1', line: 0, amount: -500, book: 'merchant' }),
    posting({ transaction: 'txn_1', line: 1, amount: 500, book: `${ACCOUNT}/merchant` }),
  ];

  describe('two accounts of a world', () => {
    it('change in one commit: objects, lists, books, events and timers', async () => {
      await storage().commit(
        inTwoAccounts(1, {
          events: [event('evt_1', 'thing.created', 1), event('evt_2', 'thing.created', 1e9 + 1, ACCOUNT)],
          postings: transfer,
          timers: { add: [timer('timer_1', 5), timer('timer_2', 5, { account: ACCOUNT })], remove: [] },
        }),
      );
      expect(await listed('thing')).toEqual(['thing_1']);
      expect(await listed(`${ACCOUNT}/thing`)).toEqual([`${ACCOUNT}/thing_1`]);
      expect((await storage().readObject(world, `${ACCOUNT}/thing_1`))?.body).toBe(bodyOf(`${ACCOUNT}/thing_1`, 1));
      expect(await storage().readEvent(world, 'evt_2')).toEqual(event('evt_2', 'thing.created', 1e9 + 1, ACCOUNT));
      const timers = await storage().listTimers(world, 'thing_1');
      expect(timers.map(({ id, account }) => [id, account])).toEqual([
        ['timer_1', null],
        ['timer_2', ACCOUNT],
      ]);
    });

    it('have search indexes of their own, and a change is marked for the index of its account', async () => {
      const unindexed = async (type: string) => {
        const wanted = { type, edition: '1', above: -1, through: 2e9, limit: 9 };
        const found = await storage().unindexed(world, wanted);
        const entries = found.map(({ id, position, version }) => ({ id, position, version, values: [] }));
        await storage().index(world, wanted, entries);
        return found.map(({ id }) => id);
      };
      await storage().commit(inTwoAccounts(1));
      expect(await unindexed(`${ACCOUNT}/thing`)).toEqual([`${ACCOUNT}/thing_1`]);
      expect(await unindexed('thing')).toEqual(['thing_1']);
      await storage().commit(change(`${ACCOUNT}/thing_1`, 1e9 + 1, 1, 1e9 + 7));
      expect(await unindexed('thing')).toEqual([]);
      expect(await unindexed(`${ACCOUNT}/thing`)).toEqual([`${ACCOUNT}/thing_1`]);
    });

    it('have books of their own in one ledger that sums to zero', async () => {
      await storage().commit(batch({ postings: transfer }));
      const balance = async (book: string) => (await storage().bookBalances(world, book, 2e9))[0]?.available;
      expect(await balance('merchant')).toBe(-500);
      expect(await balance(`${ACCOUNT}/merchant`)).toBe(500);
      expect(await storage().sumOfAllPostings(world)).toEqual([{ currency: 'usd', amount: 0 }]);
    });

    it('change both or neither: a conflict in one rejects the other as well', async () => {
      await storage().commit(inTwoAccounts(1));
      await storage().commit(change(`${ACCOUNT}/thing_1`, 1, 1, 7));
      const stale = batch({
        expected: [
          { id: 'thing_1', version: 1 },
          { id: `${ACCOUNT}/thing_1`, version: 1 },
        ],
        revisions: [{ revision: 8, id: 'thing_1', body: '{}' }],
        objects: [{ id: 'thing_1', type: 'thing', version: 2, revision: 8, position: 1, deleted: false }],
        events: [event('evt_1', 'thing.updated', 8)],
        postings: transfer,
      });
      await expect(storage().commit(stale)).rejects.toBeInstanceOf(ConflictError);
      expect(await storage().readObject(world, 'thing_1')).toMatchObject({ version: 1 });
      expect(await storage().readEvent(world, 'evt_1')).toBeUndefined();
      expect(await storage().postingsOf(world, 'txn_1')).toEqual([]);
    });

    it('are never seen with half of a commit', async () => {
      const both = ['thing', 'pair'];
      const pair = (n: number) =>
        inTwoAccounts(n, {
          listings: {
            add: both.flatMap((list) => [
              { list, position: n, id: `thing_${n}` },
              { list, position: n, id: `${ACCOUNT}/thing_${n}` },
            ]),
            remove: [],
          },
        });
      let running = 8;
      const commits = [1, 2, 3, 4, 5, 6, 7, 8].map((n) =>
        storage()
          .commit(pair(n))
          .finally(() => running--),
      );
      while (running > 0) {
        const seen = await storage().list(world, { list: 'pair', descending: true, limit: 99 });
        for (const { position } of seen) expect(seen.filter((row) => row.position === position)).toHaveLength(2);
        await setImmediate();
      }
      await Promise.all(commits);
    });

    it('have event logs of their own, and one of the whole world', async () => {
      const types = ['a.one', 'b.two', 'a.one', 'b.two', 'a.one', 'c.three'];
      const owners = [null, ACCOUNT, ACCOUNT, null, 'acct_2', ACCOUNT];
      await storage().commit(
        batch({ events: types.map((type, n) => event(`evt_${n + 1}`, type, n + 1, owners[n] ?? null)) }),
      );
      const page = async (query: object) =>
        (await storage().listEvents(world, { descending: true, limit: 9, ...query })).map(({ id }) =>
          Number(id.slice(4)),
        );
      expect(await page({})).toEqual([6, 5, 4, 3, 2, 1]);
      expect(await page({ account: null })).toEqual([4, 1]);
      expect(await page({ account: ACCOUNT })).toEqual([6, 3, 2]);
      expect(await page({ account: ACCOUNT, types: ['a.one', 'b.two'] })).toEqual([3, 2]);
      expect(await page({ account: ACCOUNT, types: ['no.such'] })).toEqual([]);
      expect(await page({ account: null, types: ['a.one'] })).toEqual([1]);
      expect(await page({ types: ['a.one'] })).toEqual([5, 3, 1]);
      expect(await page({ account: ACCOUNT, below: 'evt_6', limit: 1 })).toEqual([3]);
      expect(await page({ account: ACCOUNT, above: 'evt_2', descending: false })).toEqual([3, 6]);
      expect(await page({ account: 'acct_9' })).toEqual([]);
    });
  });
}

import { describe, expect, it } from 'vitest';
import type { SearchClause, Storage } from '../../../src/kernel/storage.ts';
import { change, claim, creation, event, posting, timer, world } from './samples.ts';

/** Tests of persistent adapters: `reopen` closes the storage and opens the same data again. */
export function describeReopening(storage: () => Storage, reopen: () => Promise<void>): void {
  describe('after it was closed and opened again', () => {
    it('contains everything', async () => {
      const opened = { id: world, created: 1, clockOffset: 50, settings: '{}' };
      const record = {
        key: 'key_1',
        fingerprint: 'f',
        requestId: 'req_1',
        status: 200,
        revision: 1,
        body: null,
        created: 1,
      };
      await storage().openWorld(opened);
      await storage().registerKeys([
        {
          hash: 'hash_1',
          world,
          kind: 'secret',
          name: '',
          hint: '1234',
          created: 1,
          expiresAt: null,
          permissions: null,
        },
      ]);
      await storage().commit(
        creation('thing_1', 1, {
          events: [event('evt_1', 'thing.created')],
          postings: [posting({ transaction: 'txn_1', line: 0, amount: 5 })],
          timers: { add: [timer('timer_1', 1_050)], remove: [] },
          idempotency: record,
        }),
      );
      await storage().commit(change('thing_1', 1, 1, 2));
      const before = await everything(storage());
      await reopen();
      expect(await everything(storage())).toEqual(before);
      expect(before).not.toContain(undefined);
      expect(await claim(storage(), { now: 999 })).toEqual([]);
      expect(await claim(storage(), { now: 1_000 })).toHaveLength(1);
    });

    it('keeps leases that another process may hold, and ends others', async () => {
      await storage().openWorld({ id: world, created: 1, clockOffset: 50, settings: '{}' });
      await storage().commit(creation('thing_1', 1, { timers: { add: [timer('timer_1', 1_050)], remove: [] } }));
      await claim(storage(), { now: 1_000, leaseUntil: 5_000 });
      await reopen();
      const first = storage().shared ? 5_000 : 1_000;
      expect(await claim(storage(), { now: first - 1 })).toEqual([]);
      expect(await claim(storage(), { now: first })).toHaveLength(1);
    });

    it('searches as before, and indexes later changes', async () => {
      const wanted = { type: 'thing', edition: '1', above: -1, through: 9, limit: 9 };
      const red = [{ field: 'colour', term: 'red' }];
      const query = { type: 'thing', match: 'all', clauses: [isRed] } as const;
      await storage().commit(creation('thing_1', 1));
      await storage().commit(creation('thing_2', 2));
      const entries = (await storage().unindexed(world, wanted)).map((object) => ({ ...object, values: red }));
      await storage().index(world, wanted, entries);
      await storage().commit(change('thing_1', 1, 1, 3));
      await reopen();
      expect(await storage().countFound(world, query, 9)).toBe(2);
      await storage().commit(change('thing_2', 2, 1, 4));
      expect(await storage().unindexed(world, wanted)).toHaveLength(2);
    });

    it('has the same sums and continues from there', async () => {
      for (let n = 0; n < 30; n++) await storage().commit(creation(`thing_${n}`, n + 1, { postings: postings(n) }));
      expect(await storage().bookBalances(world, 'merchant', 29)).toEqual([
        { currency: 'usd', available: 3_000, pending: 0 },
      ]);
      await reopen();
      await storage().commit(creation('thing_30', 31, { postings: postings(30) }));
      expect(await storage().bookBalances(world, 'merchant', 29)).toEqual([
        { currency: 'usd', available: 3_000, pending: 100 },
      ]);
    });
  });
}

const isRed: SearchClause = { field: 'colour', test: { kind: 'term', term: 'red' }, negated: false };

function postings(n: number) {
  return Array.from({ length: 100 }, (_, line) =>
    posting({ transaction: `txn_${n}`, line, amount: 1, availableOn: n }),
  );
}

function everything(storage: Storage): Promise<unknown[]> {
  return Promise.all([
    storage.readWorld(world),
    storage.readKey('hash_1'),
    storage.readObject(world, 'thing_1'),
    storage.readRevision(world, 1),
    storage.list(world, { list: 'thing', descending: true, limit: 9 }),
    storage.listEvents(world, { descending: true, limit: 9 }),
    storage.postingsOf(world, 'txn_1'),
    storage.bookBalances(world, 'merchant', 1),
    storage.readIdempotency(world, 'key_1'),
    storage.listTimers(world, 'thing_1'),
  ]);
}

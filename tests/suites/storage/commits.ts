import { describe, expect, it } from 'vitest';
import { ConflictError, type Storage } from '../../../src/kernel/storage.ts';
import { batch, change, creation, event, idempotency, posting, timer, untilNone, world } from './samples.ts';

export function describeCommits(storage: () => Storage): void {
  const version = async (id: string) => (await storage().readObject(world, id))?.version ?? 0;

  describe('commits', () => {
    it('rejects a batch based on an older version', async () => {
      await storage().commit(creation('thing_1', 1));
      await storage().commit(change('thing_1', 1, 1, 2));
      await expect(storage().commit(change('thing_1', 1, 1, 3))).rejects.toBeInstanceOf(ConflictError);
      await expect(storage().commit(creation('thing_1', 4))).rejects.toBeInstanceOf(ConflictError);
      await expect(storage().commit(change('thing_2', 1, 1, 5))).rejects.toBeInstanceOf(ConflictError);
      expect(await version('thing_1')).toBe(2);
    });

    it('rejects a batch if an object it read has changed', async () => {
      await storage().commit(creation('thing_1', 1));
      const stale = creation('thing_2', 2, { expected: [{ id: 'thing_1', version: 2 }] });
      await expect(storage().commit(stale)).rejects.toBeInstanceOf(ConflictError);
      expect(await version('thing_2')).toBe(0);
    });

    it('accepts one of many simultaneous batches', async () => {
      await storage().commit(creation('thing_1', 1));
      const all = Array.from({ length: 20 }, (_, n) => storage().commit(change('thing_1', 1, 1, n + 2)));
      const results = await Promise.allSettled(all);
      expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
      const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
      for (const reason of reasons) expect(reason).toBeInstanceOf(ConflictError);
      expect(await version('thing_1')).toBe(2);
    });

    it('accepts a batch based on an earlier one of the same moment', async () => {
      await Promise.all([
        storage().commit(creation('thing_1', 1)),
        storage().commit(change('thing_1', 1, 1, 2)),
        storage().commit(change('thing_1', 1, 2, 3)),
      ]);
      expect(await version('thing_1')).toBe(3);
    });

    it('applies nothing of a rejected batch, and all of its neighbours', async () => {
      await storage().commit(creation('thing_1', 1));
      const full = change('thing_1', 1, 9, 2, {
        listings: {
          add: [{ list: 'other', position: 1, id: 'thing_1' }],
          remove: [{ list: 'thing', position: 1, id: 'thing_1' }],
        },
        events: [event('evt_1', 'thing.updated', 2)],
        postings: [posting({ transaction: 'txn_1', line: 0, amount: 5 })],
        timers: { add: [timer('timer_1', 1)], remove: [] },
        idempotency: idempotency('key_1'),
      });
      const results = await Promise.allSettled([
        storage().commit(creation('thing_2', 3)),
        storage().commit(full),
        storage().commit(creation('thing_3', 4)),
      ]);
      expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      await expectAbsent(storage());
      expect(await version('thing_2')).toBe(1);
      expect(await version('thing_3')).toBe(1);
    });

    it('rejects a malformed batch alone and applies nothing of it', async () => {
      const revisions = [1, 1].map((revision) => ({ revision, id: 'thing_1', body: '{}' }));
      const results = await Promise.allSettled([
        storage().commit(creation('thing_2', 2)),
        storage().commit(creation('thing_1', 1, { revisions, events: [event('evt_1', 'thing.created')] })),
        storage().commit(creation('thing_3', 3)),
      ]);
      expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(await version('thing_1')).toBe(0);
      expect(await storage().readEvent(world, 'evt_1')).toBeUndefined();
      expect(await version('thing_3')).toBe(1);
    });

    it('shows no part of an uncommitted batch', async () => {
      const committed = storage().commit(creation('thing_1', 1, { events: [event('evt_1', 'thing.created')] }));
      if (await storage().readObject(world, 'thing_1')) {
        expect(await storage().readEvent(world, 'evt_1')).toBeDefined();
      }
      await committed;
      expect(await version('thing_1')).toBe(1);
    });

    it('reports conflicts only with durable data', async () => {
      const revisions = [9, 9].map((revision) => ({ revision, id: 'thing_3', body: '{}' }));
      const results = await Promise.allSettled([
        storage().commit(creation('thing_1', 1)),
        storage().commit(creation('thing_1', 2)),
        storage().commit(creation('thing_3', 3, { revisions })),
        storage().commit(change('thing_1', 1, 1, 4)),
      ]);
      expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
      expect(await storage().readRevision(world, 2)).toBeUndefined();
      expect(await version('thing_1')).toBe(2);
    });

    it('resolves when visible data is durable', async () => {
      await storage().flushed();
      const committed = storage().commit(creation('thing_1', 1));
      await storage().flushed();
      await committed;
      await storage().flushed();
      expect(await version('thing_1')).toBe(1);
    });

    it('commits hundreds of simultaneous batches', async () => {
      await Promise.all(Array.from({ length: 700 }, (_, n) => storage().commit(creation(`thing_${n}`, n + 1))));
      const page = await storage().list(world, { list: 'thing', descending: false, limit: 1_000 });
      expect(page.map((object) => object.position)).toEqual(Array.from({ length: 700 }, (_, n) => n + 1));
    });

    it('completes earlier requests before it closes and rejects later ones', async () => {
      const committed = storage().commit(creation('thing_1', 1));
      await storage().close();
      await committed;
      await expect(storage().commit(creation('thing_2', 2))).rejects.toThrow(/closed/);
    });
  });

  describe('idempotency records', () => {
    it('are read back, with a revision or a body of their own', async () => {
      const ofRevision = idempotency('key_1');
      const ofBody = { ...ofRevision, key: 'key_2', status: 402, revision: null, body: '{"error":{}}' };
      await storage().commit(batch({ idempotency: ofRevision }));
      await storage().commit(batch({ idempotency: ofBody }));
      expect(await storage().readIdempotency(world, 'key_1')).toEqual(ofRevision);
      expect(await storage().readIdempotency(world, 'key_2')).toEqual(ofBody);
      expect(await storage().readIdempotency('acct_other', 'key_1')).toBeUndefined();
    });

    it('accept one batch per key, whenever it arrives', async () => {
      const tries = [1, 2, 3].map((n) =>
        storage().commit(creation(`thing_${n}`, n, { idempotency: idempotency('key_1') })),
      );
      const results = await Promise.allSettled(tries);
      expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'rejected']);
      const late = storage().commit(creation('thing_4', 4, { idempotency: idempotency('key_1') }));
      await expect(late).rejects.toBeInstanceOf(ConflictError);
      expect(await storage().list(world, { list: 'thing', descending: true, limit: 10 })).toHaveLength(1);
      await storage().commit({ ...batch({ idempotency: idempotency('key_1') }), world: 'acct_other' });
    });

    it('are deleted by age, a limited number per call', async () => {
      for (const n of [5, 1, 4, 2, 3]) await storage().commit(batch({ idempotency: idempotency(`key_${n}`, n) }));
      const deleted = await untilNone(() => storage().purgeIdempotency(4, 2));
      expect(Math.max(...deleted)).toBeLessThanOrEqual(2);
      for (const key of ['key_1', 'key_2', 'key_3'])
        expect(await storage().readIdempotency(world, key)).toBeUndefined();
      expect(await storage().readIdempotency(world, 'key_4')).toBeDefined();
      await storage().commit(batch({ idempotency: idempotency('key_3', 9) }));
    });
  });
}

/** Expects that no part of the rejected batch was written. */
async function expectAbsent(storage: Storage): Promise<void> {
  expect(await storage.readRevision(world, 2)).toBeUndefined();
  expect(await storage.list(world, { list: 'other', descending: true, limit: 9 })).toEqual([]);
  expect(await storage.list(world, { list: 'thing', descending: true, limit: 9 })).toHaveLength(3);
  expect(await storage.readEvent(world, 'evt_1')).toBeUndefined();
  expect(await storage.postingsOf(world, 'txn_1')).toEqual([]);
  expect(await storage.listTimers(world, 'thing_1')).toEqual([]);
  expect(await storage.readIdempotency(world, 'key_1')).toBeUndefined();
}
